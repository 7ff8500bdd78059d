import { useId } from 'preact/hooks'
import { habitColours, habitHue } from '../../../kit/look/index.js'
import { t } from '../language/language.js'
import { Choice, TextField } from '../shell/fields.js'
import { HabitIcon, habitIcons } from '../shell/icon.js'
import type { FieldsProps } from './editor.js'

/** Colour, icon, first and last day, and why the habit matters. */
export function LookFields({ form, problems, change }: FieldsProps) {
  const note = useId()
  return (
    <>
      <Choice
        name="colour"
        label={t('editor.look')}
        class="swatches"
        of="swatch"
        value={habitColours[habitHue(form.color || null) - 1]!}
        options={habitColours.map((colour, at) => ({
          value: colour,
          name: t('editor.colour', { n: at + 1 }),
          text: <span class="swatch-dot" data-hue={at + 1} />,
        }))}
        onChoose={(color) => change({ color })}
      />
      <Choice
        name="icon"
        label={t('editor.icon')}
        class="swatches"
        of="swatch"
        value={form.icon}
        options={habitIcons.map((icon) => ({
          value: icon,
          name: t(`icon.${icon}`),
          text: <HabitIcon icon={icon} />,
        }))}
        onChoose={(icon) => change({ icon })}
      />
      <div class="editor-pair">
        <TextField
          label={t('editor.start')}
          type="date"
          required
          value={form.start}
          onText={(start) => start && change({ start })}
        />
        <TextField
          label={t('editor.end')}
          type="date"
          min={form.start}
          hint={t('editor.end.hint')}
          value={form.end}
          onText={(end) => change({ end })}
          error={problems.end && t(problems.end.key)}
        />
      </div>
      <div class="field">
        <label for={note}>{t('editor.note')}</label>
        <textarea
          id={note}
          class="input"
          rows={2}
          maxLength={5000}
          dir="auto"
          value={form.note}
          onInput={(event) => change({ note: event.currentTarget.value })}
        />
      </div>
    </>
  )
}
