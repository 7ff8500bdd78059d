import { choose, language, type Language, t } from '../language/language.js'
import { weekdayName } from '../habit/schedule-text.js'
import { useRepository } from '../shell/context.js'
import { Choice } from '../shell/fields.js'
import './you.css'

const locales: Record<Language, string> = { en: 'en-GB', de: 'de-DE' }

/** The member's profile, and signing out. */
export function You() {
  const repository = useRepository()
  const member = repository.member.value
  if (!member) return null
  const signOut = () => {
    const { waiting } = repository.status.value
    if (waiting === 0 || confirm(t('you.sign-out.waiting', { n: waiting })))
      void repository.signOut()
  }
  return (
    <div class="column you">
      <header class="screen-head">
        <h1 dir="auto">{member.name}</h1>
      </header>
      <p class="quiet">{t('you.signed-in', { email: member.email })}</p>
      <Choice
        name="language"
        label={t('you.language')}
        value={language.value}
        options={[
          { value: 'en', text: 'English' },
          { value: 'de', text: 'Deutsch' },
        ]}
        onChoose={(next) => void choose({ language: next, locale: locales[next] })}
      />
      <dl class="you-facts">
        <Fact name={t('you.zone')} value={member.zone.replaceAll('_', ' ')} />
        <Fact name={t('you.day-start')} value={member.dayStart} />
        <Fact name={t('you.first-weekday')} value={weekdayName(member.firstWeekday, 'weekday')} />
      </dl>
      <button type="button" class="button" onClick={signOut}>
        {t('you.sign-out')}
      </button>
    </div>
  )
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div class="row">
      <dt class="quiet">{name}</dt>
      <dd>{value}</dd>
    </div>
  )
}
