import { roundedAmount } from './amounts.js'
import {
  type CheckIn,
  type DayContent,
  laterThanContent,
  onlyNote,
  sameCheckIn,
  withCheckIn,
  withNote,
  withoutCheckIn,
} from './day-content.js'
import { type DayRefusal, refusalOf } from './recordable.js'
import type { HabitDefinition } from './rules.js'
import { dayOf, type MemberClock } from './member-clock.js'

/**
 * An operation on a habit's day, as `POST /v1/check-ins` takes it, except that `at` is in
 * milliseconds since 1970.
 *
 * A `put` replaces what the day held. Without an amount it records the target of a `do` habit, and
 * 0 on a limit and on a skipped day. With a note alone it changes the note and leaves amount and
 * skip unchanged; an empty note removes it.
 */
export interface Operation {
  op: 'put' | 'delete'
  habitId: string
  day: string
  amount?: number
  note?: string | null
  skipped?: boolean
  /** When the member did it; now by default, and where it lies in the future. */
  at?: number
}

/** The effect of an operation on a day, or the reason why it is refused. */
export type DayChange =
  | { refused: DayRefusal }
  | {
      refused: null
      after: DayContent
      /** Whether a newer or equally new value stays in place of the one sent. */
      superseded: boolean
    }

/**
 * Computes the effect of an operation on a day that holds `before`.
 *
 * @param clock time zone and day start that decide the member's days
 * @param now milliseconds since 1970
 */
export function changeDay(
  habit: HabitDefinition,
  clock: MemberClock,
  now: number,
  operation: Operation,
  before: DayContent,
): DayChange {
  const refused = refusalOf(habit, operation.day, dayOf(clock, now), clock)
  const sentAt = operation.at ?? Infinity
  const at = sentAt <= now ? sentAt : laterThanContent(before, now)
  if (operation.op === 'delete') {
    if (refused && before.recorded === null) return changed(before, false)
    const after = withoutCheckIn(before, at)
    return changed(after, after.recorded !== null)
  }
  if (refused) return { refused }
  const sent = checkInOf(habit, clock, operation, at)
  if (!isNoteAlone(operation)) {
    const after = withCheckIn(before, sent)
    return changed(after, !sameCheckIn(after.recorded, sent))
  }
  const after = withNote(before, onlyNote(sent))
  return changed(after, after.recorded?.at !== sent.at || after.recorded.note !== sent.note)
}

function changed(after: DayContent, superseded: boolean): DayChange {
  return { refused: null, after, superseded }
}

function isNoteAlone({ amount, note, skipped }: Operation): boolean {
  return note !== undefined && amount === undefined && !skipped
}

function checkInOf(
  habit: HabitDefinition,
  { zone, dayStart }: MemberClock,
  { habitId, day, amount, note, skipped = false }: Operation,
  at: number,
): CheckIn {
  const byDefault = skipped || habit.kind === 'limit' ? 0 : habit.target
  return {
    habitId,
    day,
    amount: roundedAmount(amount ?? byDefault),
    note: note || null,
    skipped,
    at,
    zone,
    dayStart,
    noteAlone: false,
    amountAt: at,
  }
}
