import type { HabitDefinition } from './rules.js'
import { hasDay, type MemberClock } from './member-clock.js'

/** The rule by which no check-in can be recorded on a day. */
export type DayRefusal = 'not-in-zone' | 'in-future' | 'before-start' | 'after-end'

/**
 * The rule by which no check-in of this habit can be recorded on a day; null if it can.
 *
 * @param today the member's current day
 * @param clock the time zone that decides the day
 */
export function refusalOf(
  habit: Pick<HabitDefinition, 'start' | 'end'>,
  day: string,
  today: string,
  clock: MemberClock,
): DayRefusal | null {
  if (!hasDay(clock.zone, day)) return 'not-in-zone'
  if (day > today) return 'in-future'
  if (day < habit.start) return 'before-start'
  return habit.end !== null && day > habit.end ? 'after-end' : null
}
