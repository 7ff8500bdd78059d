/** A place in the app, read from the path of its URL. */
export type Route =
  | { name: 'today' }
  | { name: 'day'; day: string }
  | { name: 'habits' }
  | { name: 'habit'; id: string }
  | { name: 'new-habit' }
  | { name: 'edit-habit'; id: string }
  | { name: 'people' }
  | { name: 'you' }
  | { name: 'welcome' }
  | { name: 'sign-in' }
  | { name: 'not-found' }

/** The patterns of paths. The first match wins; `:name` takes one segment. */
const patterns: [string, Route['name']][] = [
  ['/', 'today'],
  ['/days/:day', 'day'],
  ['/habits', 'habits'],
  ['/habits/new', 'new-habit'],
  ['/habits/:id', 'habit'],
  ['/habits/:id/edit', 'edit-habit'],
  ['/people', 'people'],
  ['/you', 'you'],
  ['/welcome', 'welcome'],
  ['/sign-in', 'sign-in'],
]

/** The route of a path; `not-found` for an unknown path and for a segment that cannot be decoded. */
export function routeOf(path: string): Route {
  const segments = path.replace(/\/+$/, '').split('/').slice(1)
  for (const [pattern, name] of patterns) {
    const parameters = match(pattern, segments)
    if (parameters) return { name, ...parameters } as Route
  }
  return { name: 'not-found' }
}

function match(pattern: string, segments: string[]): Record<string, string> | undefined {
  const expected = pattern.split('/').slice(1).filter(Boolean)
  if (expected.length !== segments.length) return undefined
  const parameters: Record<string, string> = {}
  for (const [at, part] of expected.entries()) {
    const segment = segments[at]!
    if (!part.startsWith(':')) {
      if (part !== segment) return undefined
      continue
    }
    const value = decoded(segment)
    if (value === undefined || (part === ':day' && !/^\d{4}-\d{2}-\d{2}$/.test(value)))
      return undefined
    parameters[part.slice(1)] = value
  }
  return parameters
}

function decoded(segment: string): string | undefined {
  try {
    return decodeURIComponent(segment) || undefined
  } catch (error) {
    if (error instanceof URIError) return undefined
    throw error
  }
}

/** The path of a route, the inverse of `routeOf`. */
export function pathOf(route: Route): string {
  const pattern = patterns.find(([, name]) => name === route.name)?.[0] ?? '/not-found'
  const parameters = route as unknown as Record<string, string>
  return pattern.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(parameters[name]!))
}
