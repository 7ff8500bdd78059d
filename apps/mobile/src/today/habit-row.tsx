import { useRef } from 'preact/hooks'
import { habitHue } from '../../../kit/look/index.js'
import { t } from '../language/language.js'
import { route } from '../navigation/navigation.js'
import { pathOf } from '../navigation/routes.js'
import type { HabitDay } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { useGestures } from '../shell/gestures.js'
import { HabitIcon, Icon } from '../shell/icon.js'
import { Thread } from '../shell/thread.js'
import type { Day } from '../time/days.js'
import { afterTap, isCheck } from './amounts.js'
import { checkIn } from './check-in.js'
import type { SheetView } from './check-in-sheet.js'
import { amountText, Ring } from './ring.js'

interface Props {
  shown: HabitDay
  today: Day
  onSheet: (view: SheetView, first?: string) => void
}

/** A habit on a day: tap its ring, hold it for the number pad, swipe it to skip or for a note. */
export function HabitRow({ shown, today, onSheet }: Props) {
  const repository = useRepository()
  const body = useRef<HTMLDivElement>(null)
  const { habit, day, state } = shown
  const tap = () => void checkIn(repository, shown, afterTap(shown))
  const skip = () => void checkIn(repository, shown, skippedEntry(shown))
  const gestures = useRef({ follows: true, onEnd: skip, onStart: skip, onHold: skip })
  Object.assign(gestures.current, {
    onEnd: skip,
    onStart: () => onSheet('note'),
    onHold: () => onSheet('amount'),
  })
  useGestures(body, gestures.current)

  const key = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    if (/^\d$/.test(event.key) && !isCheck(habit)) onSheet('amount', event.key)
    else if (event.key === 's') skip()
    else if (event.key === 'n') onSheet('note')
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') focusNext(event)
    else return
    event.preventDefault()
  }
  return (
    <li
      class="habit-row"
      data-id={habit.id}
      data-hue={habitHue(habit.color)}
      data-state={state}
      onContextMenu={(event) => {
        event.preventDefault()
        onSheet('amount')
      }}
    >
      <span class="habit-row-swipe" aria-hidden="true">
        <span>
          <Icon name="skip" along />
          {t('row.skip')}
        </span>
        <span>
          {t('row.note')}
          <Icon name="note" />
        </span>
      </span>
      <div class="habit-row-body" ref={body}>
        <span class="habit-row-icon">
          <HabitIcon icon={habit.icon} />
        </span>
        <a
          class="habit-row-text"
          href={pathOf({ name: 'habit', id: habit.id })}
          title={habit.title}
          aria-current={isShown(habit.id) ? 'true' : undefined}
        >
          <span class="habit-row-title cut">
            <bdi>{habit.title}</bdi>
          </span>
          <span class="habit-row-line">
            <Thread states={shown.recent} last={day} today={today} />
            <span class="habit-row-meta">{metaOf(shown)}</span>
            {shown.entry?.note && <Icon name="note" />}
          </span>
        </a>
        <button
          type="button"
          class="icon-button habit-row-more"
          aria-label={t('row.more', { habit: habit.title })}
          aria-haspopup="dialog"
          onClick={() => onSheet('amount')}
        >
          <Icon name="more" />
        </button>
        <Ring shown={shown} onTap={tap} onKey={key} />
      </div>
    </li>
  )
}

/** Whether the habit's page stands beside the list. */
function isShown(id: string): boolean {
  const shown = route.value
  return shown.name === 'habit' && shown.id === id
}

export function skippedEntry({ entry }: HabitDay) {
  return { amount: entry?.amount ?? 0, note: entry?.note ?? null, skipped: !entry?.skipped }
}

function metaOf(shown: HabitDay): string {
  const { habit, state, streak } = shown
  if (state === 'skipped') return t('row.skipped')
  if (state === 'paused') return t('row.paused')
  if (!isCheck(habit) && state !== 'resting') return amountText(shown)
  if (streak.current) return t(`streak.${streak.current.unit}`, { n: streak.current.length })
  return state === 'resting' ? t('row.resting') : ''
}

function focusNext(event: KeyboardEvent) {
  const rings = [...document.querySelectorAll<HTMLElement>('.habit-row .ring')]
  const at = rings.indexOf(event.currentTarget as HTMLElement)
  rings[at + (event.key === 'ArrowDown' ? 1 : -1)]?.focus()
}
