import { FULL, halfPercents, MET, NONE, NOTED } from './mark.js'

/**
 * A day of a habit as one byte: a mark, or one of three codes more. From [NOT_IN_ZONE] on, skips
 * included, a day does not count.
 */
export type DayCode = number

/** Nothing is recorded, and the day is not over. */
export const OPEN: DayCode = 252
/** The time zone left the date out, and nothing is recorded on it. */
export const NOT_IN_ZONE: DayCode = 253
/** The day lies in a pause, whatever is recorded. */
export const PAUSED: DayCode = 254

/** The effect of a period (day or week) on a streak; of the states only two have any. */
export type Outcome = number

export const NO_EFFECT: Outcome = 0
export const HELD: Outcome = 1
export const MISSED: Outcome = 2

/** Whether nothing is recorded: a note alone counts as nothing. */
export function isUnrecorded(code: DayCode | undefined): boolean {
  return code === NONE || code === NOTED || code === OPEN
}

/** Whether a day does not count: it is skipped, paused, or a date missing in the time zone. */
export function isNeutral(code: DayCode): boolean {
  return code >= NOT_IN_ZONE
}

/** What each code means. Tables are faster than comparisons for each of many days. */
export interface CodeTables {
  /** Whether a day that is over and on which nothing is recorded is held. */
  readonly holdsUnlogged: boolean
  /** 1 if the day met the target by itself, otherwise 0. */
  readonly met: Uint8Array
  /** The outcome of the day where it is scheduled and over. */
  readonly outcome: Uint8Array
  /** The share of the target in half percents, where the day is scheduled. */
  readonly share: Uint8Array
}

const unloggedHeld = codeTables(true)
const unloggedMissed = codeTables(false)

export function tablesOf(holdsUnlogged: boolean): CodeTables {
  return holdsUnlogged ? unloggedHeld : unloggedMissed
}

/** The share of a day that is not scheduled. */
export const shareOfMark = byCode(halfPercents)

function codeTables(holdsUnlogged: boolean): CodeTables {
  const isHeldUnlogged = (code: DayCode) => holdsUnlogged && (code === NONE || code === NOTED)
  const isMet = (code: DayCode) => code === MET || isHeldUnlogged(code)
  const outcome = (code: DayCode) => (isMet(code) ? HELD : isNeutral(code) ? NO_EFFECT : MISSED)
  return {
    holdsUnlogged,
    met: byCode((code) => Number(isMet(code))),
    outcome: byCode(outcome),
    share: byCode((code) => (isHeldUnlogged(code) ? FULL : halfPercents(code))),
  }
}

function byCode(value: (code: DayCode) => number): Uint8Array {
  return Uint8Array.from({ length: 256 }, (_, code) => value(code))
}
