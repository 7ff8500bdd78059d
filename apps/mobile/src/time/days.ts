/** A calendar date such as `2026-11-27`. */
export type Day = string

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

const millisOfDay = 86_400_000

export function plusDays(day: Day, days: number): Day {
  return new Date(Date.parse(day) + days * millisOfDay).toISOString().slice(0, 10)
}

/** Days from one date to another; negative if the second is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / millisOfDay)
}

export function weekdayOf(day: Day): Weekday {
  return weekdays[(new Date(day).getUTCDay() + 6) % 7]!
}

/** The first day of the week that a day lies in. */
export function weekStart(day: Day, firstWeekday: Weekday): Day {
  const past = weekdays.indexOf(weekdayOf(day)) - weekdays.indexOf(firstWeekday)
  return plusDays(day, -((past + 7) % 7))
}

/** The seven weekdays in the member's order. */
export function weekFrom(firstWeekday: Weekday): Weekday[] {
  const at = weekdays.indexOf(firstWeekday)
  return [...weekdays.slice(at), ...weekdays.slice(0, at)]
}

/** The date at an instant in a time zone whose day begins `dayStart` (`03:00`) after midnight. */
export function dayAt(instant: number, zone: string, dayStart = '00:00'): Day {
  const [hours, minutes] = dayStart.split(':').map(Number)
  const parts = new Intl.DateTimeFormat('en-CA', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).formatToParts(instant)
  const part = (type: string) => parts.find((one) => one.type === type)!.value
  const day = `${part('year')}-${part('month')}-${part('day')}`
  const sinceMidnight = Number(part('hour')) * 60 + Number(part('minute'))
  return sinceMidnight < hours! * 60 + minutes! ? plusDays(day, -1) : day
}
