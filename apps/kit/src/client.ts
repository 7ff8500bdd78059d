import { routes } from './generated/routes.js'
import type { Call } from './operation.js'
import { retry, pause } from './retry.js'

/** All operations of the API. */
export type Client = { [N in keyof typeof routes]: Call<N> }

/** How a client reaches its server. The client stores nothing outside of it. */
export interface ClientOptions {
  /** The server's URL, such as `https://upcoach.example`; empty for the origin of the page. */
  address: string
  fetch: (url: string, request: RequestInit) => Promise<Response>
  /** Returns the session's token, called before each request; undefined without a session. */
  token: () => string | undefined | Promise<string | undefined>
  /** Waits for the given milliseconds, or rejects with the signal's reason when it is aborted. */
  wait?: (millis: number, signal?: AbortSignal) => Promise<void>
  /** A random number from 0 to below 1: spreads the retries of many clients. */
  random?: () => number
}

/** A response that is not the server's, but that of a proxy or a hotel's sign-in page. */
export class UnexpectedResponse extends Error {
  constructor(readonly response: Response) {
    super(
      `${response.status} with ${response.headers.get('Content-Type') ?? 'no content type'} is no response of UpCoach`,
    )
  }
}

type Input = Record<string, unknown> & { body?: object; signal?: AbortSignal }

/**
 * A client for one server. Its operations are called by their `operationId` and resolve to a
 * value or a problem. They reject only without a response of the server: with the error of `fetch`,
 * with the reason of the signal, or with an [UnexpectedResponse].
 */
export function upcoach(options: ClientOptions): Client {
  const calls = Object.entries(routes).map(([name, route]) => [
    name,
    (input: Input = {}) => call(options, route, input),
  ])
  return Object.fromEntries(calls) as Client
}

async function call(options: ClientOptions, route: string, input: Input) {
  const { url, request } = requestOf(options.address, route, input)
  const send = async () => {
    const token = await options.token()
    if (token) request.headers.set('Authorization', `Bearer ${token}`)
    return options.fetch(url, request)
  }
  const response = await retry(send, request, options.wait ?? pause, options.random ?? Math.random)
  return resultOf(response)
}

function requestOf(address: string, route: string, { body, signal, ...parameters }: Input) {
  const [method, template, ...more] = route.split(' ') as [string, string, ...string[]]
  const take = (name: string) => {
    const value = parameters[name]
    delete parameters[name]
    return value
  }
  const path = template.replace(/\{(\w+)}/g, (_, name) => segment(name, String(take(name))))
  const headers = new Headers()
  for (const header of more.filter((word) => !word.includes('/'))) {
    const value = take(camel(header))
    if (value !== undefined) headers.set(header, String(value))
  }
  const sent = Object.entries(parameters).filter(([, value]) => value !== undefined)
  const query = new URLSearchParams(sent.map(([name, value]) => [name, String(value)])).toString()
  const request = {
    method,
    headers,
    ...(signal && { signal }),
    ...(body && { body: encoded(body, more, headers) }),
  }
  return { url: address.replace(/\/$/, '') + path + (query && `?${query}`), request }
}

/** Refuses path parameters that lead to another route: a day `..` would remove the whole habit. */
function segment(name: string, value: string) {
  if (['', '.', '..'].includes(value)) throw new TypeError(`${name} must not be "${value}"`)
  return encodeURIComponent(value)
}

/** `If-Match` is `ifMatch`. */
function camel(header: string) {
  return header[0]!.toLowerCase() + header.slice(1).replace(/-/g, '')
}

function encoded(body: object, media: string[], headers: Headers) {
  if (!media.includes('multipart/form-data')) {
    headers.set('Content-Type', media.find((word) => word.includes('/')) ?? 'application/json')
    return JSON.stringify(body)
  }
  const form = new FormData()
  for (const [name, value] of Object.entries(body)) form.append(name, value)
  return form
}

async function resultOf(response: Response) {
  const { status, headers, ok } = response
  const etag = headers.get('ETag') ?? undefined
  if (status === 204 || status === 304) return { ok: true, status, value: undefined, etag, headers }
  const media = headers.get('Content-Type')?.split(';')[0] ?? ''
  if (media === 'application/problem+json')
    return { ok, status, problem: await response.json(), headers }
  return { ok, status, value: await valueOf(response, media), etag, headers }
}

function valueOf(response: Response, media: string): Promise<unknown> {
  if (/^application\/(.+\+)?json$/.test(media)) return response.json()
  if (media === 'application/yaml') return response.text()
  if (media === 'application/zip') return response.blob()
  throw new UnexpectedResponse(response)
}
