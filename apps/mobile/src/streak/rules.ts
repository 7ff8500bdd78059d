import type { Kind } from './amounts.js'
import { epochDay, epochDayOfEnd, type Weekday } from './epoch-days.js'
import { requireTarget } from './mark.js'
import type { Schedule } from './schedule.js'

/** The parts of a habit's definition that decide the states of its days, as in the API. */
export interface HabitDefinition {
  kind: Kind
  /** The amount asked of a day, in the habit's unit: at least, or at most. */
  target: number
  /** The state of a finished day without a check-in; used for `limit` only. */
  unlogged: 'held' | 'missed'
  schedule: Schedule
  /** The first day, inclusive. */
  start: string
  /** The last day, inclusive; null for an open end. */
  end: string | null
}

/** The parts of a member's profile that decide the states of its days, as in the API. */
export interface MemberCalendar {
  /** IANA time zone: its missing dates do not count as days. */
  zone: string
  /** The day on which the member's calendar week begins. */
  firstWeekday: Weekday
}

/** The properties of a habit and its member that decide the states of the habit's days. */
export type Rules = HabitDefinition & MemberCalendar

/** The rules of a habit. Throws a RangeError if target or days are out of range. */
export function rulesOf(habit: HabitDefinition, member: MemberCalendar): Rules {
  requireTarget(habit.kind, habit.target)
  if (epochDayOfEnd(habit.end) < epochDay(habit.start)) {
    throw new RangeError(`end: ${habit.end} lies before the start ${habit.start}`)
  }
  const { kind, target, unlogged, schedule, start, end } = habit
  const { zone, firstWeekday } = member
  return { kind, target, unlogged, schedule, start, end, zone, firstWeekday }
}
