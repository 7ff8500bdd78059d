import { render } from 'preact'
import { choose, language, preferred } from './language/language.js'
import { follow } from './navigation/navigation.js'
import { App } from './shell/app.js'
import { dayAt } from './time/days.js'

/** Starts the app over sample data, until the offline store takes its place. */
async function start(): Promise<void> {
  const query = new URLSearchParams(location.search)
  await choose(preferred(query.has('language') ? [query.get('language')!] : navigator.languages))
  const { SampleRepository } = await import('./sample/sample-repository.js')
  const repository = new SampleRepository({
    today:
      query.get('today') ?? dayAt(Date.now(), Intl.DateTimeFormat().resolvedOptions().timeZone),
    language: language.value,
    situation: situationOf(query.get('sample')),
  })
  follow()
  render(<App repository={repository} />, document.getElementById('app')!)
}

function situationOf(text: string | null) {
  const known = ['full', 'one', 'many', 'empty', 'new', 'slow', 'failing', 'offline'] as const
  return known.find((one) => one === text) ?? 'full'
}

void start()
