import { compact, number, t } from '../language/language.js'
import type { HabitDay } from '../repository/repository.js'
import { Icon } from '../shell/icon.js'
import { isCheck, progressOf, stepOf } from './amounts.js'

interface Props {
  shown: HabitDay
  onTap: () => void
  onKey: (event: KeyboardEvent) => void
}

const radius = 23
const around = 2 * Math.PI * radius

/** The ring of a row: a tap checks in or adds a step. */
export function Ring({ shown, onTap, onKey }: Props) {
  const { habit, entry } = shown
  const amount = entry?.amount ?? 0
  return (
    <button
      type="button"
      class="ring"
      data-state={ringState(shown)}
      aria-label={ringName(shown)}
      onClick={onTap}
      onKeyDown={onKey}
    >
      <svg viewBox="0 0 52 52" aria-hidden="true">
        <circle class="ring-disc" cx="26" cy="26" r="24.5" />
        <circle class="ring-track" cx="26" cy="26" r={radius} />
        {amount > 0 && (
          <circle
            class="ring-value"
            cx="26"
            cy="26"
            r={radius}
            stroke-dasharray={around}
            stroke-dashoffset={around * (1 - progressOf(shown))}
          />
        )}
      </svg>
      <span class="ring-label">{label(shown, isCheck(habit), amount)}</span>
    </button>
  )
}

function label({ state, habit, entry }: HabitDay, check: boolean, amount: number) {
  if (entry?.skipped) return <Icon name="skip" along />
  if (state === 'paused') return <Icon name="pause" />
  if (check) return <Icon name="check" />
  if (amount === 0 && habit.kind === 'do') return <Icon name="plus" />
  return compact(amount)
}

function ringState({ state, habit, entry }: HabitDay): string {
  if (state === 'held' && habit.kind === 'limit') return 'within'
  if (habit.kind === 'limit' && (entry?.amount ?? 0) > habit.target) return 'over'
  return state
}

function ringName({ habit, state, entry }: HabitDay): string {
  if (!isCheck(habit))
    return t('row.step', {
      habit: habit.title,
      shown: compact(entry?.amount ?? 0),
      of: habit.target,
      unit: habit.unit ?? '',
      n: stepOf(habit),
    })
  const done = state === 'held' && (entry?.amount ?? 0) >= 1
  return t(done ? 'row.undo' : 'row.check', { habit: habit.title })
}

/** The amount of a day in words, such as `5 of 8 glasses`. */
export function amountText({ habit, entry }: Pick<HabitDay, 'habit' | 'entry'>): string {
  const values = { n: number(entry?.amount ?? 0), of: number(habit.target), unit: habit.unit ?? '' }
  return t(habit.kind === 'limit' ? 'row.limit' : 'row.amount', values).trim()
}
