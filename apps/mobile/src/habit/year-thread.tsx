import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { States, ThreadSize } from '../../../kit/look/index.js'
import { dayText, number, t } from '../language/language.js'
import type { DayOfHabit, Habit, HabitYear } from '../repository/repository.js'
import { boxOf, ThreadMarks } from '../shell/thread.js'
import { type Day, daysBetween, weekStart } from '../time/days.js'

interface Props {
  year: HabitYear
  states: States
  onEdit: (day: Day) => void
}

const perRow = 28
const size: ThreadSize = { cell: 12, row: 22, perRow, dot: 8 }

/**
 * The year as rows of four weeks, so that weekdays stand above each other. A slider for the keyboard
 * and for screen readers: its value is a day, its text says why the day counts.
 */
export function YearThread({ year, states, onEdit }: Props) {
  const { days, habit, firstWeekday } = year
  const last = days.length - 1
  const chosen = useSignal(last)
  const svg = useRef<SVGSVGElement>(null)
  useEffect(() => {
    chosen.value = last
  }, [habit.id])
  const missing = daysBetween(weekStart(days[0]!.day, firstWeekday), days[0]!.day)
  const padded = '.'.repeat(missing) + states
  const cell = chosen.value + missing
  const day = days[chosen.value] ?? days[last]!
  const { height, viewBox } = boxOf(padded, size)

  const choose = (at: number) => {
    chosen.value = Math.min(last, Math.max(0, at))
  }
  const onPointer = (event: PointerEvent) => {
    if (event.pointerType === 'mouse' && event.buttons === 0 && event.type === 'pointermove') return
    const box = svg.current!.getBoundingClientRect()
    const rtl = getComputedStyle(svg.current!).direction === 'rtl'
    const along = rtl ? box.right - event.clientX : event.clientX - box.left
    const column = Math.floor((along / box.width) * perRow)
    const row = Math.floor(((event.clientY - box.top) / box.height) * (height / size.row))
    choose(row * perRow + Math.min(perRow - 1, Math.max(0, column)) - missing)
  }
  const onKey = (event: KeyboardEvent) => {
    const along = getComputedStyle(svg.current!).direction === 'rtl' ? -1 : 1
    const steps: Record<string, number> = {
      ArrowLeft: -along,
      ArrowRight: along,
      ArrowUp: -7,
      ArrowDown: 7,
      PageUp: -perRow,
      PageDown: perRow,
      Home: -chosen.value,
      End: last - chosen.value,
    }
    if (event.key === 'Enter') onEdit(day.day)
    else if (event.key in steps) choose(chosen.value + steps[event.key]!)
    else return
    event.preventDefault()
  }
  return (
    <>
      <div class="year">
        <ol class="year-labels" aria-hidden="true">
          {rowStarts(days, missing).map((start) => (
            <li key={start}>{dayText(start, 'short')}</li>
          ))}
        </ol>
        <div
          class="year-thread"
          role="slider"
          tabIndex={0}
          aria-label={`${t('habit.year')}. ${t('habit.year.keys')}`}
          aria-valuemin={0}
          aria-valuemax={last}
          aria-valuenow={chosen.value}
          aria-valuetext={explained(day, habit)}
          onKeyDown={onKey}
          onPointerDown={onPointer}
          onPointerMove={onPointer}
        >
          <svg ref={svg} class="thread" viewBox={viewBox} aria-hidden="true">
            {[7, 14, 21].map((column) => (
              <path key={column} class="year-week" d={`M${column * size.cell} 0V${height}`} />
            ))}
            <rect
              class="year-chosen"
              x={(cell % perRow) * size.cell - 0.5}
              y={Math.floor(cell / perRow) * size.row + 1}
              width={size.cell + 1}
              height={size.row - 2}
              rx="6"
            />
            <ThreadMarks states={padded} size={size} />
          </svg>
        </div>
      </div>
      <div class="year-day">
        <p>
          <strong>{dayText(day.day, 'full')}</strong>
          <br />
          <span class="quiet">{whyText(day, habit)}</span>
        </p>
        <button type="button" class="button" onClick={() => onEdit(day.day)}>
          {t('habit.edit-day')}
        </button>
      </div>
      <p class="quiet small">{t('habit.year.hint')}</p>
    </>
  )
}

function rowStarts(days: DayOfHabit[], missing: number): Day[] {
  return days.filter((_, at) => at === 0 || (at + missing) % perRow === 0).map(({ day }) => day)
}

/** A day's state and its reason: `Tuesday 3 November: held. The target was met. 24 pages.` */
export function explained(day: DayOfHabit, habit: Habit): string {
  return t('habit.day', {
    day: dayText(day.day, 'full'),
    state: t(`state.${day.state}`),
    why: whyText(day, habit),
  })
}

export function whyText({ rule, entry }: DayOfHabit, { unit }: Habit): string {
  const amount = entry && unit && !entry.skipped ? ` ${number(entry.amount)} ${unit}.` : ''
  return t(`rule.${rule}`) + amount
}
