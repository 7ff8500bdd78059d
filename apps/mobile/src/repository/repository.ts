import type { ReadonlySignal } from '@preact/signals'
import type { DayRule, DayState, Habit, Rate, Streak } from '../../../kit/src/generated/contract.js'
import type { States } from '../../../kit/look/index.js'
import type { Day, Weekday } from '../time/days.js'

export type { DayRule, DayState, Habit, Rate, Streak }
export type { Run, Schedule } from '../../../kit/src/generated/contract.js'

/** What a day of a habit holds: the member's own entry. */
export interface Entry {
  amount: number
  note: string | null
  skipped: boolean
}

/** A day of a habit, with the state that the rules give it. */
export interface DayOfHabit {
  day: Day
  state: DayState
  rule: DayRule
  /** Undefined where nothing is recorded. */
  entry: Entry | undefined
}

/** A habit as the list of a day shows it. */
export interface HabitDay extends DayOfHabit {
  habit: Habit
  streak: Streak
  /** The last 14 days up to the shown one. */
  recent: States
}

/** The progress of a day over all habits. */
export interface DayProgress {
  day: Day
  done: number
  /** Habits that ask to be done on the day; 0 is a day of rest. */
  of: number
}

export interface DayView {
  day: Day
  /** The member's present day: later ones cannot be shown. */
  today: Day
  habits: HabitDay[]
  /** The seven days around the shown one, the oldest first, none later than today. */
  days: DayProgress[]
  /** The title of the habit that usually comes next, if there is a usual one. */
  next: string | undefined
}

/** A habit with its last year. */
export interface HabitYear {
  habit: Habit
  today: Day
  firstWeekday: Weekday
  streak: Streak
  /** Up to today, the oldest first. */
  days: DayOfHabit[]
  /** From 0 to 1, one for each of the days. */
  scores: number[]
  weekdays: Record<Weekday, Rate>
}

export interface HabitSummary {
  habit: Habit
  streak: Streak
  recent: States
  today: Day
}

/** What a member decides about a habit. A new one without `start` begins on the present day. */
export type HabitFields = Omit<Habit, 'revision' | 'start'> & { start?: Day }

export interface Member {
  name: string
  email: string
  zone: string
  dayStart: string
  firstWeekday: Weekday
}

export interface Registration {
  name: string
  email: string
  password: string
}

export type Failure = 'offline' | 'failed' | 'not-found'
export type Result<T, F = Failure> = { ok: true; value: T } | { ok: false; reason: F }

/** How far this device and the server are the same. */
export interface SyncStatus {
  online: boolean
  /** Changes on this device that the server does not have yet. */
  waiting: number
}

/**
 * Everything that the screens read and change. Reads and writes resolve from this device's data
 * where they can; an expected refusal is a value. After each change `revision` is another number, and
 * screens read again.
 */
export interface Repository {
  readonly revision: ReadonlySignal<number>
  readonly status: ReadonlySignal<SyncStatus>
  /** Null without a session; undefined until that is known. */
  readonly member: ReadonlySignal<Member | null | undefined>

  /** @param day undefined is the member's present day */
  day(day: Day | undefined): Promise<Result<DayView>>
  habits(): Promise<Result<HabitSummary[]>>
  habitYear(id: string): Promise<Result<HabitYear>>

  /** Replaces what a day of a habit holds; undefined empties it. */
  record(habitId: string, day: Day, entry: Entry | undefined): Promise<Result<undefined>>
  /** Adds a habit, or replaces all fields of the one with this id. */
  saveHabit(habit: HabitFields): Promise<Result<undefined>>

  register(registration: Registration): Promise<Result<undefined, Failure | 'taken'>>
  signIn(email: string, password: string): Promise<Result<undefined, Failure | 'wrong'>>
  signOut(): Promise<void>
}
