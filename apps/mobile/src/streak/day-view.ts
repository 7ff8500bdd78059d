import type { DayContent } from './day-content.js'
import { type DayRule, type DayState, stateOf } from './day-rule.js'
import { type Evaluation, ruleOn, type Streak, streakOf } from './streaks.js'

/** A habit on one of its days, in the form of the API. */
export interface HabitDay {
  state: DayState
  rule: DayRule
  /** 0 where nothing is recorded. */
  amount: number
  note: string | null
  /** The streak as of today. */
  streak: Streak
}

/** Whether a habit is shown on a day: it is not archived, and the day lies in its life. */
export function isShownOn(
  habit: { archived: boolean; start: string; end: string | null },
  day: string,
): boolean {
  return !habit.archived && habit.start <= day && (habit.end === null || habit.end >= day)
}

/** The habit on a day up to today. */
export function habitDayOf(evaluation: Evaluation, day: string, content: DayContent): HabitDay {
  const rule = ruleOn(evaluation, day)
  return {
    state: stateOf(rule),
    rule,
    amount: content.recorded?.amount ?? 0,
    note: content.recorded?.note ?? null,
    streak: streakOf(evaluation),
  }
}

/** The progress of a day over all habits that are shown on it. */
export interface DayProgress {
  /** Habits that ask for something on the day: held, missed or pending ones. */
  due: number
  held: number
  missed: number
}

/** The progress of a day. Skipped, paused and resting habits are not due. */
export function progressOf(states: Iterable<DayState>): DayProgress {
  const progress = { due: 0, held: 0, missed: 0 }
  for (const state of states) {
    if (state === 'held' || state === 'missed' || state === 'pending') progress.due++
    if (state === 'held' || state === 'missed') progress[state]++
  }
  return progress
}
