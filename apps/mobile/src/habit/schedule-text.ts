import { dayText, listText, t } from '../language/language.js'
import type { Habit } from '../repository/repository.js'
import { type Weekday, weekdays } from '../time/days.js'

type Planned = Pick<Habit, 'schedule' | 'start'>

/** A schedule in a few words: `Every other day`, `3 times a week`. */
export function scheduleText({ schedule }: Planned): string {
  switch (schedule.type) {
    case 'daily':
      return t('schedule.daily')
    case 'weekdays':
      if (schedule.days.length === 7) return t('schedule.daily')
      return isWorkWeek(schedule.days) ? t('schedule.workdays') : shortList(schedule.days)
    case 'everyNDays':
      return schedule.n === 2
        ? t('schedule.everyOther')
        : t('schedule.everyNDays', { n: schedule.n })
    case 'timesPerWeek':
      return t('schedule.timesPerWeek', { n: schedule.n })
    case 'timesInDays':
      return t('schedule.timesInDays', { n: schedule.n, days: schedule.days })
  }
}

/** What a schedule means for the streak, in a sentence or two. */
export function scheduleExplained({ schedule, start }: Planned): string {
  switch (schedule.type) {
    case 'daily':
      return t('schedule.explained.daily')
    case 'weekdays':
      return t('schedule.explained.weekdays', { days: weekdayList(schedule.days) })
    case 'everyNDays':
      return t('schedule.explained.everyNDays', { n: schedule.n, from: dayText(start, 'long') })
    case 'timesPerWeek':
      return t('schedule.explained.timesPerWeek', { n: schedule.n })
    case 'timesInDays':
      return t('schedule.explained.timesInDays', { n: schedule.n, days: schedule.days })
  }
}

/** The name of a weekday; 23 November 2026 is a Monday. */
export function weekdayName(weekday: Weekday, style: 'weekday' | 'initial'): string {
  return dayText(`2026-11-${23 + weekdays.indexOf(weekday)}`, style)
}

function weekdayList(days: readonly Weekday[]): string {
  return listText(
    weekdays.filter((day) => days.includes(day)).map((day) => weekdayName(day, 'weekday')),
  )
}

/** `Mon, Wed, Fri`; a single day by its whole name. */
function shortList(days: readonly Weekday[]): string {
  const style = days.length === 1 ? 'weekday' : 'initial'
  const named = weekdays.filter((day) => days.includes(day)).map((day) => weekdayName(day, style))
  return named.join(', ')
}

function isWorkWeek(days: readonly Weekday[]): boolean {
  return days.length === 5 && weekdays.slice(0, 5).every((day) => days.includes(day))
}
