import { EARLIEST, type EpochDay, epochDay, LATEST } from './epoch-days.js'
import { isMark, type Mark, NONE } from './mark.js'

/**
 * The marks of one habit's days, one byte per day from the first marked day to the last. Never
 * changed in place.
 *
 * A ledger is derived from the check-ins and stored with the habit, so that streaks are computed
 * from one record. When the habit's kind or target changes, it must be rebuilt.
 */
export interface Ledger {
  /** The day of the first mark; 0 if there is none. */
  readonly firstDay: EpochDay
  /** The marks; neither the first nor the last is 0. */
  readonly codes: Uint8Array
}

/** The ledger of a habit without any mark. */
export const EMPTY_LEDGER: Ledger = { firstDay: 0, codes: new Uint8Array() }

const HEADER_BYTES = 4

/** The ledger with the given marks, by ISO date. Throws a RangeError if a day is out of range. */
export function ledgerOf(marks: Iterable<readonly [day: string, mark: Mark]>): Ledger {
  const entries = Array.from(marks, ([day, mark]) => [epochDay(day), mark] as const)
  if (entries.length === 0) return EMPTY_LEDGER
  let first = LATEST
  let last = EARLIEST
  for (const [day] of entries) {
    first = Math.min(first, day)
    last = Math.max(last, day)
  }
  const codes = new Uint8Array(last - first + 1)
  for (const [day, mark] of entries) codes[day - first] = mark
  return trimmed(first, codes)
}

/** The ledger with the mark of a day replaced; [NONE] removes it. */
export function withMark(ledger: Ledger, day: string, mark: Mark): Ledger {
  const at = epochDay(day)
  if (markOn(ledger, day) === mark) return ledger
  if (ledger.codes.length === 0) return trimmed(at, Uint8Array.of(mark))
  const first = Math.min(at, ledger.firstDay)
  const last = Math.max(at, lastDay(ledger))
  const codes = new Uint8Array(last - first + 1)
  codes.set(ledger.codes, ledger.firstDay - first)
  codes[at - first] = mark
  return trimmed(first, codes)
}

/** The mark of a day; [NONE] for any day without a mark. */
export function markOn(ledger: Ledger, day: string): Mark {
  return ledger.codes[epochDay(day) - ledger.firstDay] ?? NONE
}

/** The last marked day; the day before `firstDay` if there is none. */
export function lastDay(ledger: Ledger): EpochDay {
  return ledger.firstDay + ledger.codes.length - 1
}

/**
 * The bytes of a ledger as the server stores them: no bytes for an empty one; otherwise the first
 * day as a big-endian 32-bit number, then one byte per day.
 */
export function encodeLedger(ledger: Ledger): Uint8Array {
  if (ledger.codes.length === 0) return new Uint8Array()
  const bytes = new Uint8Array(HEADER_BYTES + ledger.codes.length)
  new DataView(bytes.buffer).setInt32(0, ledger.firstDay)
  bytes.set(ledger.codes, HEADER_BYTES)
  return bytes
}

/** The ledger that [encodeLedger] wrote. Throws a RangeError for bytes that it never writes. */
export function decodeLedger(bytes: Uint8Array): Ledger {
  if (bytes.length === 0) return EMPTY_LEDGER
  if (bytes.length <= HEADER_BYTES)
    throw new RangeError(`ledger: ${bytes.length} bytes are too few`)
  const firstDay = new DataView(bytes.buffer, bytes.byteOffset).getInt32(0)
  const ledger = { firstDay, codes: bytes.slice(HEADER_BYTES) }
  if (firstDay < EARLIEST || lastDay(ledger) > LATEST) {
    throw new RangeError('ledger: days out of range')
  }
  if (ledger.codes[0] === NONE || ledger.codes.at(-1) === NONE) {
    throw new RangeError('ledger: does not start and end with a mark')
  }
  if (!ledger.codes.every(isMark)) throw new RangeError('ledger: a byte is no mark')
  return ledger
}

/** Copies the marks of the days `from` to `to` to the start of `target`, which is zeroed. */
export function copyMarks(ledger: Ledger, target: Uint8Array, from: EpochDay, to: EpochDay): void {
  const first = Math.max(from, ledger.firstDay)
  const last = Math.min(to, lastDay(ledger))
  if (first > last) return
  target.set(
    ledger.codes.subarray(first - ledger.firstDay, last - ledger.firstDay + 1),
    first - from,
  )
}

function trimmed(first: EpochDay, codes: Uint8Array): Ledger {
  let from = 0
  let to = codes.length
  while (from < to && codes[from] === NONE) from++
  while (to > from && codes[to - 1] === NONE) to--
  if (from === to) return EMPTY_LEDGER
  return { firstDay: first + from, codes: codes.slice(from, to) }
}
