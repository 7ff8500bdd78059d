import { scheduleExplained, scheduleText, weekdayName } from '../habit/schedule-text.js'
import { dayText, t } from '../language/language.js'
import { type Day, type Weekday, weekFrom } from '../time/days.js'
import { type Form, type Problems, scheduleOf } from './draft.js'
import { planned } from './preview.js'

interface Props {
  form: Form
  problems: Problems
  today: Day
  firstWeekday: Weekday
}

/** What the schedule means, in words and on the next four weeks. */
export function Preview({ form, problems, today, firstWeekday }: Props) {
  const wrong =
    problems.days ?? problems.every ?? problems.times ?? problems.timesInStretch ?? problems.stretch
  if (wrong) return null
  const schedule = scheduleOf(form)
  const days = planned(schedule, { start: form.start, end: form.end, today }, firstWeekday)
  const any = 'n' in schedule ? schedule.n : 0
  const kinds = (['asks', 'any', 'rests'] as const).filter((kind) =>
    days.some(({ plan }) => plan === kind),
  )
  return (
    <section class="preview" aria-labelledby="preview">
      <h2 id="preview" class="unseen">
        {t('editor.preview')}
      </h2>
      <p aria-live="polite">
        <strong>{scheduleText({ schedule, start: form.start })}.</strong>{' '}
        {scheduleExplained({ schedule, start: form.start })}
      </p>
      <div class="preview-days" aria-hidden="true">
        {weekFrom(firstWeekday).map((day) => (
          <span key={day} class="quiet small">
            {weekdayName(day, 'initial')}
          </span>
        ))}
        {days.map(({ day, plan }) => (
          <span
            key={day}
            class="preview-day"
            data-plan={plan}
            data-today={day === today || undefined}
          >
            {plan === 'outside' ? '' : Number(day.slice(8))}
          </span>
        ))}
      </div>
      <p class="preview-key quiet small" aria-hidden="true">
        {kinds.map((kind) => (
          <span key={kind}>
            <span class="preview-day" data-plan={kind} /> {t(`editor.preview.${kind}`, { n: any })}
          </span>
        ))}
        <span>
          {dayText(days[0]!.day, 'short')} – {dayText(days.at(-1)!.day, 'short')}
        </span>
      </p>
    </section>
  )
}
