import { signal } from '@preact/signals'
import { t } from '../language/language.js'

interface Notification {
  text: string
  undo: (() => void) | undefined
}

const shownFor = 6000
const current = signal<Notification | undefined>(undefined)
let timer: ReturnType<typeof setTimeout> | undefined

/** Says the result of an action, and offers to take it back for six seconds. */
export function notify(text: string, undo?: () => void): void {
  current.value = { text, undo }
  resume()
}

function dismiss(): void {
  hold()
  current.value = undefined
}

function hold(): void {
  clearTimeout(timer)
}

function resume(): void {
  hold()
  timer = setTimeout(dismiss, shownFor)
}

function takeBack(): void {
  const undo = current.value?.undo
  dismiss()
  undo?.()
}

/** Takes the last action back, as the toast offers it. */
export function undoByKey(event: KeyboardEvent): void {
  const typing = (event.target as Element).matches?.('input, textarea')
  if (typing || event.key !== 'z' || !(event.ctrlKey || event.metaKey) || !current.value?.undo)
    return
  event.preventDefault()
  takeBack()
}

/** The place of the toast. It waits while a pointer or the focus is on it. */
export function Toaster() {
  const shown = current.value
  return (
    <div class="toaster">
      <div role="status" class="unseen">
        {shown?.text}
      </div>
      {shown && (
        <div
          class="toast"
          onPointerEnter={hold}
          onPointerLeave={resume}
          onFocusIn={hold}
          onFocusOut={resume}
        >
          <span class="toast-text" aria-hidden="true">
            {shown.text}
          </span>
          {shown.undo && (
            <button type="button" onClick={takeBack}>
              {t('undo')}
            </button>
          )}
        </div>
      )}
    </div>
  )
}
