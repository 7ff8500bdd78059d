import { type ReadonlySignal, type Signal, signal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import type { Failure, Result } from './repository.js'

export type Read<T> =
  | { state: 'loading' }
  | { state: 'ready'; value: T }
  | { state: 'failed'; reason: Failure; again: () => void }

/**
 * Reads a value now and after each change of the revision. While it is read again, and where that
 * fails without a network, the value so far stays; another key starts over.
 */
export function useRead<T>(
  read: () => Promise<Result<T>>,
  revision: ReadonlySignal<number>,
  key: string,
): Signal<Read<T>> {
  const result = useRef<Signal<Read<T>> | undefined>(undefined)
  const keyOfResult = useRef(key)
  result.current ??= signal<Read<T>>({ state: 'loading' })
  if (keyOfResult.current !== key) {
    keyOfResult.current = key
    result.current = signal<Read<T>>({ state: 'loading' })
  }
  const shown = result.current
  useEffect(() => {
    let last = 0
    const load = async () => {
      const mine = ++last
      const answer = await read()
      // A later read has begun, or the screen is gone.
      if (mine !== last) return
      if (answer.ok) shown.value = { state: 'ready', value: answer.value }
      else if (answer.reason !== 'offline' || shown.value.state !== 'ready')
        shown.value = { state: 'failed', reason: answer.reason, again: retry }
    }
    const retry = () => {
      shown.value = { state: 'loading' }
      void load()
    }
    const stop = revision.subscribe(() => void load())
    return () => {
      last = -1
      stop()
    }
  }, [key])
  return shown
}
