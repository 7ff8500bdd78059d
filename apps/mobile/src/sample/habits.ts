import { habitColours } from '../../../kit/look/index.js'
import type { Habit, Schedule } from '../repository/repository.js'

/** A habit of the sample with how it went: the share of days done, and the usual amounts. */
export interface SampleHabit {
  habit: Habit
  share: number
  amounts: number[]
  /** What is recorded today already. */
  today: number | undefined
  note?: string
}

type Texts = Record<'en' | 'de', [title: string, unit: string | null, note?: string]>

function sample(
  id: string,
  texts: Texts,
  language: 'en' | 'de',
  [hue, icon]: [number, string],
  schedule: Schedule,
  aim: { target?: number; kind?: 'do' | 'limit'; start?: string; archived?: boolean },
  went: { share: number; amounts?: number[]; today?: number },
): SampleHabit {
  const [title, unit, note] = texts[language]
  return {
    habit: {
      id,
      title,
      note: note ?? null,
      kind: aim.kind ?? 'do',
      unit,
      target: aim.target ?? 1,
      unlogged: 'held',
      color: habitColours[hue - 1]!,
      icon,
      start: aim.start ?? '2025-03-01',
      end: null,
      archived: aim.archived ?? false,
      schedule,
      revision: 1,
    },
    share: went.share,
    amounts: went.amounts ?? [1],
    today: went.today,
  }
}

const daily: Schedule = { type: 'daily' }

/** Habits of a believable person, of every kind of schedule. */
export function sampleHabits(language: 'en' | 'de'): SampleHabit[] {
  const all: Parameters<typeof sample>[] = [
    [
      'meditate',
      { en: ['Meditate', null], de: ['Meditieren', null] },
      language,
      [10, 'mind'],
      daily,
      {},
      { share: 0.94, today: 1 },
    ],
    [
      'water',
      { en: ['Drink water', 'glasses'], de: ['Wasser trinken', 'Gläser'] },
      language,
      [9, 'water'],
      daily,
      { target: 8 },
      { share: 0.8, amounts: [8, 9, 8, 10, 8], today: 5 },
    ],
    [
      'read',
      {
        en: ['Read before bed', 'pages', 'Novels only. No screen after ten.'],
        de: ['Vor dem Einschlafen lesen', 'Seiten', 'Nur Romane. Kein Bildschirm nach zehn.'],
      },
      language,
      [2, 'book'],
      daily,
      { target: 20 },
      { share: 0.88, amounts: [20, 24, 31, 22, 45, 20] },
    ],
    [
      'run',
      { en: ['Morning run', 'km'], de: ['Morgenlauf', 'km'] },
      language,
      [4, 'walk'],
      { type: 'weekdays', days: ['monday', 'wednesday', 'friday'] },
      { target: 5 },
      { share: 0.86, amounts: [5, 5.4, 6.2, 8, 5] },
    ],
    [
      'strength',
      { en: ['Strength training', null], de: ['Krafttraining', null] },
      language,
      [12, 'strength'],
      { type: 'timesPerWeek', n: 3 },
      {},
      { share: 0.47 },
    ],
    [
      'coffee',
      { en: ['Coffee', 'cups'], de: ['Kaffee', 'Tassen'] },
      language,
      [3, 'coffee'],
      daily,
      { kind: 'limit', target: 2 },
      { share: 0.9, amounts: [1, 2, 2], today: 1 },
    ],
    [
      'journal',
      { en: ['Write three lines', null], de: ['Drei Zeilen schreiben', null] },
      language,
      [7, 'write'],
      { type: 'timesInDays', n: 5, days: 7 },
      { start: '2026-08-17' },
      { share: 0.9, today: 1 },
    ],
    [
      'plants',
      { en: ['Water the plants', null], de: ['Zimmerpflanzen gießen', null] },
      language,
      [5, 'plant'],
      { type: 'everyNDays', n: 4 },
      {},
      { share: 0.95 },
    ],
    [
      'guitar',
      { en: ['Guitar scales', 'minutes'], de: ['Tonleitern auf der Gitarre', 'Minuten'] },
      language,
      [1, 'guitar'],
      daily,
      { target: 15, archived: true },
      { share: 0.5, amounts: [15, 20] },
    ],
  ]
  return all.map((arguments_) => sample(...arguments_))
}
