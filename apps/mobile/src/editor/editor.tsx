import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { habitColours, habitHue } from '../../../kit/look/index.js'
import { t } from '../language/language.js'
import { back, go } from '../navigation/navigation.js'
import { useRead } from '../repository/read.js'
import type { Habit, Repository } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { TextField } from '../shell/fields.js'
import { Icon } from '../shell/icon.js'
import { Failed, Loading } from '../shell/notice.js'
import { notify } from '../shell/toast.js'
import type { Day, Weekday } from '../time/days.js'
import { AimFields } from './aim-fields.js'
import { draftOf, emptyForm, type Form, formOf, problemsOf } from './draft.js'
import { LookFields } from './look-fields.js'
import { Preview } from './preview-card.js'
import { ScheduleFields } from './schedule-fields.js'
import './editor.css'

interface Edited {
  habit: Habit | undefined
  today: Day
  firstWeekday: Weekday
}

/** Adds a habit, or changes one. */
export function Editor({ id }: { id: string | undefined }) {
  const repository = useRepository()
  const load = id === undefined ? () => newHabit(repository) : () => repository.habitYear(id)
  const read = useRead<Edited>(load, repository.revision, `edit ${id ?? ''}`).value
  if (read.state === 'loading') return <Loading />
  if (read.state === 'failed') return <Failed read={read} />
  return <EditorForm {...read.value} />
}

async function newHabit(repository: Repository) {
  const day = await repository.day(undefined)
  if (!day.ok) return day
  const firstWeekday = repository.member.value?.firstWeekday ?? 'monday'
  return { ok: true as const, value: { habit: undefined, today: day.value.today, firstWeekday } }
}

function EditorForm({ habit, today, firstWeekday }: Edited) {
  const repository = useRepository()
  const form = useSignal<Form>(habit ? formOf(habit, today) : emptyForm(today, habitColours[6]!))
  const sent = useSignal(false)
  const busy = useSignal(false)
  const element = useRef<HTMLFormElement>(null)
  const problems = problemsOf(form.value)
  const shown = sent.value ? problems : {}
  const change = (next: Partial<Form>) => {
    form.value = { ...form.value, ...next }
  }
  useEffect(() => {
    if (sent.value) element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [sent.value])

  const save = async (
    archived = habit?.archived ?? false,
    said: 'saved' | 'archived' | 'restored' = 'saved',
  ) => {
    sent.value = true
    if (Object.keys(problems).length > 0) {
      element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
      return
    }
    busy.value = true
    const id = habit?.id ?? crypto.randomUUID()
    const saved = await repository.saveHabit({ ...draftOf(form.value), archived, id })
    busy.value = false
    if (!saved.ok) return notify(t('editor.failed'))
    notify(t(`editor.${said}`, { habit: form.value.title.trim() }))
    if (habit) back({ name: 'habit', id })
    else go({ name: 'today' })
  }
  return (
    <form
      class="editor column"
      noValidate
      ref={element}
      data-hue={habitHue(form.value.color)}
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <header class="screen-head">
        <button
          type="button"
          class="icon-button"
          aria-label={t('back')}
          onClick={() => back({ name: 'habits' })}
        >
          <Icon name="back" along />
        </button>
        <h1>{t(habit ? 'editor.edit' : 'editor.new')}</h1>
      </header>
      <TextField
        label={t('editor.title')}
        name="title"
        maxLength={200}
        autocomplete="off"
        dir="auto"
        placeholder={t('editor.title.example')}
        value={form.value.title}
        onText={(title) => change({ title })}
        error={shown.title && t(shown.title.key)}
      />
      <AimFields form={form.value} problems={shown} change={change} />
      <ScheduleFields
        form={form.value}
        problems={shown}
        change={change}
        firstWeekday={firstWeekday}
      />
      <Preview form={form.value} problems={problems} today={today} firstWeekday={firstWeekday} />
      <LookFields form={form.value} problems={shown} change={change} />
      <div class="editor-actions">
        <button type="submit" class="button button-primary" aria-busy={busy.value}>
          {t('save')}
        </button>
        {habit && (
          <button
            type="button"
            class="button button-plain"
            onClick={() => void save(!habit.archived, habit.archived ? 'restored' : 'archived')}
          >
            <Icon name={habit.archived ? 'restore' : 'archive'} />
            {t(habit.archived ? 'editor.restore' : 'editor.archive')}
          </button>
        )}
      </div>
    </form>
  )
}

export interface FieldsProps {
  form: Form
  problems: ReturnType<typeof problemsOf>
  change: (next: Partial<Form>) => void
}
