import { useSignal } from '@preact/signals'
import { dayText, t } from '../language/language.js'
import type { DayOfHabit, HabitYear } from '../repository/repository.js'
import { isCheck } from '../today/amounts.js'
import { amountText } from '../today/ring.js'
import type { Day } from '../time/days.js'

const page = 14

/** The days with an entry by month, the newest first. Each opens its sheet. */
export function History({ year, onEdit }: { year: HabitYear; onEdit: (day: Day) => void }) {
  const shown = useSignal(page)
  const recorded = year.days.filter(({ entry }) => entry).reverse()
  if (recorded.length === 0) return <p class="quiet">{t('habit.history.empty')}</p>
  const months = Map.groupBy(recorded.slice(0, shown.value), ({ day }) => day.slice(0, 7))
  return (
    <>
      {[...months].map(([month, days]) => (
        <div key={month} class="history-month">
          <h3>{dayText(`${month}-01`, 'month')}</h3>
          <ul>
            {days.map((day) => (
              <li key={day.day}>
                <button type="button" class="row" onClick={() => onEdit(day.day)}>
                  <span class="history-day">{dayText(day.day, 'dayOfWeek')}</span>
                  <span class="row-text">
                    {entryText(day, year)}
                    {day.entry?.note && (
                      <span class="history-note quiet" dir="auto">
                        {day.entry.note}
                      </span>
                    )}
                  </span>
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      {recorded.length > shown.value && (
        <button
          type="button"
          class="button"
          onClick={() => {
            shown.value += 8 * page
          }}
        >
          {t('habit.history.more')}
        </button>
      )}
    </>
  )
}

function entryText({ entry, state }: DayOfHabit, { habit }: HabitYear): string {
  if (entry?.skipped) return t('row.skipped')
  return isCheck(habit)
    ? t(state === 'held' ? 'sheet.done' : 'sheet.not-done')
    : amountText({ habit, entry })
}
