import { type RefObject } from 'preact'
import { useEffect } from 'preact/hooks'

export interface Gestures {
  /** A swipe towards the end of the line (right in English). */
  onEnd?: () => void
  /** A swipe towards the start of the line. */
  onStart?: () => void
  onHold?: () => void
  /** Whether the element follows the finger. */
  follows?: boolean
}

const slack = 10
const farEnough = 72
const holdsAfter = 500

/**
 * Horizontal swipes and a long press by touch or pen. A mouse has the context menu and buttons.
 * Listeners are set once: `gestures` is read when something happens.
 */
export function useGestures(element: RefObject<HTMLElement | null>, gestures: Gestures): void {
  useEffect(() => {
    const target = element.current
    if (!target) return
    let start: { x: number; y: number } | undefined
    let moved = 0
    let swiping = false
    let suppress = false
    let timer: ReturnType<typeof setTimeout>

    const place = (x: number) => {
      moved = x
      if (!gestures.follows) return
      target.style.transform = x ? `translateX(${x}px)` : ''
      target.dataset['swipe'] = Math.abs(x) < farEnough ? 'near' : 'far'
    }
    const end = () => {
      clearTimeout(timer)
      start = undefined
      swiping = false
      target.classList.remove('swiping')
      place(0)
    }
    const down = (event: PointerEvent) => {
      suppress = false
      if (event.pointerType === 'mouse' || !event.isPrimary) return
      start = { x: event.clientX, y: event.clientY }
      timer = setTimeout(() => {
        if (!gestures.onHold) return
        suppress = true
        end()
        gestures.onHold()
      }, holdsAfter)
    }
    const move = (event: PointerEvent) => {
      if (!start) return
      const x = event.clientX - start.x
      const y = event.clientY - start.y
      if (Math.hypot(x, y) > slack) clearTimeout(timer)
      if (!swiping && Math.abs(y) > slack && Math.abs(y) >= Math.abs(x)) return end()
      if (!swiping && Math.abs(x) > slack) {
        swiping = true
        target.classList.add('swiping')
        target.setPointerCapture(event.pointerId)
      }
      if (swiping) place(x)
    }
    const up = () => {
      if (!start) return
      const far = moved
      suppress ||= swiping
      end()
      if (Math.abs(far) < farEnough) return
      const towardsEnd = getComputedStyle(target).direction === 'rtl' ? far < 0 : far > 0
      if (towardsEnd) gestures.onEnd?.()
      else gestures.onStart?.()
    }
    const click = (event: MouseEvent) => {
      if (!suppress) return
      suppress = false
      event.preventDefault()
      event.stopPropagation()
    }
    target.addEventListener('pointerdown', down)
    target.addEventListener('pointermove', move)
    target.addEventListener('pointerup', up)
    target.addEventListener('pointercancel', end)
    target.addEventListener('click', click, true)
    return () => {
      clearTimeout(timer)
      target.removeEventListener('pointerdown', down)
      target.removeEventListener('pointermove', move)
      target.removeEventListener('pointerup', up)
      target.removeEventListener('pointercancel', end)
      target.removeEventListener('click', click, true)
    }
  }, [])
}
