import type { States } from './thread.js'

type Language = 'en' | 'de'
type Kind = 'held' | 'missed' | 'partial' | 'resting' | 'skipped' | 'paused' | 'pending'

const kinds: Record<string, Kind> = {
  h: 'held',
  m: 'missed',
  r: 'resting',
  s: 'skipped',
  p: 'paused',
  o: 'pending',
}

/** A word and whether it stands before the time (`held 12 days`) or after it (`12 Tage gehalten`). */
const words: Record<Language, { first: boolean; of: Record<Kind, string>; none: string }> = {
  en: {
    first: true,
    of: {
      held: 'held',
      missed: 'missed',
      partial: 'partly done',
      resting: 'rested',
      skipped: 'skipped',
      paused: 'paused',
      pending: 'open',
    },
    none: 'no days yet',
  },
  de: {
    first: false,
    of: {
      held: 'gehalten',
      missed: 'verpasst',
      partial: 'teilweise erledigt',
      resting: 'Ruhetag',
      skipped: 'ausgelassen',
      paused: 'pausiert',
      pending: 'offen',
    },
    none: 'noch keine Tage',
  },
}

const near = 7
const listed = 14
const millisOfDay = 86_400_000

/**
 * A thread as a sentence for screen readers: "held 12 days, rested Sunday, today open". Equal days
 * in a row are counted, single ones named: by weekday within the last week, else by date. A thread
 * of more than 21 days is counted as a whole, and only its last 14 days are told one by one.
 *
 * @param last the last day of the states, as `2026-11-27`
 * @param today the member's day, which is called so
 */
export function threadText(
  states: States,
  last: string,
  today: string,
  language: Language,
): string {
  const { none } = words[language]
  if (/^\.*$/.test(states)) return none
  if (states.length <= 21) return told(states, last, today, language).join(', ')
  const totals = [...counted(states)].map(([kind, days]) =>
    phrase(kind, dayCount(days, language), language),
  )
  const recent = told(states.slice(-listed), last, today, language)
  return `${totals.join(', ')}. ${language === 'en' ? 'Last' : 'Zuletzt'}: ${recent.join(', ')}`
}

function told(states: States, last: string, today: string, language: Language): string[] {
  const parts: string[] = []
  for (let at = 0; at < states.length;) {
    const kind = kindOf(states[at]!)
    let end = at + 1
    while (end < states.length && kindOf(states[end]!) === kind) end++
    if (kind) {
      const time =
        end - at > 1
          ? dayCount(end - at, language)
          : dayName(plusDays(last, at - states.length + 1), today, language)
      parts.push(
        kind === 'pending' || time === todayWord(language)
          ? `${time} ${words[language].of[kind]}`
          : phrase(kind, time, language),
      )
    }
    at = end
  }
  return parts
}

function counted(states: States): Map<Kind, number> {
  const counts = new Map<Kind, number>()
  for (const state of states) {
    const kind = kindOf(state)
    if (kind) counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  return counts
}

function kindOf(state: string): Kind | undefined {
  return state >= '1' && state <= '9' ? 'partial' : kinds[state]
}

function phrase(kind: Kind, time: string, language: Language): string {
  const word = words[language].of[kind]
  return words[language].first ? `${word} ${time}` : `${time} ${word}`
}

function dayCount(days: number, language: Language): string {
  if (language === 'en') return days === 1 ? '1 day' : `${days} days`
  return days === 1 ? '1 Tag' : `${days} Tage`
}

function todayWord(language: Language): string {
  return language === 'en' ? 'today' : 'heute'
}

function dayName(day: string, today: string, language: Language): string {
  const age = (Date.parse(today) - Date.parse(day)) / millisOfDay
  if (age === 0) return todayWord(language)
  const options: Intl.DateTimeFormatOptions =
    age > 0 && age < near ? { weekday: 'long' } : { day: 'numeric', month: 'long' }
  return format(language, options).format(Date.parse(day))
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** A formatter costs a hundred times what it formats: each is made once. */
function format(language: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options)
  const made =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'de', { ...options, timeZone: 'UTC' })
  formats.set(key, made)
  return made
}

function plusDays(day: string, days: number): string {
  return new Date(Date.parse(day) + days * millisOfDay).toISOString().slice(0, 10)
}
