import { t } from '../language/language.js'
import { Notice } from '../shell/notice.js'

/** Groups and boards of the member. */
export function People() {
  return (
    <div class="column">
      <header class="screen-head">
        <h1>{t('people.title')}</h1>
      </header>
      <Notice title={t('people.empty.title')} text={t('people.empty.text')} />
    </div>
  )
}
