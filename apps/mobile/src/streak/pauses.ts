import { type EpochDay, epochDay, epochDayOfEnd } from './epoch-days.js'

/** A pause, in the form of the API: a range of days on which a habit asks for nothing. */
export interface Pause {
  /** Null for every habit of the member. */
  habitId: string | null
  /** The first day, inclusive. */
  from: string
  /** The last day, inclusive; null for an open end. */
  to: string | null
}

/** The paused days of one habit, in any order; ranges may overlap. */
export type Pauses = readonly Pick<Pause, 'from' | 'to'>[]

/** The pauses that cover a habit. */
export function pausesOf(pauses: readonly Pause[], habitId: string): Pauses {
  return pauses.filter((pause) => pause.habitId === null || pause.habitId === habitId)
}

/** Writes `code` over every paused day of `days`, whose first entry is `firstDay`. */
export function coverPaused(
  pauses: Pauses,
  days: Uint8Array,
  firstDay: EpochDay,
  code: number,
): void {
  for (const { from, to } of pauses) {
    const first = Math.max(0, epochDay(from) - firstDay)
    const last = Math.min(days.length - 1, epochDayOfEnd(to) - firstDay)
    if (first <= last) days.fill(code, first, last + 1)
  }
}
