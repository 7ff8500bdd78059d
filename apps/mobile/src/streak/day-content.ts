import { markOf, type Mark, NONE } from './mark.js'
import type { HabitDefinition } from './rules.js'

/** A member's record for a habit on a day. Instants are milliseconds since 1970. */
export interface CheckIn {
  habitId: string
  day: string
  /** 0 or more, rounded to thousandths; 0 with a note alone. */
  amount: number
  note: string | null
  /** Whether the member skipped the day: it neither breaks nor lengthens a streak. */
  skipped: boolean
  /** When it was last changed. */
  at: number
  /** The time zone in which the day was determined, and the time at which it began there. */
  zone: string
  dayStart: string
  /** Whether the check-in is a note only: for streaks the day counts as not recorded. */
  noteAlone: boolean
  /** When amount and skip were last changed, at `at` or before; a note may be newer. */
  amountAt: number
}

/**
 * Content of a habit's day, with the times that decide which of two operations wins.
 *
 * Operations of several devices may arrive in any order and in any batches; the result is always
 * the same. Amount and skip are one value and the note is another. The newest operation wins for
 * each of them. A deletion empties both. If two operations have the same time, their content
 * decides: a check-in wins over a deletion, a skip over an amount, a larger amount over a smaller
 * one, and of two notes the one that sorts last.
 */
export interface DayContent {
  readonly recorded: CheckIn | null
  /** When the day was last emptied; may be earlier than `recorded`. */
  readonly deletedAt: number | null
}

/** A day without anything recorded. */
export const EMPTY_DAY: DayContent = { recorded: null, deletedAt: null }

/** The mark of the day in the habit's ledger. */
export function markOfDay({ kind, target }: HabitDefinition, { recorded }: DayContent): Mark {
  return recorded ? markOf(kind, target, recorded) : NONE
}

/** The content after a check-in that sets amount, skip and note. */
export function withCheckIn(content: DayContent, sent: CheckIn): DayContent {
  const existing = content.recorded
  if (isDeletedAfter(content, sent.at)) return content
  if (existing === null) return holding(content, sent)
  const amountStays = !existing.noteAlone && compareAmounts(existing, sent) >= 0
  const amount = amountStays ? existing : sent
  const note = compareNotes(existing, sent) >= 0 ? existing : sent
  return holding(content, withNoteOf(amount, note))
}

/**
 * The content after a note that leaves amount and skip unchanged.
 *
 * @param sent the note alone
 */
export function withNote(content: DayContent, sent: CheckIn): DayContent {
  const existing = content.recorded
  if (isDeletedAfter(content, sent.at)) return content
  if (existing === null) return holding(content, sent)
  return compareNotes(existing, sent) >= 0 ? content : holding(content, withNoteOf(existing, sent))
}

/** The content after a deletion. A value that is newer, or as new, stays. */
export function withoutCheckIn(content: DayContent, at: number): DayContent {
  const existing = content.recorded
  const deletedAt = isDeletedAfter(content, at) ? content.deletedAt : at
  if (existing === null || existing.at < at) return { recorded: null, deletedAt }
  return { recorded: existing.amountAt < at ? onlyNote(existing) : existing, deletedAt }
}

/**
 * The time for an operation done now. It is later than the existing content, also where a device
 * whose clock is ahead wrote that.
 */
export function laterThanContent({ recorded, deletedAt }: DayContent, now: number): number {
  const existing = [recorded?.at, deletedAt].filter((at) => at !== undefined && at !== null)
  return Math.max(now, ...existing.map((at) => at + 1))
}

/** The check-in reduced to its note, without amount and skip. */
export function onlyNote(checkIn: CheckIn): CheckIn {
  return { ...checkIn, amount: 0, skipped: false, noteAlone: true, amountAt: checkIn.at }
}

/** Whether two check-ins are equal in every field. */
export function sameCheckIn(one: CheckIn | null, other: CheckIn | null): boolean {
  if (one === null || other === null) return one === other
  return (Object.keys(one) as (keyof CheckIn)[]).every((field) => one[field] === other[field])
}

function withNoteOf(checkIn: CheckIn, { note, at }: CheckIn): CheckIn {
  return { ...checkIn, note, at, amountAt: checkIn.noteAlone ? at : checkIn.amountAt }
}

function isDeletedAfter({ deletedAt }: DayContent, at: number): boolean {
  return deletedAt !== null && deletedAt > at
}

function holding({ deletedAt }: DayContent, recorded: CheckIn): DayContent {
  return { recorded, deletedAt }
}

function compareAmounts(one: CheckIn, other: CheckIn): number {
  return (
    one.amountAt - other.amountAt ||
    Number(one.skipped) - Number(other.skipped) ||
    one.amount - other.amount
  )
}

/** No note sorts before any note. */
function compareNotes(one: CheckIn, other: CheckIn): number {
  if (one.at !== other.at || one.note === other.note) return one.at - other.at
  if (one.note === null || other.note === null) return one.note === null ? -1 : 1
  return one.note < other.note ? -1 : 1
}
