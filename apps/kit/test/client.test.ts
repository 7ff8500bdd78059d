import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  pages,
  UnexpectedResponse,
  upcoach,
  type Client,
  type ClientOptions,
} from '../src/index.js'
import { pause } from '../src/retry.js'

const nobody = () => undefined
const day = { day: '2026-11-23', zone: 'Etc/UTC', habits: [] }

function json(body: object, status = 200, headers: Record<string, string> = {}) {
  const type = status < 400 ? 'application/json' : 'application/problem+json'
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': type, ...headers },
  })
}

function problem(type: string, status: number, headers: Record<string, string> = {}) {
  return json(
    { type: `urn:problem-type:upcoach:${type}`, title: '', status, detail: '' },
    status,
    headers,
  )
}

/** A client whose server sends these responses in turn, with its requests and waits. */
function served(answers: Response[], way: Partial<ClientOptions> = {}) {
  const asked: { url: string; method: string; headers: Headers; body: unknown }[] = []
  const waits: number[] = []
  const client = upcoach({
    address: 'https://upcoach.example/',
    token: nobody,
    random: () => 0.5,
    wait: async (millis) => void waits.push(millis),
    fetch: async (url, { method, headers, body }) => {
      asked.push({ url, method: method!, headers: new Headers(headers), body })
      return answers.shift() ?? assert.fail('no answer is left')
    },
    ...way,
  })
  return { client, asked, waits }
}

describe('a request of the client', () => {
  it('puts parameters where the contract has them', async () => {
    const { client, asked } = served([json({ items: [] }), new Response(null, { status: 304 })])
    await client.leaderboard({ id: 'a/b', period: 'week', on: '2026-11-23', limit: 5 })
    await client.habit({ id: 'c', ifNoneMatch: '"tag"' })
    assert.equal(
      asked[0]?.url,
      'https://upcoach.example/v1/leaderboards/a%2Fb?period=week&on=2026-11-23&limit=5',
    )
    assert.equal(asked[1]?.url, 'https://upcoach.example/v1/habits/c')
    assert.equal(asked[1]?.headers.get('If-None-Match'), '"tag"')
  })

  it('omits undefined parameters', async () => {
    const { client, asked } = served([json({ items: [], next: null })])
    await client.habits({ cursor: undefined, limit: 3 })
    assert.equal(asked[0]?.url, 'https://upcoach.example/v1/habits?limit=3')
  })

  it('refuses an id that would lead to another route', async () => {
    const { client, asked } = served([])
    for (const day of ['', '.', '..']) {
      await assert.rejects(client.undoCheckIn({ id: 'c', day }), /day must not be/)
    }
    assert.deepEqual(asked, [])
  })

  it('asks for the token before each request', async () => {
    const tokens = ['first', undefined]
    const answers = [json(day), json(day)]
    const { client, asked } = served(answers, { token: async () => tokens.shift() })
    await client.today()
    await client.today()
    const sent = asked.map(({ headers }) => headers.get('Authorization'))
    assert.deepEqual(sent, ['Bearer first', null])
  })

  it('sends JSON with its type, and a file as a form', async () => {
    const { client, asked } = served([json({}, 201), json({}, 202)])
    await client.defineHabit({ body: { title: 'Read', kind: 'do' } })
    await client.startImport({ body: { file: new Blob(['a']) } })
    assert.equal(asked[0]?.body, '{"title":"Read","kind":"do"}')
    assert.equal(asked[0]?.headers.get('Content-Type'), 'application/json')
    assert.ok(asked[1]?.body instanceof FormData)
    assert.equal(asked[1].headers.get('Content-Type'), null)
  })

  it('passes the signal on', async () => {
    const stop = new AbortController()
    const { client } = served([], {
      fetch: async (_, { signal }) => {
        stop.abort(new Error('enough'))
        throw signal?.reason
      },
    })
    await assert.rejects(client.today({ signal: stop.signal }), /enough/)
  })
})

describe('the result of an operation', () => {
  it('is a problem of a type that the contract lists for the status', async () => {
    const { client } = served([problem('day-in-future', 422)])
    const answer = await client.recordCheckIn({ id: 'c', day: '2026-11-24', body: {} })
    assert.ok(!answer.ok && answer.status === 422)
    const types = {
      'urn:problem-type:upcoach:day-in-future': 'wait',
      'urn:problem-type:upcoach:day-before-start': 'start earlier',
      'urn:problem-type:upcoach:day-not-in-zone': 'no such date',
      'urn:problem-type:upcoach:day-after-end': 'end later',
    } satisfies Record<typeof answer.problem.type, string>
    assert.equal(types[answer.problem.type], 'wait')
  })

  it('is the value of a refusal where the contract has no problem for it', async () => {
    const down = new Response('{"status":"DOWN","checks":[]}', {
      status: 503,
      headers: { 'Content-Type': 'application/json;charset=UTF-8' },
    })
    const answer = await served([down]).client.isReady()
    assert.ok(!answer.ok && answer.status === 503)
    assert.equal(answer.value.status, 'DOWN')
  })

  it('carries its entity tag', async () => {
    const unchanged = new Response(null, { status: 304, headers: { ETag: '"a"' } })
    const { client, asked } = served([json(day, 200, { ETag: '"a"' }), unchanged, json(day)])
    const first = await client.today()
    assert.ok(first.ok)
    const second = await client.today({ ifNoneMatch: first.etag })
    assert.ok(second.ok && second.status === 304 && second.value === undefined)
    const third = await client.today({ ifNoneMatch: second.etag })
    assert.ok(third.ok && third.etag === undefined)
    const sent = asked.map(({ headers }) => headers.get('If-None-Match'))
    assert.deepEqual(sent, [null, '"a"', '"a"'])
  })

  it("is an error if the response is not the server's", async () => {
    const page = { status: 200, headers: { 'Content-Type': 'text/html' } }
    const { client } = served([
      new Response('Bad gateway', { status: 502 }),
      new Response('', page),
    ])
    await assert.rejects(client.today(), UnexpectedResponse)
    await assert.rejects(client.today(), /200 with text\/html/)
  })

  it('has the types of the contract', () => {
    // Never called: the compiler must refuse each marked line.
    async function refused(client: Client) {
      // @ts-expect-error an id is needed
      await client.habit()
      // @ts-expect-error a parameter that the contract does not have
      await client.habit({ id: 'c', limit: 1 })
      // @ts-expect-error a field that the contract does not have
      await client.defineHabit({ body: { title: 'Read', colour: '#ff0000' } })
      // @ts-expect-error joining by code takes no ifNoneMatch
      if ((await client.joinGroup({ body: { code: 'x' } })).status === 428) return
      // @ts-expect-error without ifNoneMatch there is no 304
      if ((await client.today()).status === 304) return
      // @ts-expect-error only a success has a value
      ;(await client.today()).value
      // @ts-expect-error a habit is no list
      pages(client, 'habit', { id: 'c' })
    }
    assert.equal(typeof refused, 'function')
  })
})

describe('an overloaded server', () => {
  const busy = (seconds = '2') => problem('too-busy', 503, { 'Retry-After': seconds })

  it('gets a retry after its Retry-After and a random time', async () => {
    const { client, asked, waits } = served([busy('2'), busy('1'), json(day)])
    assert.ok((await client.today()).ok)
    assert.equal(asked.length, 3)
    assert.deepEqual(waits, [3000, 1500])
  })

  it('gets at most three requests', async () => {
    const { client, waits } = served([busy(), busy(), busy()])
    const answer = await client.today()
    assert.ok(!answer.ok && answer.status === 503)
    assert.equal(waits.length, 2)
  })

  it('gets no retry of an unsafe request', async () => {
    const { client, asked } = served([busy()])
    assert.equal((await client.defineHabit({ body: { title: 'Read' } })).status, 503)
    assert.equal(asked.length, 1)
  })

  it('gets a retry of any request after a 429, as nothing was done', async () => {
    const often = problem('too-many-requests', 429, { 'Retry-After': '1' })
    const { client, waits } = served([often, json({}, 201)])
    assert.ok((await client.defineHabit({ body: { title: 'Read' } })).ok)
    assert.deepEqual(waits, [1500])
  })

  it('is not assumed for any other error of the server', async () => {
    const { client, asked } = served([problem('internal', 500, { 'Retry-After': '1' })])
    assert.equal((await client.today()).status, 500)
    assert.equal(asked.length, 1)
  })

  it('gets no retry after more than ten seconds, or without Retry-After', async () => {
    const silent = problem('database-unavailable', 503)
    const { client, waits } = served([busy('11'), silent, busy('soon')])
    for (let n = 0; n < 3; n++) assert.equal((await client.today()).status, 503)
    assert.deepEqual(waits, [])
  })

  it('gets no retry once the request is aborted', async () => {
    const stop = new AbortController()
    const wait = (millis: number, signal?: AbortSignal) => {
      queueMicrotask(() => stop.abort(new Error('enough')))
      return pause(millis, signal)
    }
    const { client, asked } = served([busy('10')], { wait })
    await assert.rejects(client.today({ signal: stop.signal }), /enough/)
    assert.equal(asked.length, 1)
  })
})

describe('a list', () => {
  const page = (next: string | null) => json({ items: [], next })

  it('is read to its end', async () => {
    const { client, asked } = served([page('b'), page(null)])
    for await (const answer of pages(client, 'habits', { limit: 1 })) assert.ok(answer.ok)
    assert.deepEqual(
      asked.map(({ url }) => url.split('?')[1]),
      ['limit=1', 'limit=1&cursor=b'],
    )
  })

  it('ends with a refused page', async () => {
    const { client } = served([page('b'), problem('session-expired', 401)])
    const statuses = []
    for await (const { status } of pages(client, 'habits', {})) statuses.push(status)
    assert.deepEqual(statuses, [200, 401])
  })

  it('is requested only as far as it is read', async () => {
    const { client, asked } = served([page('b')])
    for await (const answer of pages(client, 'habits', {})) {
      assert.ok(answer.ok)
      break
    }
    assert.equal(asked.length, 1)
  })
})
