import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { t } from '../language/language.js'
import { pathOf } from '../navigation/routes.js'
import type { Registration } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { ErrorText, TextField } from '../shell/fields.js'
import { Mark } from './mark.js'
import { Pick } from './pick.js'
import { problemsOf } from './registration.js'
import './welcome.css'

/** The first run: an account, then a few habits or a file. */
export function Welcome() {
  const member = useRepository().member.value
  return member ? <Pick name={member.name} /> : <Register />
}

function Register() {
  const repository = useRepository()
  const element = useRef<HTMLFormElement>(null)
  const form = useSignal<Registration>({ name: '', email: '', password: '' })
  const sent = useSignal(0)
  const busy = useSignal(false)
  const refused = useSignal<string | undefined>(undefined)
  const problems = problemsOf(form.value)
  const shown = sent.value > 0 ? problems : {}
  useEffect(() => {
    if (sent.value > 0) element.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
  }, [sent.value])
  const change = (next: Partial<Registration>) => {
    form.value = { ...form.value, ...next }
  }
  const register = async () => {
    sent.value++
    if (Object.keys(problems).length > 0) return
    busy.value = true
    const registered = await repository.register(form.value)
    busy.value = false
    if (registered.ok) return
    const { reason } = registered
    refused.value = t(
      reason === 'taken'
        ? 'welcome.taken'
        : reason === 'offline'
          ? 'sign-in.offline'
          : 'sign-in.failed',
    )
  }
  return (
    <form
      class="gate"
      noValidate
      ref={element}
      onSubmit={(event) => {
        event.preventDefault()
        void register()
      }}
    >
      <Mark />
      <div class="gate-head">
        <h1>{t('welcome.title')}</h1>
        <p class="quiet">{t('welcome.text')}</p>
      </div>
      <TextField
        label={t('welcome.name')}
        name="name"
        autocomplete="name"
        maxLength={100}
        dir="auto"
        value={form.value.name}
        onText={(name) => change({ name })}
        error={shown.name && t(shown.name)}
      />
      <TextField
        label={t('welcome.email')}
        name="email"
        type="email"
        autocomplete="email"
        inputMode="email"
        maxLength={254}
        value={form.value.email}
        onText={(email) => change({ email })}
        error={shown.email && t(shown.email)}
      />
      <TextField
        label={t('welcome.password')}
        name="password"
        type="password"
        autocomplete="new-password"
        maxLength={256}
        value={form.value.password}
        onText={(password) => change({ password })}
        hint={t('welcome.password.hint')}
        error={shown.password && t(shown.password)}
      />
      <div role="alert">
        <ErrorText text={refused.value} />
      </div>
      <button type="submit" class="button button-primary" aria-busy={busy.value}>
        {t('welcome.start')}
      </button>
      <a class="button button-plain" href={pathOf({ name: 'sign-in' })}>
        {t('welcome.have')}
      </a>
    </form>
  )
}
