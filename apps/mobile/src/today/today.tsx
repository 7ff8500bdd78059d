import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../language/language.js'
import { go } from '../navigation/navigation.js'
import { pathOf } from '../navigation/routes.js'
import { useRead } from '../repository/read.js'
import type { DayView, HabitDay } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { Failed, Loading, Notice } from '../shell/notice.js'
import { type Day, dayAt, plusDays } from '../time/days.js'
import { CheckInSheet, type SheetView } from './check-in-sheet.js'
import { DayHead, dayRoute, LoadingHead } from './day-head.js'
import { HabitRow } from './habit-row.js'
import { inParts, type Part } from './order.js'
import { useSettled } from './settle.js'

/** The habits of a day. @param day undefined is the member's present day */
export function Today({
  day,
  onShown,
}: {
  day: Day | undefined
  onShown?: (view: DayView) => void
}) {
  const repository = useRepository()
  const read = useRead(() => repository.day(day), repository.revision, day ?? 'today').value
  const view = read.state === 'ready' ? read.value : undefined
  useEffect(() => {
    if (view) onShown?.(view)
  }, [view])
  return (
    <div class="today">
      {read.state === 'loading' && (
        <>
          <LoadingHead day={day ?? dayOfDevice()} />
          <Loading titled />
        </>
      )}
      {read.state === 'failed' && <Failed read={read} />}
      {view && <DayOf view={view} />}
    </div>
  )
}

/** The date on this device, which is nearly always that of the member's present day. */
function dayOfDevice(): Day {
  return dayAt(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone)
}

function DayOf({ view }: { view: DayView }) {
  useEffect(() => {
    const turn = (event: KeyboardEvent) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key]
      const elsewhere = (event.target as Element).closest?.(
        'input, textarea, select, dialog, [role=slider]',
      )
      if (!step || elsewhere || event.altKey || event.ctrlKey || event.metaKey) return
      const to = plusDays(view.day, document.dir === 'rtl' ? -step : step)
      if (to <= view.today) go(dayRoute(to, view.today))
    }
    addEventListener('keydown', turn)
    return () => removeEventListener('keydown', turn)
  }, [view.day, view.today])
  return (
    <>
      <DayHead view={view} />
      {view.habits.length > 0 ? <Rows view={view} /> : <NoRows view={view} />}
    </>
  )
}

interface OpenSheet {
  id: string
  view: SheetView
  first: string
}

function Rows({ view }: { view: DayView }) {
  const list = useRef<HTMLUListElement>(null)
  const sheet = useSignal<OpenSheet | undefined>(undefined)
  const placed = useSettled(view.habits, view.day, list)
  const shown = view.habits.find(({ habit }) => habit.id === sheet.value?.id)
  const close = () => {
    sheet.value = undefined
  }
  return (
    <>
      <ul class="habit-rows" ref={list}>
        {inParts(view.habits, placed).flatMap(([part, habits]) => [
          <PartHead key={part} part={part} habits={habits} isToday={view.day === view.today} />,
          ...habits.map((one) => (
            <HabitRow
              key={one.habit.id}
              shown={one}
              today={view.today}
              onSheet={(sheetView, first = '') => {
                sheet.value = { id: one.habit.id, view: sheetView, first }
              }}
            />
          )),
        ])}
      </ul>
      {sheet.value && shown && (
        <CheckInSheet
          shown={shown}
          view={sheet.value.view}
          first={sheet.value.first}
          onClose={close}
        />
      )}
    </>
  )
}

function PartHead({ part, habits, isToday }: { part: Part; habits: HabitDay[]; isToday: boolean }) {
  if (part === 'open' || habits.length === 0) return null
  const text = part === 'done' ? t('today.settled') : t(isToday ? 'today.quiet' : 'state.resting')
  return (
    <li class="habit-part">
      <h2>{text}</h2>
    </li>
  )
}

function NoRows({ view }: { view: DayView }) {
  if (view.day !== view.today)
    return (
      <Notice title={t('today.before.title')} text={t('today.before.text')}>
        <a class="button" href={pathOf({ name: 'today' })}>
          {t('today.back')}
        </a>
      </Notice>
    )
  return (
    <Notice title={t('today.empty.title')} text={t('today.empty.text')}>
      <a class="button button-primary" href={pathOf({ name: 'new-habit' })}>
        {t('today.empty.action')}
      </a>
    </Notice>
  )
}
