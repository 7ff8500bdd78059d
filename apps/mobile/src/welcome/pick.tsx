import { useSignal } from '@preact/signals'
import { t } from '../language/language.js'
import { go } from '../navigation/navigation.js'
import { useRepository } from '../shell/context.js'
import { HabitIcon, Icon } from '../shell/icon.js'
import { notify } from '../shell/toast.js'
import { suggestedHabit, suggestions } from './suggestions.js'

const most = 3

/** Up to three habits to begin with, or a file of another tracker. */
export function Pick({ name }: { name: string }) {
  const repository = useRepository()
  const picked = useSignal<number[]>([])
  const busy = useSignal(false)
  const full = picked.value.length >= most
  const toggle = (at: number) => {
    const { value } = picked
    picked.value = value.includes(at) ? value.filter((one) => one !== at) : [...value, at]
  }
  const start = async () => {
    busy.value = true
    for (const at of picked.value) {
      const habit = suggestedHabit(crypto.randomUUID(), suggestions[at]!, (key) => t(key))
      const saved = await repository.saveHabit(habit)
      if (!saved.ok) notify(t('editor.failed'))
    }
    go({ name: 'today' }, 'replace')
  }
  return (
    <form
      class="gate"
      onSubmit={(event) => {
        event.preventDefault()
        void start()
      }}
    >
      <div class="gate-head">
        <h1>{t('welcome.pick.title', { name })}</h1>
        <p class="quiet" role="status">
          {t(full ? 'welcome.pick.full' : 'welcome.pick.text')}
        </p>
      </div>
      <ul class="suggestions">
        {suggestions.map(({ key, icon, hue }, at) => (
          <li key={key}>
            <label class="suggestion" data-hue={hue}>
              <input
                type="checkbox"
                checked={picked.value.includes(at)}
                disabled={full && !picked.value.includes(at)}
                onChange={() => toggle(at)}
              />
              <HabitIcon icon={icon} />
              <span class="row-text">{t(key)}</span>
              <span class="suggestion-mark">
                <Icon name="check" />
              </span>
            </label>
          </li>
        ))}
      </ul>
      <button
        type="submit"
        class={picked.value.length > 0 ? 'button button-primary' : 'button'}
        aria-busy={busy.value}
      >
        {t('welcome.pick.start', { n: picked.value.length })}
      </button>
      <label class="bring">
        <Icon name="upload" />
        <span class="row-text">
          {t('welcome.file')}
          <span class="quiet small">{t('welcome.file.text')}</span>
        </span>
        <input
          type="file"
          accept=".db,.zip,.csv"
          onChange={(event) => {
            const file = event.currentTarget.files?.[0]
            if (file) notify(t('welcome.file.later', { file: file.name }))
          }}
        />
      </label>
    </form>
  )
}
