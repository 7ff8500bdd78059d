import { signal } from '@preact/signals'
import type {
  DayOfHabit,
  DayView,
  Entry,
  Failure,
  Habit,
  HabitFields,
  HabitYear,
  Member,
  Registration,
  Repository,
  Result,
  SyncStatus,
} from '../repository/repository.js'
import { statesOf } from '../repository/states.js'
import { type Day, plusDays, weekdayOf, weekdays } from '../time/days.js'
import { sampleHabits } from './habits.js'
import { judged, sampleScores, sampleStreak, sampleYear } from './history.js'

/** What the sample shows: a full account, or one of the situations that screens must handle. */
export type Situation = 'full' | 'one' | 'many' | 'empty' | 'new' | 'slow' | 'failing' | 'offline'

export interface Sample {
  today: Day
  language: 'en' | 'de'
  situation: Situation
}

const recentDays = 14

/** Data in memory until the offline store stands behind the same interface. */
export class SampleRepository implements Repository {
  readonly revision = signal(0)
  readonly status = signal<SyncStatus>({ online: true, waiting: 0 })
  readonly member = signal<Member | null | undefined>(undefined)
  readonly #today: Day
  readonly #situation: Situation
  readonly #years = new Map<string, { habit: Habit; days: DayOfHabit[] }>()

  constructor({ today, language, situation }: Sample) {
    this.#today = today
    this.#situation = situation
    if (situation === 'offline') this.status.value = { online: false, waiting: 3 }
    this.member.value = situation === 'new' ? null : memberNamed('Mira')
    if (situation === 'empty' || situation === 'new') return
    const habits = sampleHabits(language)
    const wanted = situation === 'one' ? habits.slice(0, 1) : habits
    for (const one of wanted) this.#add(one.habit, sampleYear(one, today))
    if (situation === 'many') this.#repeat(habits.map(({ habit }) => habit))
  }

  /** Eighty habits, some with names that are long, in another script or an emoji. */
  #repeat(habits: Habit[]) {
    const names = [
      '🌿',
      'قراءة كل مساء',
      'Donaudampfschifffahrtsgesellschaft besuchen und notieren',
      '読書',
    ]
    for (let at = 0; at < 71; at++) {
      const habit = habits[at % habits.length]!
      const title = names[at % 9] ?? `${habit.title} ${at}`
      const days = this.#years.get(habit.id)!.days
      this.#add({ ...habit, id: `${habit.id}-${at}`, title, archived: at % 20 === 19 }, days)
    }
  }

  #add(habit: Habit, days: DayOfHabit[]) {
    this.#years.set(habit.id, { habit, days: [...days] })
  }

  async day(day: Day = this.#today): Promise<Result<DayView>> {
    const refused = await this.#refused()
    if (refused) return refused
    if (day > this.#today) return { ok: false, reason: 'not-found' }
    const habits = this.#active().flatMap(({ habit, days }) => {
      const at = days.findIndex((one) => one.day === day)
      if (at < 0 || days[at]!.rule === 'before-start') return []
      const upTo = days.slice(0, at + 1)
      const recent = statesOf(upTo.slice(-recentDays), habit)
      return [{ ...days[at]!, habit, recent, streak: sampleStreak(habit, upTo) }]
    })
    return {
      ok: true,
      value: {
        day,
        today: this.#today,
        habits,
        days: this.#daysAround(day),
        next: habits.find(({ state, habit }) => state === 'pending' && habit.kind === 'do')?.habit
          .title,
      },
    }
  }

  #daysAround(day: Day) {
    const last = plusDays(day, 3) > this.#today ? this.#today : plusDays(day, 3)
    return Array.from({ length: 7 }, (_, at) => {
      const one = plusDays(last, at - 6)
      const states = this.#active()
        .filter(({ habit }) => habit.kind === 'do')
        .map(({ days }) => days.find((state) => state.day === one)?.state ?? 'resting')
      const done = states.filter((state) => state === 'held').length
      const open = states.filter((state) => state === 'missed' || state === 'pending').length
      return { day: one, done, of: done + open }
    })
  }

  async habits() {
    const refused = await this.#refused()
    if (refused) return refused
    const value = [...this.#years.values()].map(({ habit, days }) => ({
      habit,
      streak: sampleStreak(habit, days),
      recent: statesOf(days.slice(-recentDays), habit),
      today: this.#today,
    }))
    return { ok: true as const, value }
  }

  async habitYear(id: string): Promise<Result<HabitYear>> {
    const refused = await this.#refused()
    if (refused) return refused
    const year = this.#years.get(id)
    if (!year) return { ok: false, reason: 'not-found' }
    const { habit, days } = year
    const rates = weekdays.map((weekday) => {
      const states = days.filter(({ day }) => weekdayOf(day) === weekday).map(({ state }) => state)
      const held = states.filter((state) => state === 'held').length
      const missed = states.filter((state) => state === 'missed').length
      return [weekday, { held, missed, share: held + missed ? held / (held + missed) : 0 }]
    })
    return {
      ok: true,
      value: {
        habit,
        today: this.#today,
        firstWeekday: this.member.value?.firstWeekday ?? 'monday',
        streak: sampleStreak(habit, days),
        days: [...days],
        scores: sampleScores(days),
        weekdays: Object.fromEntries(rates) as HabitYear['weekdays'],
      },
    }
  }

  async record(habitId: string, day: Day, entry: Entry | undefined): Promise<Result<undefined>> {
    const year = this.#years.get(habitId)
    const at = year?.days.findIndex((one) => one.day === day) ?? -1
    if (!year || at < 0) return { ok: false, reason: 'not-found' }
    if (this.#situation === 'failing') return { ok: false, reason: 'failed' }
    year.days[at] = judged(year.habit, day, this.#today, entry)
    return this.#changed()
  }

  async saveHabit(fields: HabitFields): Promise<Result<undefined>> {
    if (this.#situation === 'failing') return { ok: false, reason: 'failed' }
    const before = this.#years.get(fields.id)
    const start = fields.start ?? before?.habit.start ?? this.#today
    const habit = { ...fields, start, revision: (before?.habit.revision ?? 0) + 1 }
    const days =
      before?.days ?? sampleYear({ habit, share: 0, amounts: [1], today: undefined }, this.#today)
    this.#years.set(habit.id, {
      habit,
      days: days.map((one) =>
        one.day < habit.start || one.day === this.#today
          ? judgedFrom(habit, one, this.#today)
          : one,
      ),
    })
    return this.#changed()
  }

  async register({ name, email }: Registration): Promise<Result<undefined, Failure | 'taken'>> {
    this.member.value = { ...memberNamed(name), email }
    return { ok: true, value: undefined }
  }

  async signIn(email: string, password: string): Promise<Result<undefined, Failure | 'wrong'>> {
    if (!this.status.value.online) return { ok: false, reason: 'offline' }
    if (password.length < 8) return { ok: false, reason: 'wrong' }
    this.member.value = { ...memberNamed('Mira'), email }
    return { ok: true, value: undefined }
  }

  async signOut(): Promise<void> {
    this.member.value = null
  }

  #active() {
    return [...this.#years.values()].filter(({ habit }) => !habit.archived)
  }

  #changed(): Result<undefined> {
    const { online, waiting } = this.status.value
    if (!online) this.status.value = { online, waiting: waiting + 1 }
    this.revision.value++
    return { ok: true, value: undefined }
  }

  async #refused(): Promise<{ ok: false; reason: Failure } | undefined> {
    if (this.#situation === 'slow') await new Promise(() => undefined)
    return this.#situation === 'failing' ? { ok: false, reason: 'failed' } : undefined
  }
}

function judgedFrom(habit: Habit, { day, entry }: DayOfHabit, today: Day): DayOfHabit {
  return day < habit.start
    ? { day, state: 'resting', rule: 'before-start', entry: undefined }
    : judged(habit, day, today, entry)
}

function memberNamed(name: string): Member {
  return {
    name,
    email: 'mira@example.org',
    zone: 'Europe/Berlin',
    dayStart: '03:00',
    firstWeekday: 'monday',
  }
}
