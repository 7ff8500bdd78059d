import { useSignal } from '@preact/signals'
import { t } from '../language/language.js'
import { pathOf } from '../navigation/routes.js'
import { useRepository } from '../shell/context.js'
import { ErrorText, TextField } from '../shell/fields.js'
import { Mark } from './mark.js'
import './welcome.css'

/** Opens a session on this device. */
export function SignIn() {
  const repository = useRepository()
  const email = useSignal('')
  const password = useSignal('')
  const refused = useSignal<'wrong' | 'offline' | 'failed' | undefined>(undefined)
  const busy = useSignal(false)
  const signIn = async () => {
    busy.value = true
    const signedIn = await repository.signIn(email.value.trim(), password.value)
    busy.value = false
    if (!signedIn.ok) refused.value = signedIn.reason === 'not-found' ? 'failed' : signedIn.reason
  }
  return (
    <form
      class="gate"
      onSubmit={(event) => {
        event.preventDefault()
        void signIn()
      }}
    >
      <Mark />
      <h1>{t('sign-in.title')}</h1>
      <TextField
        label={t('welcome.email')}
        name="email"
        type="email"
        autocomplete="username"
        inputMode="email"
        required
        maxLength={254}
        value={email.value}
        onText={(text) => {
          email.value = text
        }}
      />
      <TextField
        label={t('welcome.password')}
        name="password"
        type="password"
        autocomplete="current-password"
        required
        maxLength={256}
        value={password.value}
        onText={(text) => {
          password.value = text
        }}
      />
      <div role="alert">
        <ErrorText text={refused.value && t(`sign-in.${refused.value}`)} />
      </div>
      <button type="submit" class="button button-primary" aria-busy={busy.value}>
        {t('sign-in.action')}
      </button>
      <a class="button button-plain" href={pathOf({ name: 'welcome' })}>
        {t('sign-in.new')}
      </a>
    </form>
  )
}
