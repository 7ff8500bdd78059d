import { type CodeTables, isUnrecorded, NOT_IN_ZONE, OPEN, PAUSED, tablesOf } from './day-code.js'
import { type EpochDay, epochDay, epochDayOfEnd, weekStart } from './epoch-days.js'
import { copyMarks, type Ledger } from './ledger.js'
import { missingDates } from './missing-dates.js'
import { coverPaused, type Pauses } from './pauses.js'
import type { Rules } from './rules.js'

/** The days of a habit's life, from its start on. */
export interface HabitDays {
  /** The epoch day of entry 0: the habit's start. */
  readonly first: EpochDay
  /** One [DayCode] per day. */
  readonly codes: Uint8Array
  /** What the codes mean for this habit. */
  readonly tables: CodeTables
  /** The entry of today; beyond the last one if the habit has ended, below 0 before its start. */
  readonly today: number
}

/**
 * The days as seen on `today`: up to today, for a weekly schedule up to the end of its week.
 *
 * Check-ins of later days (the member flew west over the date line) are ignored until then. Pauses
 * of later days count, as they are known in advance.
 */
export function habitDays(rules: Rules, ledger: Ledger, pauses: Pauses, today: string): HabitDays {
  const now = epochDay(today)
  const first = epochDay(rules.start)
  const isWeekly = rules.schedule.type === 'timesPerWeek'
  const last = isWeekly ? weekStart(now, rules.firstWeekday) + 6 : now
  const lastOfLife = Math.min(last, epochDayOfEnd(rules.end))
  const codes = new Uint8Array(Math.max(0, lastOfLife - first + 1))
  copyMarks(ledger, codes, first, Math.min(now, lastOfLife))
  for (let i = Math.max(0, now - first); i < codes.length; i++) {
    if (isUnrecorded(codes[i])) codes[i] = OPEN
  }
  markMissing(codes, first, rules.zone)
  coverPaused(pauses, codes, first, PAUSED)
  const tables = tablesOf(rules.kind === 'limit' && rules.unlogged === 'held')
  return { first, codes, tables, today: now - first }
}

/** Marks the dates missing in the time zone; a check-in recorded there in another zone stays. */
function markMissing(codes: Uint8Array, first: EpochDay, zone: string): void {
  for (const day of missingDates(zone)) {
    if (isUnrecorded(codes[day - first])) codes[day - first] = NOT_IN_ZONE
  }
}
