import type { Schedule } from '../repository/repository.js'
import {
  type Day,
  daysBetween,
  plusDays,
  weekdayOf,
  weekStart,
  type Weekday,
} from '../time/days.js'

/** What a schedule says of a day: it asks, it rests, or it is one of several of which some are asked. */
export type PlannedDay = { day: Day; plan: 'asks' | 'rests' | 'any' | 'outside' }

export const previewWeeks = 4

/** Four weeks from that of the later of today and the first day on. */
export function planned(
  schedule: Schedule,
  { start, end, today }: { start: Day; end: Day | ''; today: Day },
  firstWeekday: Weekday,
): PlannedDay[] {
  const from = weekStart(start > today ? start : today, firstWeekday)
  return Array.from({ length: previewWeeks * 7 }, (_, at) => {
    const day = plusDays(from, at)
    const outside = day < start || (end !== '' && day > end)
    return { day, plan: outside ? 'outside' : planOf(schedule, day, start) }
  })
}

function planOf(schedule: Schedule, day: Day, start: Day): PlannedDay['plan'] {
  switch (schedule.type) {
    case 'daily':
      return 'asks'
    case 'weekdays':
      return schedule.days.includes(weekdayOf(day)) ? 'asks' : 'rests'
    case 'everyNDays':
      return daysBetween(start, day) % schedule.n === 0 ? 'asks' : 'rests'
    case 'timesPerWeek':
      return schedule.n === 7 ? 'asks' : 'any'
    case 'timesInDays':
      return schedule.n === schedule.days ? 'asks' : 'any'
  }
}
