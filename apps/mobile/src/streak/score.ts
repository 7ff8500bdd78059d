import { isNeutral, shareOfMark } from './day-code.js'
import type { HabitDays } from './habit-days.js'
import { FULL } from './mark.js'
import { type Schedule, scheduledDays } from './schedule.js'

/*
 * The score of a habit, 0 to 1: how steadily it is held, by daily exponential smoothing as in Loop
 * Habit Tracker.
 *
 * `s = m·s + (1−m)·v` with `m = 0.5^(√f / 13)`, where f is the schedule's frequency in times per
 * day and v is the held share of the schedule's period, at most 1. The period is a rolling window
 * over the last days that were neither skipped nor paused. The score ignores such days, so a pause
 * never lowers it.
 */

const HALVING = 13
const DECIMALS = 10_000

/** Half of the last bit of a number near 1: a smaller part of a score is lost by rounding. */
const NEGLIGIBLE = 2 ** -54

/**
 * The score after today, or after the habit's last day. Days so old that their part is negligible
 * are not read.
 */
export function scoreOf(schedule: Schedule, days: HabitDays): number {
  const memory = memoryOf(schedule)
  const remembered = Math.ceil(Math.log(NEGLIGIBLE) / Math.log(memory))
  const newest = newestCounted(schedule, days, remembered + windowOf(schedule))
  return smooth(schedule, memory, newest)
}

/**
 * The score after each day, from the habit's first day to today or the habit's last day. The last
 * entry is the present score; none before the start.
 */
export function scoreCurve(schedule: Schedule, days: HabitDays): Float64Array {
  const curve = new Float64Array(Math.max(0, Math.min(days.codes.length, days.today + 1)))
  const newest = newestCounted(schedule, days, days.codes.length)
  const scores = new Float64Array(newest.length)
  smooth(schedule, memoryOf(schedule), newest, scores)
  const last = lastIndex(days)
  let score = 0
  let place = 0
  for (let i = 0; i < curve.length; i++) {
    if (i <= last && !isNeutral(days.codes[i]!)) score = scores[place++]!
    curve[i] = score
  }
  return curve
}

/** The score as the API gives it, to four decimals. */
export function roundedScore(score: number): number {
  return Math.round(score * DECIMALS) / DECIMALS
}

/** Days that count for the score, the newest first. */
interface Counted {
  length: number
  /** The share of the target, in half percents. */
  shares: Uint8Array
  /** 1 if the day is scheduled, otherwise 0. */
  scheduled: Uint8Array
}

/** The newest days that count, at most `most` of them. */
function newestCounted(schedule: Schedule, days: HabitDays, most: number): Counted {
  const { codes, tables } = days
  const isScheduled = scheduledDays(schedule, days.first, codes.length)
  const last = lastIndex(days)
  const size = Math.max(0, Math.min(most, last + 1))
  const shares = new Uint8Array(size)
  const scheduled = new Uint8Array(size)
  let length = 0
  for (let i = last; i >= 0 && length < size; i--) {
    const code = codes[i]!
    if (isNeutral(code)) continue
    // An unlogged day counts only if it is scheduled: otherwise resting days would compensate for
    // days over the limit.
    shares[length] = (isScheduled[i] === 1 ? tables.share : shareOfMark)[code]!
    scheduled[length++] = isScheduled[i]!
  }
  return { length, shares, scheduled }
}

/**
 * The score after all of the days.
 *
 * @param scores gets the score after each day, oldest first
 */
function smooth(
  schedule: Schedule,
  memory: number,
  { length, shares, scheduled }: Counted,
  scores?: Float64Array,
): number {
  const windowDays = windowOf(schedule)
  const times = timesOf(schedule)
  let score = 0
  let held = 0
  let scheduledTimes = 0
  // Consecutive days mostly gain the same: without a division they take half the time.
  let gain = 0
  let gainHeld = -1
  let gainRequired = -1
  for (let i = length - 1; i >= 0; i--) {
    held += shares[i]!
    scheduledTimes += scheduled[i]!
    const oldest = i + windowDays
    if (oldest < length) {
      held -= shares[oldest]!
      scheduledTimes -= scheduled[oldest]!
    }
    const required = times > 0 ? times : scheduledTimes
    if (held !== gainHeld || required !== gainRequired) {
      gain = (1 - memory) * Math.min(1, held / (FULL * required))
      gainHeld = held
      gainRequired = required
    }
    if (required > 0) score = memory * score + gain
    if (scores) scores[length - 1 - i] = score
  }
  return score
}

/**
 * The last day that counts. A day that is still open must not lower the score: today counts once
 * its target is met.
 */
function lastIndex({ codes, tables, today }: HabitDays): number {
  const last = Math.min(codes.length - 1, today)
  return last === today && last >= 0 && tables.met[codes[last]!] === 0 ? last - 1 : last
}

/** The share of the score that remains after a day. */
function memoryOf(schedule: Schedule): number {
  return Math.pow(0.5, Math.sqrt(timesADay(schedule)) / HALVING)
}

/** The days of the rolling window. */
function windowOf(schedule: Schedule): number {
  switch (schedule.type) {
    case 'daily':
      return 1
    case 'weekdays':
    case 'timesPerWeek':
      return 7
    case 'everyNDays':
      return schedule.n
    case 'timesInDays':
      return schedule.days
  }
}

/** The required times in the window of a flexible schedule; 0 for schedules of fixed days. */
function timesOf(schedule: Schedule): number {
  return schedule.type === 'timesPerWeek' || schedule.type === 'timesInDays' ? schedule.n : 0
}

function timesADay(schedule: Schedule): number {
  switch (schedule.type) {
    case 'daily':
      return 1
    case 'weekdays':
      return schedule.days.length / 7
    case 'everyNDays':
      return 1 / schedule.n
    case 'timesPerWeek':
      return schedule.n / 7
    case 'timesInDays':
      return schedule.n / schedule.days
  }
}
