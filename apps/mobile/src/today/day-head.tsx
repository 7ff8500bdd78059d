import { useRef } from 'preact/hooks'
import { drawThread, type ThreadSize } from '../../../kit/look/index.js'
import { dayText, t } from '../language/language.js'
import { go } from '../navigation/navigation.js'
import { pathOf, type Route } from '../navigation/routes.js'
import type { DayProgress, DayView } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { useGestures } from '../shell/gestures.js'
import { Icon } from '../shell/icon.js'
import { notify } from '../shell/toast.js'
import { type Day, plusDays } from '../time/days.js'

/** The date, one sentence, and the last seven days as a thread that leads to each of them. */
export function DayHead({ view }: { view: DayView }) {
  const { day, today } = view
  const head = useRef<HTMLElement>(null)
  const before = () => go(dayRoute(plusDays(day, -1), today))
  const after = () => day < today && go(dayRoute(plusDays(day, 1), today))
  const gestures = useRef({ onEnd: before, onStart: after })
  Object.assign(gestures.current, { onEnd: before, onStart: after })
  useGestures(head, gestures.current)
  return (
    <header class="day-head" ref={head}>
      <div class="day-title">
        <h1>{dayText(day, 'full')}</h1>
        <div class="day-steps">
          <a
            class="icon-button"
            href={pathOf(dayRoute(plusDays(day, -1), today))}
            aria-label={t('today.previous')}
          >
            <Icon name="back" along />
          </a>
          {day < today ? (
            <a
              class="icon-button"
              href={pathOf(dayRoute(plusDays(day, 1), today))}
              aria-label={t('today.following')}
            >
              <Icon name="forward" along />
            </a>
          ) : (
            <button type="button" class="icon-button" disabled aria-label={t('today.following')}>
              <Icon name="forward" along />
            </button>
          )}
        </div>
      </div>
      <div class="day-line">
        <p class="day-sentence">{sentence(view)}</p>
        <Waiting />
      </div>
      <Days days={view.days} day={day} today={today} />
    </header>
  )
}

/** The date and grey places below it, while the day loads. */
export function LoadingHead({ day }: { day: Day }) {
  return (
    <header class="day-head">
      <div class="day-title">
        <h1>{dayText(day, 'full')}</h1>
      </div>
      <div class="day-line">
        <p class="day-sentence" />
      </div>
      <div class="days days-loading skeleton" />
    </header>
  )
}

export function dayRoute(day: Day, today: Day): Route {
  return day === today ? { name: 'today' } : { name: 'day', day }
}

/** Changes that wait for a network, as a quiet note that explains itself. */
function Waiting() {
  const { online, waiting } = useRepository().status.value
  if (online && waiting === 0) return null
  const text = waiting > 0 ? t('sync.waiting', { n: waiting }) : t('sync.offline')
  return (
    <button
      type="button"
      class="waiting"
      onClick={() => notify(t('sync.explained', { n: waiting }))}
    >
      <Icon name="offline" />
      {text}
    </button>
  )
}

function sentence({ day, today, habits, next }: DayView): string {
  const asked = habits.filter(({ habit, state }) => habit.kind === 'do' && counts(state))
  const n = asked.filter(({ state }) => state === 'held').length
  const of = asked.length
  if (habits.length === 0) return ''
  if (of === 0) return t('today.resting')
  if (n === of) return t('today.all', { of })
  if (day !== today) return t('today.past', { n, of })
  const done = t('today.done', { n, of })
  return next ? t('today.next', { done, habit: next }) : done
}

function counts(state: string): boolean {
  return state === 'held' || state === 'pending' || state === 'missed'
}

const daySize: ThreadSize = { cell: 10, row: 10, perRow: 7, dot: 1.4 }

function Days({ days, day, today }: { days: DayProgress[]; day: Day; today: Day }) {
  const states = days.map((one) => progressMark(one, today)).join('')
  return (
    <nav class="days" aria-label={t('today.days')}>
      <DaysThread states={states} />
      <ol>
        {days.map((one) => (
          <li key={one.day}>
            <a
              href={pathOf(dayRoute(one.day, today))}
              aria-current={one.day === day ? 'date' : undefined}
            >
              <span>{dayText(one.day, 'initial')}</span>
              <span>{Number(one.day.slice(8))}</span>
              <span class="unseen">{progressText(one)}</span>
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** Stretched over the width of the days; strokes keep their width. */
function DaysThread({ states }: { states: string }) {
  const { held, resting } = drawThread(states, daySize)
  return (
    <>
      <svg
        class="thread days-line"
        viewBox="0 0 70 10"
        preserveAspectRatio="none"
        aria-hidden="true"
      >
        <path class="thread-resting" d={resting} />
        <path class="thread-held" d={held} />
      </svg>
      <span class="days-marks" aria-hidden="true">
        {[...states].map((state, at) => (
          <svg key={at} class="thread" viewBox="0 0 14 14">
            <DayMark state={state} />
          </svg>
        ))}
      </span>
    </>
  )
}

function DayMark({ state }: { state: string }) {
  const { dots, partial, amount, pending } = drawThread(state, {
    cell: 14,
    row: 14,
    perRow: 1,
    dot: 9,
  })
  return (
    <>
      {dots && <path class="thread-dots" d={dots} stroke-width="9" />}
      {partial && <path class="thread-partial" d={partial} />}
      {amount && <path class="thread-amount" d={amount} />}
      {pending && <path class="thread-pending" d={pending} />}
    </>
  )
}

function progressMark({ day, done, of }: DayProgress, today: Day): string {
  if (of === 0) return 'r'
  if (done === of) return 'h'
  if (day === today) return 'o'
  return done === 0 ? 'm' : String(Math.min(9, Math.max(1, Math.round((done / of) * 10))))
}

function progressText({ done, of }: DayProgress): string {
  if (of === 0) return t('day.rest')
  if (done === of) return t('day.all')
  return done === 0 ? t('day.none') : t('day.some', { n: done, of })
}
