/** A calendar date as the number of days since 1970-01-01: the form that these rules compute with. */
export type EpochDay = number

export const MILLIS_PER_DAY = 86_400_000

/** The weekdays in week order, by their names in the API. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const

export type Weekday = (typeof weekdays)[number]

/** The first and last day that the rules accept, as on the server. */
export const EARLIEST: EpochDay = Date.parse('1900-01-01') / MILLIS_PER_DAY
export const LATEST: EpochDay = Date.parse('2199-12-31') / MILLIS_PER_DAY

/** The epoch day of an ISO date. Throws a RangeError outside 1900-01-01 to 2199-12-31. */
export function epochDay(day: string): EpochDay {
  const epochDay = day.length === 10 ? Date.parse(day) / MILLIS_PER_DAY : NaN
  if (!(epochDay >= EARLIEST && epochDay <= LATEST)) {
    throw new RangeError(`day: ${day} is not between 1900-01-01 and 2199-12-31`)
  }
  return epochDay
}

/** The epoch day on which a range ends; an open end is the latest day. */
export function epochDayOfEnd(endOrNull: string | null): EpochDay {
  return endOrNull === null ? LATEST : epochDay(endOrNull)
}

const isoDates = new Map<EpochDay, string>()

/** The ISO date of an epoch day. The texts are cached: all habits share them. */
export function isoDate(epochDay: EpochDay): string {
  let text = isoDates.get(epochDay)
  if (text === undefined) {
    text = new Date(epochDay * MILLIS_PER_DAY).toISOString().slice(0, 10)
    isoDates.set(epochDay, text)
  }
  return text
}

/** The place of the day in the week: 0 for Monday to 6 for Sunday. */
export function weekdayIndex(epochDay: EpochDay): number {
  // 1970-01-01 was a Thursday, three days after a Monday.
  return floorMod(epochDay + 3, 7)
}

/** The first day of the week that the day lies in. */
export function weekStart(epochDay: EpochDay, firstWeekday: Weekday): EpochDay {
  return epochDay - floorMod(weekdayIndex(epochDay) - weekdays.indexOf(firstWeekday), 7)
}

/** The remainder that is never negative. */
export function floorMod(dividend: number, divisor: number): number {
  return ((dividend % divisor) + divisor) % divisor
}
