import assert from 'node:assert/strict'
import {
  createServer,
  type IncomingMessage,
  type OutgoingHttpHeaders,
  type Server,
} from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, describe, it } from 'node:test'
import { buildSchema } from 'graphql'
import { createHandler } from 'graphql-http/lib/use/http'
import { violations } from './graphql-audit.js'

/** The beginning of a response. */
interface Head {
  status: number
  headers: OutgoingHttpHeaders
}

describe('the audit of GraphQL over HTTP', () => {
  const servers: Server[] = []
  after(() => servers.forEach((server) => server.close().closeAllConnections()))

  /** A small server that conforms, except for a fault planted at the beginning of its responses. */
  async function small(planted: (request: IncomingMessage, head: Head) => Head): Promise<string> {
    const schema = buildSchema('type Query { day: String } type Mutation { day: String }')
    const handler = createHandler({ schema })
    const server = createServer((request, answer) => {
      if (request.headers.authorization !== 'Bearer token') {
        answer.writeHead(401).end()
        return
      }
      const write = answer.writeHead.bind(answer)
      answer.writeHead = (status: number, _: unknown, given?: OutgoingHttpHeaders) => {
        const head = planted(request, { status, headers: given ?? {} })
        return write(head.status, head.headers)
      }
      void handler(request, answer)
    })
    servers.push(server)
    await new Promise<void>((listens) => server.listen(0, '127.0.0.1', listens))
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`
  }

  it('finds no fault in a server that conforms', async () => {
    const url = await small((_, head) => head)
    assert.deepEqual(await violations(url, 'token'), [])
  })

  it('finds a violated MUST: JSON without its content type', async () => {
    const url = await small(({ headers: { accept } }, head) =>
      accept === 'application/json'
        ? { ...head, headers: { ...head.headers, 'content-type': 'text/plain' } }
        : head,
    )
    const found = await violations(url, 'token')
    assert.deepEqual(
      found.map((one) => one.split(' ').slice(0, 2).join(' ')),
      ['4655 MUST'],
    )
  })

  it('finds a violated SHOULD: another status than 400 for a malformed document', async () => {
    const url = await small(({ headers: { accept } }, head) =>
      accept?.includes('graphql-response') && head.status === 400 ? { ...head, status: 422 } : head,
    )
    const found = await violations(url, 'token')
    assert.ok(found.length > 0)
    for (const one of found) assert.match(one, /SHOULD use .*400/)
  })

  it('finds a mutation that a GET executes', async () => {
    const url = await small(({ method, url }, head) =>
      method === 'GET' && url?.includes('mutation') ? { ...head, status: 200 } : head,
    )
    const [found, ...others] = await violations(url, 'token')
    assert.match(found ?? '', /mutations on GET/)
    assert.deepEqual(others, [])
  })

  it('finds several faults in a server that refuses everybody', async () => {
    const url = await small((_, head) => head)
    assert.ok((await violations(url)).length > 1)
  })
})
