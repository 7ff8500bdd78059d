import { type EpochDay, epochDay, isoDate, MILLIS_PER_DAY } from './epoch-days.js'
import { missingDates } from './missing-dates.js'
import { firstInstant, LONGEST_SHIFT, zoneOffset } from './zone-offset.js'

/**
 * The clock of a member, by the zone and day start of its profile: converts instants (milliseconds since 1970) to the
 * member's days.
 *
 * A day starts at the first instant at which the local time is that date at `dayStart` or later. So
 * days never run backwards. Where clocks go back over `dayStart`, the day has begun the first time
 * and does not begin again; where they jump over it, the day begins with the jump. A date that the
 * zone skipped as a whole is no day and contains no instant. The hours before `dayStart` on the
 * next date then belong to the last day before it.
 */
export interface MemberClock {
  /** IANA time zone. A RangeError follows if the browser does not know it. */
  zone: string
  /** Local time at which a day begins, 00:00 to 06:00, such as `03:00`. */
  dayStart: string
}

/** The member's day at an instant: the latest day that has started by then. */
export function dayOf(clock: MemberClock, instant: number): string {
  return isoDate(epochDayAt(clock, instant))
}

/**
 * The instant at which a day starts, inclusive. It ends where the next day starts. A missing date
 * starts, and ends, where the next day starts.
 */
export function startOf(clock: MemberClock, day: string): number {
  const wanted = epochDay(day)
  const asUtc = wanted * MILLIS_PER_DAY + dayStartMillis(clock)
  const hasStarted = (instant: number) => epochDayAt(clock, instant) >= wanted
  return firstInstant(asUtc - LONGEST_SHIFT, asUtc + 2 * LONGEST_SHIFT, hasStarted)
}

/** Whether the date is a day in the zone; false for a missing date. */
export function hasDay(zone: string, day: string): boolean {
  return !missingDates(zone).includes(epochDay(day))
}

function epochDayAt(clock: MemberClock, instant: number): EpochDay {
  const earlier = instant - LONGEST_SHIFT
  const offset = zoneOffset(clock.zone, instant)
  const earlierOffset = zoneOffset(clock.zone, earlier)
  const day = dayWithOffset(clock, instant, offset)
  if (offset >= earlierOffset) return day
  // After clocks went back the local date may be a day that is already over.
  const wentBack = (at: number) => zoneOffset(clock.zone, at) !== earlierOffset
  const change = firstInstant(earlier, instant, wentBack)
  return Math.max(day, dayWithOffset(clock, change - 1, earlierOffset))
}

/** The latest date that has reached `dayStart` and is no missing date, by the local time alone. */
function dayWithOffset(clock: MemberClock, instant: number, offset: number): EpochDay {
  let day = Math.floor((instant + offset - dayStartMillis(clock)) / MILLIS_PER_DAY)
  const missing = missingDates(clock.zone)
  while (missing.includes(day)) day--
  return day
}

function dayStartMillis(clock: MemberClock): number {
  const [hours = NaN, minutes = NaN] = clock.dayStart.split(':').map(Number)
  return (hours * 60 + minutes) * 60_000
}
