import { HELD, isNeutral, MISSED, NO_EFFECT, type Outcome } from './day-code.js'
import { type EpochDay, epochDayOfEnd, weekStart } from './epoch-days.js'
import type { HabitDays } from './habit-days.js'
import type { Rules } from './rules.js'

/** The calendar weeks of a `timesPerWeek` habit, from the member's first weekday. */
export interface Weeks {
  /** The epoch day on which the first week starts, at or before the habit's start. */
  readonly first: EpochDay
  /** For each week, including the current one, its [Outcome]; none where no day counts. */
  readonly outcomes: Uint8Array
}

/**
 * The weeks of a habit. Days outside the habit's life count like paused ones: they lower the
 * required days.
 *
 * @param n days with the target met that hold a whole week
 */
export function weeksOf(rules: Rules, n: number, days: HabitDays): Weeks {
  const first = weekStart(days.first, rules.firstWeekday)
  const shift = days.first - first
  const count = days.codes.length
  const lastOfLife = epochDayOfEnd(rules.end) - days.first
  const outcomes = new Uint8Array(count === 0 ? 0 : Math.ceil((count + shift) / 7))
  for (let week = 0; week < outcomes.length; week++) {
    const from = 7 * week - shift
    const isOver = days.today > Math.min(from + 6, lastOfLife)
    outcomes[week] = outcomeOf(n, days, Math.max(0, from), Math.min(count, from + 7), isOver)
  }
  return { first, outcomes }
}

/**
 * @param from the first day of the week within the habit's life
 * @param until the day after the last one within it
 */
function outcomeOf(
  n: number,
  { codes, tables: { met } }: HabitDays,
  from: number,
  until: number,
  isOver: boolean,
): Outcome {
  let countable = 0
  let held = 0
  for (let i = from; i < until; i++) {
    const code = codes[i]!
    if (!isNeutral(code)) countable++
    held += met[code]!
  }
  if (countable === 0) return NO_EFFECT
  if (held >= Math.ceil((n * countable) / 7)) return HELD
  return isOver ? MISSED : NO_EFFECT
}
