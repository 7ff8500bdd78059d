import type {
  DayOfHabit,
  DayRule,
  DayState,
  Entry,
  Habit,
  Streak,
} from '../repository/repository.js'
import { type Day, daysBetween, plusDays, weekdayOf } from '../time/days.js'
import type { SampleHabit } from './habits.js'

const yearLength = 364

/** A year of days of a sample habit up to today, the same in each call. */
export function sampleYear(
  { habit, share, amounts, today: now, note }: SampleHabit,
  today: Day,
): DayOfHabit[] {
  const random = randomFrom(habit.id)
  const pauseFrom = plusDays(today, -112)
  const pauseTo = plusDays(today, -103)
  return Array.from({ length: yearLength }, (_, at): DayOfHabit => {
    const day = plusDays(today, at + 1 - yearLength)
    const chance = random()
    const pick = amounts[Math.floor(random() * amounts.length)]!
    if (day < habit.start) return { day, ...ruled('resting', 'before-start'), entry: undefined }
    if (day >= pauseFrom && day <= pauseTo)
      return { day, ...ruled('paused', 'paused'), entry: undefined }
    if (day === today) {
      const entry =
        now === undefined ? undefined : { amount: now, note: note ?? null, skipped: false }
      return judged(habit, day, today, entry)
    }
    if (!asks(habit, day)) return judged(habit, day, today, undefined)
    const ramp = habit.schedule.type === 'timesPerWeek' ? 0 : at / yearLength
    const steady = share + (1 - share) * 0.35 * ramp
    return judged(habit, day, today, pastEntry(habit, pick, chance, steady))
  })
}

function pastEntry(habit: Habit, pick: number, chance: number, share: number): Entry | undefined {
  if (chance < share) return { amount: pick, note: null, skipped: false }
  if (chance > 0.985) return { amount: 0, note: null, skipped: true }
  if (habit.kind === 'limit') return { amount: habit.target + 1, note: null, skipped: false }
  if (habit.target > 1 && chance > share + (1 - share) / 2)
    return { amount: Math.round(habit.target * 0.6), note: null, skipped: false }
  return undefined
}

/** The state of a day by its own entry; the rules proper look at the days around it, too. */
export function judged(habit: Habit, day: Day, today: Day, entry: Entry | undefined): DayOfHabit {
  return { day, ...stateOf(habit, day, today, entry), entry }
}

function stateOf(habit: Habit, day: Day, today: Day, entry: Entry | undefined) {
  if (entry?.skipped) return ruled('skipped', 'skipped-by-member')
  const amount = entry?.amount ?? 0
  if (habit.kind === 'limit') {
    if (amount > habit.target) return ruled('missed', 'over-limit')
    if (day === today) return ruled('pending', 'day-still-open')
    return entry ? ruled('held', 'within-limit') : ruled('held', 'unlogged-limit-held')
  }
  if (amount >= habit.target) return ruled('held', 'target-met')
  if (!asks(habit, day)) return ruled('resting', 'not-scheduled')
  if (day === today) return ruled('pending', 'day-still-open')
  const { type } = habit.schedule
  if (type === 'timesPerWeek') return ruled('resting', 'week-held-without-this-day')
  if (type === 'timesInDays' && amount === 0) return ruled('held', 'within-interval')
  return entry ? ruled('missed', 'below-target') : ruled('missed', 'unlogged')
}

function ruled(state: DayState, rule: DayRule): { state: DayState; rule: DayRule } {
  return { state, rule }
}

function asks({ schedule, start }: Habit, day: Day): boolean {
  if (schedule.type === 'weekdays') return schedule.days.includes(weekdayOf(day))
  if (schedule.type === 'everyNDays') return daysBetween(start, day) % schedule.n === 0
  return true
}

/** Runs of held days, read off the states alone. */
export function sampleStreak(habit: Habit, days: readonly DayOfHabit[]): Streak {
  const weekly = habit.schedule.type === 'timesPerWeek'
  const runs: { length: number; from: Day; to: Day }[] = []
  let open: { length: number; from: Day; to: Day } | undefined
  for (const { day, state } of days) {
    if (state === 'held') {
      open ??= { length: 0, from: day, to: day }
      open.length++
      open.to = day
    } else if (state === 'missed' && open) {
      runs.push(open)
      open = undefined
    }
  }
  if (open) runs.push(open)
  const unit = weekly ? ('week' as const) : ('day' as const)
  const shown = runs.map(({ length, from, to }) => ({
    length: weekly ? Math.ceil(daysBetween(from, to) / 7) || 1 : length,
    unit,
    from,
    to,
  }))
  const longest = shown.reduce<(typeof shown)[number] | null>(
    (best, run) => (best && best.length >= run.length ? best : run),
    null,
  )
  const score = sampleScores(days).at(-1) ?? 0
  return { current: open ? shown.at(-1)! : null, longest, score }
}

export function sampleScores(days: readonly DayOfHabit[]): number[] {
  const weight = 0.5 ** (1 / 13)
  let score = 0
  return days.map(({ state }) => {
    if (state === 'held') score = weight * score + 1 - weight
    if (state === 'missed') score *= weight
    return score
  })
}

/** Numbers from 0 to 1 that are the same for the same text (mulberry32). */
function randomFrom(text: string): () => number {
  let seed = [...text].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) | 0, 7)
  return () => {
    seed = (seed + 0x6d2b79f5) | 0
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
