import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import { habitHue } from '../../../kit/look/index.js'
import { dayText, decimalPoint, number, t } from '../language/language.js'
import type { Entry, HabitDay } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { Icon } from '../shell/icon.js'
import { Sheet } from '../shell/sheet.js'
import { isCheck, typed } from './amounts.js'
import { checkIn } from './check-in.js'
import { skippedEntry } from './habit-row.js'

export type SheetView = 'amount' | 'note'

interface Props {
  shown: HabitDay
  view: SheetView
  /** A digit that was typed before the sheet opened. */
  first: string
  onClose: () => void
}

const keys = ['1', '2', '3', '4', '5', '6', '7', '8', '9', '.', '0', 'erase']

/** Everything that can be recorded for a day of a habit: amount, skip, note, or nothing. */
export function CheckInSheet({ shown, view, first, onClose }: Props) {
  const repository = useRepository()
  const { habit, entry } = shown
  const record = (next: Entry | undefined) => {
    onClose()
    void checkIn(repository, shown, next)
  }
  const shownView = useSignal(view)
  return (
    <Sheet
      title={habit.title}
      detail={dayText(shown.day, 'full')}
      onClose={onClose}
      hue={habitHue(habit.color)}
    >
      {shownView.value === 'note' ? (
        <NoteForm entry={entry} onSave={record} />
      ) : (
        <>
          {isCheck(habit) ? (
            <CheckButton shown={shown} onSave={record} />
          ) : (
            <NumberPad shown={shown} first={first} onSave={record} />
          )}
          <div class="sheet-actions">
            <button type="button" class="button" onClick={() => record(skippedEntry(shown))}>
              <Icon name="skip" along />
              {t(entry?.skipped ? 'sheet.unskip' : 'row.skip')}
            </button>
            <button
              type="button"
              class="button"
              onClick={() => {
                shownView.value = 'note'
              }}
            >
              <Icon name="note" />
              {t('row.note')}
            </button>
            {entry && (
              <button type="button" class="button" onClick={() => record(undefined)}>
                <Icon name="erase" along />
                {t('sheet.clear')}
              </button>
            )}
          </div>
        </>
      )}
    </Sheet>
  )
}

function CheckButton({
  shown,
  onSave,
}: {
  shown: HabitDay
  onSave: (entry: Entry | undefined) => void
}) {
  const note = shown.entry?.note ?? null
  const done = (shown.entry?.amount ?? 0) >= 1
  return (
    <button
      type="button"
      class="button button-primary sheet-wide"
      onClick={() => onSave({ amount: done ? 0 : 1, note, skipped: false })}
    >
      {t(done ? 'sheet.not-done' : 'sheet.done')}
    </button>
  )
}

function NumberPad({
  shown,
  first,
  onSave,
}: {
  shown: HabitDay
  first: string
  onSave: (entry: Entry) => void
}) {
  const { habit, entry } = shown
  const text = useSignal(first)
  const amount = text.value === '' ? (entry?.amount ?? 0) : Number(text.value)
  const save = () => onSave({ amount, note: entry?.note ?? null, skipped: false })
  const press = (key: string) => {
    text.value = typed(text.value, key)
  }
  const onKey = (event: KeyboardEvent) => {
    const key = { Backspace: 'erase', ',': '.' }[event.key] ?? event.key
    if (!keys.includes(key)) return
    event.preventDefault()
    press(key)
  }
  const written = text.value.endsWith('.') ? number(amount) + decimalPoint() : number(amount)
  return (
    <form
      class="pad"
      onKeyDown={onKey}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
    >
      <p class="pad-amount">
        <output aria-label={t('sheet.amount')} class={text.value === '' ? 'quiet' : undefined}>
          {written}
        </output>{' '}
        <span class="quiet">
          / {number(habit.target)} {habit.unit}
        </span>
      </p>
      <div class="pad-keys">
        {keys.map((key) => (
          <button
            key={key}
            type="button"
            class="pad-key"
            onClick={() => press(key)}
            aria-label={
              key === 'erase' ? t('sheet.erase') : key === '.' ? t('sheet.point') : undefined
            }
          >
            {key === 'erase' ? (
              <Icon name="erase" along />
            ) : key === '.' ? (
              decimalPoint()
            ) : (
              number(Number(key))
            )}
          </button>
        ))}
      </div>
      <button type="submit" class="button button-primary sheet-wide" autofocus>
        {t('save')}
      </button>
    </form>
  )
}

function NoteForm({ entry, onSave }: { entry: Entry | undefined; onSave: (entry: Entry) => void }) {
  const id = useId()
  const note = useSignal(entry?.note ?? '')
  const changed = note.value.trim() !== (entry?.note ?? '')
  return (
    <form
      class="note-form"
      onSubmit={(event) => {
        event.preventDefault()
        onSave({
          amount: entry?.amount ?? 0,
          skipped: entry?.skipped ?? false,
          note: note.value.trim() || null,
        })
      }}
    >
      <div class="field">
        <label for={id}>{t('sheet.note')}</label>
        <textarea
          id={id}
          class="input"
          rows={4}
          autofocus
          maxLength={5000}
          dir="auto"
          value={note.value}
          aria-describedby={`${id}-hint`}
          onInput={(event) => {
            note.value = event.currentTarget.value
          }}
        />
        <p class="hint" id={`${id}-hint`}>
          {t('sheet.note.hint')}
        </p>
      </div>
      <button type="submit" class="button button-primary sheet-wide" disabled={!changed}>
        {t('save')}
      </button>
    </form>
  )
}
