import { useId } from 'preact/hooks'
import { weekdayName } from '../habit/schedule-text.js'
import { t } from '../language/language.js'
import { Choice, ErrorText } from '../shell/fields.js'
import { Icon } from '../shell/icon.js'
import { type Weekday, weekFrom } from '../time/days.js'
import type { Problem, ScheduleType } from './draft.js'
import type { FieldsProps } from './editor.js'

const types: ScheduleType[] = ['daily', 'weekdays', 'everyNDays', 'timesPerWeek', 'timesInDays']

/** On which days the habit asks to be done. */
export function ScheduleFields({
  form,
  problems,
  change,
  firstWeekday,
}: FieldsProps & { firstWeekday: Weekday }) {
  return (
    <>
      <Choice
        name="schedule"
        label={t('editor.schedule')}
        class="chips"
        of="chip"
        value={form.schedule}
        options={types.map((type) => ({ value: type, text: t(`editor.schedule.${type}`) }))}
        onChoose={(schedule) => change({ schedule })}
      />
      {form.schedule === 'weekdays' && (
        <fieldset class="field">
          <legend>{t('editor.weekdays')}</legend>
          <div class="weekday-chips">
            {weekFrom(firstWeekday).map((day) => (
              <label key={day} class="chip">
                <input
                  type="checkbox"
                  checked={form.days.includes(day)}
                  aria-label={weekdayName(day, 'weekday')}
                  aria-invalid={problems.days ? 'true' : undefined}
                  onChange={(event) =>
                    change({
                      days: event.currentTarget.checked
                        ? [...form.days, day]
                        : form.days.filter((one) => one !== day),
                    })
                  }
                />
                {weekdayName(day, 'initial')}
              </label>
            ))}
          </div>
          <ErrorText text={text(problems.days)} />
        </fieldset>
      )}
      {form.schedule === 'everyNDays' && (
        <Stepper
          label={t('editor.every')}
          value={form.every}
          to={365}
          error={problems.every}
          onText={(every) => change({ every })}
        />
      )}
      {form.schedule === 'timesPerWeek' && (
        <Stepper
          label={t('editor.times')}
          value={form.times}
          to={7}
          error={problems.times}
          onText={(times) => change({ times })}
        />
      )}
      {form.schedule === 'timesInDays' && (
        <div class="editor-pair">
          <Stepper
            label={t('editor.times')}
            value={form.timesInStretch}
            to={365}
            error={problems.timesInStretch}
            onText={(timesInStretch) => change({ timesInStretch })}
          />
          <Stepper
            label={t('editor.stretch')}
            value={form.stretch}
            to={365}
            error={problems.stretch}
            onText={(stretch) => change({ stretch })}
          />
        </div>
      )}
    </>
  )
}

interface StepperProps {
  label: string
  value: string
  to: number
  error: Problem | undefined
  onText: (text: string) => void
}

/** A whole number from 1 on, typed or stepped. */
function Stepper({ label, value, to, error, onText }: StepperProps) {
  const id = useId()
  const n = Number(value)
  const step = (by: number) =>
    onText(String(Math.min(to, Math.max(1, (Number.isInteger(n) ? n : 1) + by))))
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="stepper">
        <button
          type="button"
          class="icon-button"
          aria-label={`${label}: ${t('editor.less')}`}
          disabled={n <= 1}
          onClick={() => step(-1)}
        >
          <Icon name="minus" />
        </button>
        <input
          id={id}
          class="input"
          inputMode="numeric"
          autocomplete="off"
          value={value}
          aria-invalid={error ? 'true' : undefined}
          aria-describedby={error && `${id}-error`}
          onInput={(event) => onText(event.currentTarget.value)}
        />
        <button
          type="button"
          class="icon-button"
          aria-label={`${label}: ${t('editor.more')}`}
          disabled={n >= to}
          onClick={() => step(1)}
        >
          <Icon name="plus" />
        </button>
      </div>
      <ErrorText id={`${id}-error`} text={text(error)} />
    </div>
  )
}

function text(problem: Problem | undefined): string | undefined {
  return problem && t(problem.key, problem.values)
}
