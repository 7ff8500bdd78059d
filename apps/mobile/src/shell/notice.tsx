import type { ComponentChildren } from 'preact'
import type { Read } from '../repository/read.js'
import { t } from '../language/language.js'
import { pathOf } from '../navigation/routes.js'

interface Props {
  title: string
  text: string
  /** Where the notice is all that the screen shows. */
  alone?: boolean
  children?: ComponentChildren
}

/** What stands where there is nothing: what will be here, and the one action that fills it. */
export function Notice({ title, text, alone, children }: Props) {
  return (
    <div class="notice">
      {alone ? <h1>{title}</h1> : <h2>{title}</h2>}
      <p class="quiet">{text}</p>
      {children}
    </div>
  )
}

export function NotFound() {
  return (
    <Notice alone title={t('not-found.title')} text={t('not-found.text')}>
      <a class="button" href={pathOf({ name: 'today' })}>
        {t('not-found.action')}
      </a>
    </Notice>
  )
}

/** A read that failed: why, and a way to try again. */
export function Failed({ read }: { read: Extract<Read<unknown>, { state: 'failed' }> }) {
  if (read.reason === 'not-found') return <NotFound />
  const offline = read.reason === 'offline'
  return (
    <div role="alert">
      <Notice
        alone
        title={t(offline ? 'load.offline.title' : 'load.failed.title')}
        text={t(offline ? 'load.offline.text' : 'load.failed.text')}
      >
        <button type="button" class="button" onClick={read.again}>
          {t('again')}
        </button>
      </Notice>
    </div>
  )
}

/** Grey places of rows while they load; shown after a moment only, as most reads take none. */
export function Loading({ rows = 5, titled = false }: { rows?: number; titled?: boolean }) {
  return (
    <div class="loading" role="status">
      {titled ? <span class="unseen">{t('loading')}</span> : <h1 class="unseen">{t('loading')}</h1>}
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} class="loading-row">
          <span class="skeleton loading-icon" />
          <span class="skeleton loading-text" />
          <span class="skeleton loading-ring" />
        </div>
      ))}
    </div>
  )
}
