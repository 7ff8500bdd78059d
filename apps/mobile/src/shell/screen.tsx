import { signal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { Failed, Loading } from './notice.js'

type Loaded<P> = ComponentType<P> | 'failed' | undefined

/** A component whose code is loaded when it is shown first, or before that by `load`. */
export function lazy<P extends object>(
  load: () => Promise<ComponentType<P>>,
): ComponentType<P> & { load: () => Promise<void> } {
  const loaded = signal<Loaded<P>>(undefined)
  const start = async () => {
    if (typeof loaded.value === 'function') return
    loaded.value = await load().catch((error: unknown) => {
      // Without a network, or with a newer version on the server. The person can try again.
      console.warn(error)
      return 'failed' as const
    })
  }
  const Lazy = (props: P) => {
    useEffect(() => void start(), [])
    const Component = loaded.value
    if (Component === undefined) return <Loading />
    if (Component === 'failed')
      return <Failed read={{ state: 'failed', reason: 'offline', again: () => void start() }} />
    return <Component {...props} />
  }
  return Object.assign(Lazy, { load: start })
}
