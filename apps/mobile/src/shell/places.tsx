import { t } from '../language/language.js'
import type { Key } from '../language/en.js'
import { route } from '../navigation/navigation.js'
import { pathOf, type Route } from '../navigation/routes.js'
import { Icon } from './icon.js'

const places: { to: Route; key: Key; icon: string; of: Route['name'][] }[] = [
  { to: { name: 'today' }, key: 'place.today', icon: 'today', of: ['today', 'day'] },
  {
    to: { name: 'habits' },
    key: 'place.habits',
    icon: 'habits',
    of: ['habits', 'habit', 'new-habit', 'edit-habit'],
  },
  { to: { name: 'people' }, key: 'place.people', icon: 'people', of: ['people'] },
  { to: { name: 'you' }, key: 'place.you', icon: 'you', of: ['you'] },
]

/** The text of the place that a route belongs to; the app's name for one of none. */
export function placeName(name: Route['name']): string {
  const place = places.find(({ of }) => of.includes(name))
  return place ? `${t(place.key)} – ${t('app.name')}` : t('app.name')
}

/** The four places: a bar at the bottom of a phone, a rail beside a wide screen. */
export function Places() {
  return (
    <nav class="places" aria-label={t('place.all')}>
      <span class="places-name" aria-hidden="true">
        {t('app.name')}
      </span>
      <ul>
        {places.map(({ to, key, icon, of }) => (
          <li key={key}>
            <a
              class="place"
              href={pathOf(to)}
              aria-current={of.includes(route.value.name) ? 'page' : undefined}
            >
              <Icon name={icon} />
              <span>{t(key)}</span>
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
