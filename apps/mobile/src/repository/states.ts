import type { States } from '../../../kit/look/index.js'
import type { DayOfHabit, Habit } from './repository.js'

const marks = { held: 'h', missed: 'm', resting: 'r', skipped: 's', paused: 'p', pending: 'o' }

/** The days of a habit as the thread draws them. */
export function statesOf(days: readonly DayOfHabit[], habit: Habit): States {
  return days.map((day) => stateMark(day, habit)).join('')
}

function stateMark({ state, rule, entry }: DayOfHabit, habit: Habit): string {
  if (rule === 'before-start' || rule === 'after-end') return '.'
  const amount = entry?.amount ?? 0
  if (state !== 'missed' || habit.kind !== 'do' || amount <= 0 || amount >= habit.target)
    return marks[state]
  return String(Math.min(9, Math.max(1, Math.round((amount / habit.target) * 10))))
}
