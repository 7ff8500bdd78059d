import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { t } from '../language/language.js'
import { Icon } from './icon.js'

interface Props {
  title: string
  /** A quiet line under the title. */
  detail?: string
  onClose: () => void
  children: ComponentChildren
  hue?: number
}

/** A modal sheet: at the bottom of a phone, in the middle of a wide screen. */
export function Sheet({ title, detail, onClose, children, hue }: Props) {
  const dialog = useRef<HTMLDialogElement>(null)
  const pressed = useRef(false)
  const heading = useId()
  // Before the next key: digits typed in a row all reach the number pad.
  useLayoutEffect(() => {
    const shown = dialog.current!
    shown.showModal()
    return () => shown.close()
  }, [])
  return (
    <dialog
      ref={dialog}
      class="sheet"
      aria-labelledby={heading}
      data-hue={hue}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        pressed.current = event.target === dialog.current
      }}
      onClick={(event) => {
        // The click that ends a long press began before the sheet was there.
        if (pressed.current && event.target === dialog.current) onClose()
      }}
    >
      <div class="sheet-body">
        <div class="sheet-head">
          <div class="sheet-title">
            <h2 id={heading} dir="auto">
              {title}
            </h2>
            {detail && <p class="quiet small">{detail}</p>}
          </div>
          <button type="button" class="icon-button" onClick={onClose} aria-label={t('close')}>
            <Icon name="close" />
          </button>
        </div>
        {children}
      </div>
    </dialog>
  )
}
