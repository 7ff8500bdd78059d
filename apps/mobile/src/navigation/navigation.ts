import { computed, signal } from '@preact/signals'
import { pathOf, type Route, routeOf } from './routes.js'

const path = signal(location.pathname)

/** The place that the address bar shows. */
export const route = computed(() => routeOf(path.value))

/** Whether the app itself led to the present place, so that back stays in the app. */
const led = signal(false)

export function go(to: Route, how: 'push' | 'replace' = 'push'): void {
  const next = pathOf(to)
  if (next === path.value) return
  if (how === 'push') history.pushState(null, '', next)
  else history.replaceState(null, '', next)
  led.value ||= how === 'push'
  path.value = next
  if (how === 'push') scrollTo(0, 0)
}

/** Goes to the place before, or to a place above where the app was entered here. */
export function back(above: Route): void {
  if (led.value) history.back()
  else go(above, 'replace')
}

/** Follows links of the app without a new document, and the browser's back and forward. */
export function follow(): void {
  addEventListener('popstate', () => {
    path.value = location.pathname
  })
  document.addEventListener('click', (event) => {
    if (event.defaultPrevented || event.button || event.metaKey || event.ctrlKey || event.shiftKey)
      return
    const link = (event.target as Element).closest('a')
    if (!link || link.target || link.origin !== location.origin || link.hasAttribute('download'))
      return
    if (link.hash && link.pathname === location.pathname) return
    event.preventDefault()
    go(routeOf(link.pathname))
  })
}
