import { type EpochDay, floorMod, type Weekday, weekdayIndex, weekdays } from './epoch-days.js'

/** The schedule of a habit, in the form of the API: on which days, or how often, it is due. */
export type Schedule =
  | { type: 'daily' }
  | { type: 'weekdays'; days: readonly Weekday[] }
  | { type: 'everyNDays'; n: number }
  | { type: 'timesPerWeek'; n: number }
  | { type: 'timesInDays'; n: number; days: number }

/** The unit of a streak's length: weeks for `timesPerWeek`, otherwise days. */
export type StreakUnit = 'day' | 'week'

export function unitOf(schedule: Schedule): StreakUnit {
  return schedule.type === 'timesPerWeek' ? 'week' : 'day'
}

/**
 * For each day from the habit's first day on: 1 if it is scheduled, otherwise 0. For flexible
 * schedules every day is.
 *
 * @param first the habit's first day
 * @param count the number of days
 */
export function scheduledDays(schedule: Schedule, first: EpochDay, count: number): Uint8Array {
  const scheduled = new Uint8Array(count)
  switch (schedule.type) {
    case 'daily':
    case 'timesPerWeek':
    case 'timesInDays':
      return scheduled.fill(1)
    case 'everyNDays':
      return markEvery(scheduled, 0, schedule.n)
    case 'weekdays':
      for (const day of schedule.days) {
        markEvery(scheduled, floorMod(weekdays.indexOf(day) - weekdayIndex(first), 7), 7)
      }
      return scheduled
  }
}

function markEvery(scheduled: Uint8Array, first: number, step: number): Uint8Array {
  for (let i = first; i < scheduled.length; i += step) scheduled[i] = 1
  return scheduled
}
