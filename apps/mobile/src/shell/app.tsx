import { useSignal } from '@preact/signals'
import { useEffect, useRef } from 'preact/hooks'
import { language, t } from '../language/language.js'
import { go, route } from '../navigation/navigation.js'
import type { Route } from '../navigation/routes.js'
import type { Repository } from '../repository/repository.js'
import { Today } from '../today/today.js'
import { RepositoryProvider, useRepository } from './context.js'
import { Loading, NotFound } from './notice.js'
import { placeName, Places } from './places.js'
import { lazy } from './screen.js'
import { Toaster, undoByKey } from './toast.js'
import { wide } from './wide.js'

const HabitPage = lazy(async () => (await import('../habit/habit-page.js')).HabitPage)
const Habits = lazy(async () => (await import('../habits/habits.js')).Habits)
const Editor = lazy(async () => (await import('../editor/editor.js')).Editor)
const People = lazy(async () => (await import('../people/people.js')).People)
const You = lazy(async () => (await import('../you/you.js')).You)
const Welcome = lazy(async () => (await import('../welcome/welcome.js')).Welcome)
const SignIn = lazy(async () => (await import('../welcome/sign-in.js')).SignIn)
const screens = [HabitPage, Habits, Editor, People, You]

/** The whole app: places, the screen of the route, and the toast. */
export function App({ repository }: { repository: Repository }) {
  useEffect(() => {
    addEventListener('keydown', undoByKey)
    const idle = 'requestIdleCallback' in window ? requestIdleCallback : setTimeout
    idle(() => screens.forEach((screen) => void screen.load()))
    return () => removeEventListener('keydown', undoByKey)
  }, [])
  return (
    <RepositoryProvider value={repository}>
      <Gate />
      <Toaster />
    </RepositoryProvider>
  )
}

const open: Route['name'][] = ['welcome', 'sign-in']

/** Leads to the first run without a session, and away from it with one. */
function Gate() {
  const member = useRepository().member.value
  const { name } = route.value
  const outside = open.includes(name)
  useEffect(() => {
    if (member === null && !outside) go({ name: 'welcome' }, 'replace')
    if (member && name === 'sign-in') go({ name: 'today' }, 'replace')
  }, [member, outside, name])
  useEffect(() => {
    document.documentElement.lang = language.value
    document.title = placeName(name)
  }, [language.value, name])
  if (member === undefined) return <Loading />
  if (member === null || name === 'welcome')
    return (
      <main class="outside" id="content">
        {name === 'sign-in' ? <SignIn /> : <Welcome />}
      </main>
    )
  return <Inside />
}

function Inside() {
  const shown = route.value
  const main = useRef<HTMLElement>(null)
  const first = useRef(true)
  const place = JSON.stringify(shown)
  useEffect(() => {
    if (!first.current) main.current?.focus({ preventScroll: true })
    first.current = false
  }, [place])
  return (
    <div class="app">
      <a class="button button-primary skip-link" href="#content">
        {t('skip-to-content')}
      </a>
      <Places />
      <main id="content" ref={main} tabIndex={-1} class={`screen screen-${shown.name}`}>
        <Screen shown={shown} />
      </main>
    </div>
  )
}

function Screen({ shown }: { shown: Route }) {
  switch (shown.name) {
    case 'today':
      return <Pair day={undefined} habit={undefined} />
    case 'day':
      return <Pair day={shown.day} habit={undefined} />
    case 'habit':
      return wide.value ? (
        <Pair day={undefined} habit={shown.id} />
      ) : (
        <HabitPage id={shown.id} key={shown.id} />
      )
    case 'habits':
      return <Habits />
    case 'new-habit':
      return <Editor id={undefined} />
    case 'edit-habit':
      return <Editor id={shown.id} key={shown.id} />
    case 'people':
      return <People />
    case 'you':
      return <You />
    case 'welcome':
    case 'sign-in':
      return <Loading />
    case 'not-found':
      return <NotFound />
  }
}

/** A day, and on a wide screen a habit beside it: the chosen one, or the first of the day. */
function Pair({ day, habit }: { day: string | undefined; habit: string | undefined }) {
  const first = useSignal<string | undefined>(undefined)
  if (!wide.value) return <Today day={day} />
  const beside = habit ?? first.value
  return (
    <div class="pair">
      <Today
        day={day}
        onShown={({ habits }) => {
          first.value ??= (habits.find(({ state }) => state === 'pending') ?? habits[0])?.habit.id
        }}
      />
      {beside && <HabitPage id={beside} key={beside} beside />}
    </div>
  )
}
