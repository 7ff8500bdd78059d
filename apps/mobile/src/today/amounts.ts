import type { Entry, Habit, HabitDay } from '../repository/repository.js'

export const greatestAmount = 1_000_000_000_000

/** Whether a habit is done or not, without an amount. */
export function isCheck({ kind, target, unit }: Habit): boolean {
  return kind === 'do' && target === 1 && !unit
}

/** How much a tap adds: about an eighth of the target, as 1, 2 or 5 times a power of ten. */
export function stepOf({ kind, target }: Habit): number {
  if (kind === 'limit' || target <= 0) return 1
  const eighth = target / 8
  const power = 10 ** Math.floor(Math.log10(eighth))
  const step = [1, 2, 5, 10].find((factor) => factor * power >= eighth - 1e-9)! * power
  return thousandths(Number.isInteger(target) ? Math.max(1, step) : step)
}

/** The entry after a tap on the ring; undefined takes a check back. */
export function afterTap({ habit, entry, state }: HabitDay): Entry | undefined {
  const note = entry?.note ?? null
  if (isCheck(habit)) {
    if (state === 'held' && (entry?.amount ?? 0) >= 1)
      return note ? { amount: 0, note, skipped: false } : undefined
    return { amount: 1, note, skipped: false }
  }
  const amount = entry?.skipped ? 0 : (entry?.amount ?? 0)
  return {
    amount: thousandths(Math.min(greatestAmount, amount + stepOf(habit))),
    note,
    skipped: false,
  }
}

/** The share of the ring that is drawn, from 0 to 1. */
export function progressOf({ habit, entry }: HabitDay): number {
  const amount = entry?.amount ?? 0
  if (amount === 0) return 0
  return habit.target > 0 ? Math.min(1, amount / habit.target) : 1
}

/** Amounts have three decimals; sums of binary fractions have more. */
export function thousandths(value: number): number {
  return Math.round(value * 1000) / 1000
}

/**
 * Appends a digit, the decimal point `.` or `erase` to a typed amount. A key that would make no
 * amount changes nothing.
 */
export function typed(text: string, key: string): string {
  if (key === 'erase') return text.slice(0, -1)
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`
  const next = text === '0' ? key : text + key
  const [, decimals = ''] = next.split('.')
  return decimals.length > 3 || Number(next) > greatestAmount ? text : next
}
