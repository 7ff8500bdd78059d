import { isNeutral } from './day-code.js'
import type { HabitDays } from './habit-days.js'

/*
 * The days held by `timesInDays`, as Loop Habit Tracker counts them: wherever `n` days with the
 * target met lie within `days` days, the `days` days from the first of them on are an interval.
 *
 * Skipped and paused days, and dates missing in the time zone, are treated as absent. An interval
 * reaches across such days and is longer on the calendar.
 *
 * Intervals are computed from the newest back. An interval that overlaps the next newer one slides
 * towards the past until the two just touch, at most until its own `n`-th day is its last.
 */

/**
 * For each day 1 if an interval covers it, otherwise 0; always 0 for a day that does not count.
 *
 * @param n days with the target met that make an interval
 * @param length the days of an interval
 */
export function coveredDays(days: HabitDays, n: number, length: number): Uint8Array {
  const { codes } = days
  const { met } = days.tables
  const counted = countedDays(codes)
  const covered = new Uint8Array(codes.length)
  const newestFirst = new Int32Array(counted.length)
  let found = 0
  // Intervals are equally long, and each ends before the next newer one ends. So an interval only
  // adds days before the newer one's first day, and each day is written once.
  let newerBegin = counted.length + length
  for (let place = counted.length - 1; place >= 0; place--) {
    if (met[codes[counted[place]!]!] === 0) continue
    newestFirst[found++] = place
    if (found < n) continue
    const nth = newestFirst[found - n]!
    if (nth - place >= length) continue
    const begin = shiftedBegin(place, nth, length, newerBegin)
    const until = Math.min(begin + length, newerBegin, counted.length)
    for (let i = Math.max(0, begin); i < until; i++) covered[counted[i]!] = 1
    newerBegin = begin
  }
  return covered
}

/** The first day of the interval over `begin` to `nth` after it has slid off the next newer one. */
function shiftedBegin(begin: number, nth: number, length: number, newerBegin: number): number {
  const end = begin + length - 1
  return end < newerBegin ? begin : Math.max(nth, newerBegin - 1) - length + 1
}

/** The indexes of the days that count, in order. */
function countedDays(codes: Uint8Array): Int32Array {
  const counted = new Int32Array(codes.length)
  let count = 0
  for (let i = 0; i < counted.length; i++) {
    if (!isNeutral(codes[i]!)) counted[count++] = i
  }
  return counted.subarray(0, count)
}
