import { dayOf } from '../streak/member-clock.js'
import { MILLIS_PER_DAY, type Weekday, weekdays } from '../streak/epoch-days.js'

export { type Weekday, weekdays }

/** A calendar date such as `2026-11-27`. */
export type Day = string

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * MILLIS_PER_DAY).toISOString().slice(0, 10)
}

/** Days from one date to another; negative if the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / MILLIS_PER_DAY)
}

export function weekdayOf(day: Day): Weekday {
  return weekdays[(new Date(day).getUTCDay() + 6) % 7]!
}

/** The first day of the week that a day lies in. */
export function weekStart(day: Day, firstWeekday: Weekday): Day {
  const past = weekdays.indexOf(weekdayOf(day)) - weekdays.indexOf(firstWeekday)
  return plusDays(day, -((past + 7) % 7))
}

/** The seven weekdays in the member's order. */
export function weekFrom(firstWeekday: Weekday): Weekday[] {
  const at = weekdays.indexOf(firstWeekday)
  return [...weekdays.slice(at), ...weekdays.slice(0, at)]
}

/** The date at an instant in a time zone whose day begins `dayStart` (`03:00`) after midnight. */
export function dayAt(instant: number, zone: string, dayStart = '00:00'): Day {
  return dayOf({ zone, dayStart }, instant)
}
