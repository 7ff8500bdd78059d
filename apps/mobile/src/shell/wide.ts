import { signal } from '@preact/signals'

const query = matchMedia('(min-width: 75rem)')

/** Whether a day and a habit fit side by side. */
export const wide = signal(query.matches)
query.addEventListener('change', () => {
  wide.value = query.matches
})
