import { computed, signal } from '@preact/signals'
import { en, type Key, type Messages } from './en.js'

export type Language = 'en' | 'de'
export type Message = string | { zero?: string; one: string; other: string }
export type Values = Record<string, string | number>

/** Languages other than English are loaded when they are chosen. */
const loaders: Record<Exclude<Language, 'en'>, () => Promise<Messages>> = {
  de: async () => (await import('./de.js')).de,
}

const chosen = signal<{ language: Language; messages: Messages; locale: string }>({
  language: 'en',
  messages: en,
  locale: 'en-GB',
})

export const language = computed(() => chosen.value.language)

/** The first of the preferred locales that there are texts for; else English. */
export function preferred(locales: readonly string[]): { language: Language; locale: string } {
  for (const locale of locales) {
    const base = locale.split('-')[0]
    if (base === 'de') return { language: 'de', locale }
    if (base === 'en') return { language: 'en', locale: locale === 'en' ? 'en-GB' : locale }
  }
  return { language: 'en', locale: 'en-GB' }
}

/** Loads a language's texts and shows them everywhere. */
export async function choose(next: { language: Language; locale: string }): Promise<void> {
  const messages = next.language === 'en' ? en : await loaders[next.language]()
  formats.clear()
  chosen.value = { ...next, messages }
}

/** The text of a key, with `{name}` replaced; a text with plural forms chooses by `n`. */
export function t(key: Key, values: Values = {}): string {
  const { messages, locale } = chosen.value
  return fill(messages[key], values, locale)
}

/** Chooses the plural form and replaces `{name}`; numbers are written as the locale writes them. */
export function fill(message: Message, values: Values, locale: string): string {
  const text = typeof message === 'string' ? message : form(message, Number(values['n']), locale)
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name]
    if (value === undefined) return whole
    return typeof value === 'number' ? number(value, locale) : value
  })
}

function form(message: Exclude<Message, string>, n: number, locale: string): string {
  if (n === 0 && message.zero) return message.zero
  return new Intl.PluralRules(locale).select(n) === 'one' ? message.one : message.other
}

const formats = new Map<string, Intl.DateTimeFormat | Intl.NumberFormat>()

function made<F extends Intl.DateTimeFormat | Intl.NumberFormat>(key: string, make: () => F): F {
  const format = (formats.get(key) as F | undefined) ?? make()
  formats.set(key, format)
  return format
}

/** A number with at most three decimals. */
export function number(value: number, locale = chosen.value.locale): string {
  return made(
    `n${locale}`,
    () => new Intl.NumberFormat(locale, { maximumFractionDigits: 3 }),
  ).format(value)
}

/** A number short enough for a ring: 12,400 is `12K`. */
export function compact(value: number): string {
  const { locale } = chosen.value
  if (value < 1000) return number(value)
  return made(
    `c${locale}`,
    () => new Intl.NumberFormat(locale, { notation: 'compact', maximumFractionDigits: 1 }),
  ).format(value)
}

export type DayStyle =
  'full' | 'long' | 'short' | 'weekday' | 'initial' | 'month' | 'monthShort' | 'dayOfWeek'

const styles: Record<DayStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: 'long', day: 'numeric', month: 'long' },
  long: { day: 'numeric', month: 'long' },
  short: { day: 'numeric', month: 'short' },
  weekday: { weekday: 'long' },
  initial: { weekday: 'short' },
  month: { month: 'long', year: 'numeric' },
  monthShort: { month: 'short' },
  dayOfWeek: { weekday: 'short', day: 'numeric' },
}

/** A day in words; its parts stand in the order of the locale. */
export function dayText(day: string, style: DayStyle): string {
  const { locale } = chosen.value
  const format = made(
    `${style}${locale}`,
    () => new Intl.DateTimeFormat(locale, { ...styles[style], timeZone: 'UTC' }),
  )
  const text = format.format(Date.parse(day))
  return style === 'full' && locale.startsWith('en') ? text.replace(',', '') : text
}

/** Words joined as the locale joins a list: `Monday, Wednesday and Friday`. */
export function listText(words: string[]): string {
  return new Intl.ListFormat(chosen.value.locale, { type: 'conjunction' }).format(words)
}

/** The decimal separator of the locale. */
export function decimalPoint(): string {
  return number(1.5).replace(/\d/g, '')
}
