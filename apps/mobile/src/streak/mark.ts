import { type Kind, isAmount, roundedTarget, thousandths } from './amounts.js'

/**
 * The value of one day for a habit, as one byte of a ledger: 0 nothing recorded, 1 to 201 the share
 * of the target in half percents plus one, 202 a note alone, 255 skipped.
 *
 * A share of 200 half percents always means "target met"; a smaller amount yields at most 199,
 * however close it comes.
 */
export type Mark = number

/** The share that means "target met", in half percents. */
export const FULL = 200

export const NONE: Mark = 0
export const MET: Mark = FULL + 1
export const NOTED: Mark = 202
export const SKIPPED: Mark = 255

/** The parts of a check-in that decide its mark. */
export interface Recorded {
  amount: number
  skipped: boolean
  /** Whether the check-in is a note only: for streaks the day counts as not recorded. */
  noteAlone: boolean
}

/** The mark of a check-in for a habit of this kind and target. */
export function markOf(kind: Kind, target: number, recorded: Recorded): Mark {
  return recorded.noteAlone ? NOTED : markOfAmount(kind, target, recorded.amount, recorded.skipped)
}

/**
 * The mark of an amount.
 *
 * A `do` habit meets its target from `target` on; below it the share is `amount / target`. A
 * `limit` habit meets it up to `target`; above it the share falls linearly to 0 at twice the target
 * (immediately, if the target is 0). Shares are rounded down. Target and amount are compared
 * exactly, at the precision of amounts. Throws a RangeError if one is out of range.
 *
 * @param skipped whether the member skipped the day, which overrides any amount
 */
export function markOfAmount(kind: Kind, target: number, amount: number, skipped: boolean): Mark {
  requireTarget(kind, target)
  const required = thousandths(roundedTarget(kind, target))
  const recorded = thousandths(amount)
  if (skipped) return SKIPPED
  if (kind === 'do') return recorded >= required ? MET : 1 + part(recorded, required)
  return recorded <= required ? MET : 1 + part(Math.max(0, 2 * required - recorded), required)
}

/** The share that a mark stands for, in half percents; 0 where nothing is recorded or it is skipped. */
export function halfPercents(mark: Mark): number {
  return mark > NONE && mark <= MET ? mark - 1 : 0
}

/** Whether a byte is a mark. */
export function isMark(code: number): boolean {
  return (code >= NONE && code <= NOTED) || code === SKIPPED
}

/** Throws a RangeError if a habit of this kind cannot have the target. */
export function requireTarget(kind: Kind, target: number): void {
  if (!isAmount(target) || (kind === 'do' && target === 0)) {
    throw new RangeError(`target: ${target} is out of range for a habit of kind ${kind}`)
  }
}

/** The share in half percents of the target, rounded down; 0 for a target of 0. */
function part(recorded: number, required: number): number {
  if (required === 0) return 0
  const parts = FULL * recorded
  return Number.isSafeInteger(parts)
    ? (parts - (parts % required)) / required
    : Number((BigInt(FULL) * BigInt(recorded)) / BigInt(required))
}
