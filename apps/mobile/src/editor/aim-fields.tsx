import { t } from '../language/language.js'
import { Choice, TextField } from '../shell/fields.js'
import type { Aim } from './draft.js'
import type { FieldsProps } from './editor.js'

const aims: Aim[] = ['do', 'amount', 'limit']

/** What a day asks for: to be done, an amount to reach, or one to stay below. */
export function AimFields({ form, problems, change }: FieldsProps) {
  return (
    <>
      <Choice
        name="aim"
        label={t('editor.kind')}
        value={form.aim}
        options={aims.map((aim) => ({ value: aim, text: t(`editor.kind.${aim}`) }))}
        onChoose={(aim) => change({ aim })}
      />
      {form.aim !== 'do' && (
        <div class="editor-pair">
          <TextField
            label={t(form.aim === 'limit' ? 'editor.limit' : 'editor.target')}
            inputMode="decimal"
            autocomplete="off"
            value={form.target}
            onText={(target) => change({ target })}
            error={problems.target && t(problems.target.key)}
          />
          <TextField
            label={t('editor.unit')}
            maxLength={40}
            autocomplete="off"
            dir="auto"
            placeholder={t('editor.unit.example')}
            value={form.unit}
            onText={(unit) => change({ unit })}
          />
        </div>
      )}
      {form.aim === 'limit' && (
        <Choice
          name="unlogged"
          label={t('editor.unlogged')}
          value={form.unlogged}
          options={[
            { value: 'held', text: t('editor.unlogged.held') },
            { value: 'missed', text: t('editor.unlogged.missed') },
          ]}
          onChoose={(unlogged) => change({ unlogged })}
        />
      )}
    </>
  )
}
