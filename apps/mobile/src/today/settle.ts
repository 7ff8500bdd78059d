import { useSignal } from '@preact/signals'
import { type RefObject } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { HabitDay } from '../repository/repository.js'
import { type Part, partOf } from './order.js'

const settlesAfter = 1400

/**
 * Moves a row to another part of the list a while after its state changed, never while a pointer is
 * down or shortly after: nothing moves under a finger. Rows glide from their old places.
 *
 * @param key another key places all rows anew, at once
 */
export function useSettled(
  habits: HabitDay[],
  key: string,
  list: RefObject<HTMLElement | null>,
): ReadonlyMap<string, Part> {
  const placed = useRef<ReadonlyMap<string, Part>>(new Map())
  const settled = useSignal(0)
  const keyOfPlaces = useRef<string | undefined>(undefined)
  const tops = useRef<Map<string, number> | undefined>(undefined)
  const wanted = new Map(habits.map((one) => [one.habit.id, partOf(one)]))
  if (keyOfPlaces.current !== key) {
    keyOfPlaces.current = key
    placed.current = wanted
  }
  const moves = [...wanted].some(([id, part]) => (placed.current.get(id) ?? part) !== part)

  useEffect(() => {
    if (!moves) return
    let timer: ReturnType<typeof setTimeout>
    const settle = () => {
      tops.current = topsOf(list.current)
      placed.current = wanted
      settled.value++
    }
    const wait = () => {
      clearTimeout(timer)
      timer = setTimeout(settle, settlesAfter)
    }
    const touch = () => clearTimeout(timer)
    wait()
    addEventListener('pointerdown', touch)
    addEventListener('pointerup', wait)
    addEventListener('pointercancel', wait)
    return () => {
      clearTimeout(timer)
      removeEventListener('pointerdown', touch)
      removeEventListener('pointerup', wait)
      removeEventListener('pointercancel', wait)
    }
  }, [habits])

  useLayoutEffect(() => {
    const before = tops.current
    tops.current = undefined
    if (!before || matchMedia('(prefers-reduced-motion: reduce)').matches) return
    for (const [id, top] of topsOf(list.current)) {
      const from = (before.get(id) ?? top) - top
      if (from === 0) continue
      rowOf(list.current, id)?.animate([{ transform: `translateY(${from}px)` }, {}], {
        duration: 220,
        easing: 'cubic-bezier(0.2, 0, 0, 1)',
      })
    }
  })
  // Read, so that the list is drawn again once its rows have settled.
  void settled.value
  return placed.current
}

function topsOf(list: HTMLElement | null): Map<string, number> {
  const rows = list?.querySelectorAll<HTMLElement>('[data-id]') ?? []
  return new Map([...rows].map((row) => [row.dataset['id']!, row.offsetTop]))
}

function rowOf(list: HTMLElement | null, id: string): HTMLElement | null {
  return list?.querySelector(`[data-id="${CSS.escape(id)}"]`) ?? null
}
