import type { Habit, HabitDay } from '../../src/repository/repository.js'

/** A habit to be done every day, with some of its fields replaced. */
export function habitWith(change: Partial<Habit> = {}): Habit {
  return {
    id: 'read',
    title: 'Read',
    note: null,
    kind: 'do',
    unit: null,
    target: 1,
    unlogged: 'held',
    color: null,
    icon: null,
    start: '2026-01-01',
    end: null,
    archived: false,
    schedule: { type: 'daily' },
    revision: 1,
    ...change,
  }
}

/** Today of a habit on which nothing is recorded, with some of its fields replaced. */
export function dayWith(change: Partial<HabitDay> = {}, habit: Partial<Habit> = {}): HabitDay {
  return {
    habit: habitWith(habit),
    day: '2026-11-27',
    state: 'pending',
    rule: 'day-still-open',
    entry: undefined,
    streak: { current: null, longest: null, score: 0 },
    recent: 'o',
    ...change,
  }
}
