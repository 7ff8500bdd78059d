import { MILLIS_PER_DAY } from './epoch-days.js'

const formats = new Map<string, Intl.DateTimeFormat>()

/**
 * The offset of a time zone from UTC at an instant, in milliseconds. Both are whole seconds: of the
 * instant the rest is ignored. Throws a RangeError for a time zone that the browser does not know.
 */
export function zoneOffset(zone: string, instant: number): number {
  const second = Math.floor(instant / 1000) * 1000
  return localMillis(zone, second) - second
}

/** The local date and time of a time zone, as milliseconds since 1970-01-01T00:00 there. */
function localMillis(zone: string, instant: number): number {
  const fields = formatOf(zone).format(instant).split(/\D+/)
  const [month = NaN, day = NaN, year = NaN, hour = NaN, minute = NaN, second = NaN] =
    fields.map(Number)
  return Date.UTC(year, month - 1, day, hour, minute, second)
}

/** Building a format costs much more than using it. */
function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone)
  if (!format) {
    format = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      calendar: 'gregory',
      numberingSystem: 'latn',
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    })
    formats.set(zone, format)
  }
  return format
}

/**
 * The first instant after `from`, up to `to`, at which the condition holds. It must not hold at
 * `from`, must hold at `to`, and change once in between, on a whole second.
 */
export function firstInstant(
  from: number,
  to: number,
  holds: (instant: number) => boolean,
): number {
  let before = Math.floor(from / 1000)
  let after = Math.ceil(to / 1000)
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (holds(middle * 1000)) after = middle
    else before = middle
  }
  return after * 1000
}

/** Longer than any zone ever set its clocks forward or back. */
export const LONGEST_SHIFT = 26 * (MILLIS_PER_DAY / 24)
