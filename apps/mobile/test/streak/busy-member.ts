import { EMPTY_DAY } from '../../src/streak/day-content.js'
import { habitDayOf } from '../../src/streak/day-view.js'
import { epochDay, isoDate } from '../../src/streak/epoch-days.js'
import { type Ledger, ledgerOf } from '../../src/streak/ledger.js'
import { type Mark, MET, NONE, SKIPPED } from '../../src/streak/mark.js'
import { type HabitDefinition, rulesOf } from '../../src/streak/rules.js'
import type { Schedule } from '../../src/streak/schedule.js'
import { evaluate } from '../../src/streak/streaks.js'
import { dayOf } from '../../src/streak/member-clock.js'

/** A member with many habits and years of history: the measure of how fast a day is computed. */
export interface BusyMember {
  habits: { habit: HabitDefinition; ledger: Ledger }[]
  now: number
}

const HABITS = 80
const DAYS = 5 * 365

const schedules: Schedule[] = [
  { type: 'daily' },
  { type: 'weekdays', days: ['monday', 'wednesday', 'friday'] },
  { type: 'everyNDays', n: 3 },
  { type: 'timesPerWeek', n: 4 },
  { type: 'timesInDays', n: 3, days: 10 },
]

const member = {
  zone: 'Pacific/Apia',
  dayStart: '03:00',
  firstWeekday: 'monday' as const,
}

const pauses = [
  { from: '2023-07-01', to: '2023-07-14' },
  { from: '2025-07-01', to: '2025-07-20' },
]

/** Builds the member. Each habit is recorded on four days of five. */
export function busyMember(): BusyMember {
  const now = Date.parse('2026-11-27T12:00:00Z')
  const start = epochDay('2026-11-27') - DAYS + 1
  const habits = Array.from({ length: HABITS }, (_, number) => {
    const habit: HabitDefinition = {
      kind: number % 8 === 7 ? 'limit' : 'do',
      target: 1,
      unlogged: 'held',
      schedule: schedules[number % schedules.length]!,
      start: isoDate(start),
      end: null,
    }
    const marks = Array.from(
      { length: DAYS },
      (_, day) => [isoDate(start + day), markOn(number, day)] as const,
    )
    return { habit, ledger: ledgerOf(marks) }
  })
  return { habits, now }
}

/** Computes what the screen of today shows; the result keeps the work from being optimised away. */
export function computeToday({ habits, now }: BusyMember): number {
  const today = dayOf(member, now)
  let length = 0
  for (const { habit, ledger } of habits) {
    const evaluation = evaluate(rulesOf(habit, member), ledger, pauses, today)
    const shown = habitDayOf(evaluation, today, EMPTY_DAY)
    length += shown.streak.longest?.length ?? 0
  }
  return length
}

function markOn(habit: number, day: number): Mark {
  const dice = (habit * 7919 + day * 104_729 + ((day * day) % 101)) % 20
  return dice < 15 ? MET : dice < 17 ? 101 : dice === 17 ? SKIPPED : NONE
}
