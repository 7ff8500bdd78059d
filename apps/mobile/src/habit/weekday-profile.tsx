import { number, t } from '../language/language.js'
import type { HabitYear } from '../repository/repository.js'
import { weekFrom } from '../time/days.js'
import { weekdayName } from './schedule-text.js'

/** How often each weekday was held, as bars with their share; a day that never counts has none. */
export function WeekdayProfile({ year }: { year: HabitYear }) {
  return (
    <ul class="profile">
      {weekFrom(year.firstWeekday).map((weekday) => {
        const { held, missed, share } = year.weekdays[weekday]
        const of = held + missed
        return (
          <li key={weekday}>
            <span class="unseen">
              {t('habit.weekdays.row', { day: weekdayName(weekday, 'weekday'), n: held, of })}
            </span>
            <span class="profile-share" aria-hidden="true">
              {of > 0 ? number(Math.round(share * 100)) : '–'}
            </span>
            <span class="profile-bar" aria-hidden="true" data-none={of === 0 || undefined}>
              <span style={{ blockSize: `${share * 100}%` }} />
            </span>
            <span class="profile-day" aria-hidden="true">
              {weekdayName(weekday, 'initial')}
            </span>
          </li>
        )
      })}
    </ul>
  )
}
