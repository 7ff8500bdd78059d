/*
 * The precision of amounts and targets: thousandths.
 *
 * Every amount and target is rounded on input, half to even, by its decimal digits:
 * 0.30000000000000004 is 0.3, and 2.0005 is 2. From then on it is the number closest to a whole
 * number of thousandths, so comparisons are exact.
 */

export type Kind = 'do' | 'limit'

/** The largest amount or target. */
export const LARGEST_AMOUNT = 1e12

/** The smallest amount or target above 0. */
export const SMALLEST_AMOUNT = 0.001

const SCALE = 1000
const DECIMALS = 3

/** Whether the number is a valid amount. */
export function isAmount(amount: number): boolean {
  return amount >= 0 && amount <= LARGEST_AMOUNT
}

/** The amount rounded to thousandths. Throws a RangeError if it is no valid amount. */
export function roundedAmount(amount: number): number {
  return thousandths(amount) / SCALE
}

/**
 * The target rounded to thousandths. The smallest target of a `do` habit is 0.001: an amount of 0
 * would meet a target of 0.
 */
export function roundedTarget(kind: Kind, target: number): number {
  const rounded = roundedAmount(target)
  return kind === 'do' && target > 0 ? Math.max(rounded, SMALLEST_AMOUNT) : rounded
}

/** The number of thousandths, a safe integer. Throws a RangeError if it is no valid amount. */
export function thousandths(amount: number): number {
  if (!isAmount(amount)) {
    throw new RangeError(`amount: ${amount} is not between 0 and ${LARGEST_AMOUNT}`)
  }
  const near = Math.round(amount * SCALE)
  return near / SCALE === amount ? near : roundedDigits(amount)
}

/** Rounds by the shortest decimal digits that denote the number. */
function roundedDigits(amount: number): number {
  // Numbers with an exponent are below 0.000001 here.
  const [whole = '0', fraction = ''] = amount < 1e-6 ? [] : String(amount).split('.')
  const kept = Number(whole + fraction.slice(0, DECIMALS).padEnd(DECIMALS, '0'))
  const rest = fraction.slice(DECIMALS)
  const up = rest === '5' ? kept % 2 === 1 : rest > '5'
  return up ? kept + 1 : kept
}
