import type { DayState, HabitDay } from '../repository/repository.js'

/** Where a row stands: what is open comes first, then done ones, then those that rest. */
export type Part = 'open' | 'done' | 'quiet'

const parts: Record<DayState, Part> = {
  pending: 'open',
  missed: 'open',
  held: 'done',
  skipped: 'done',
  resting: 'quiet',
  paused: 'quiet',
}
const order: Part[] = ['open', 'done', 'quiet']

export function partOf({ state }: HabitDay): Part {
  return parts[state]
}

/** The rows with their parts; rows keep their order within a part. */
export function inParts(
  habits: HabitDay[],
  placed: ReadonlyMap<string, Part>,
): [Part, HabitDay[]][] {
  return order.map((part) => [
    part,
    habits.filter((one) => (placed.get(one.habit.id) ?? partOf(one)) === part),
  ])
}
