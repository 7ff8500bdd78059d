import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serverAudits } from 'graphql-http'
import { newcomer } from './members.js'
import type { RunningServer } from './running-server.js'

// Named MAY NOT by the audits, though the specification says MUST NOT.
const mutationByGet = '9C48'

/**
 * What a server does otherwise than GraphQL over HTTP says it must or should, by the audits of
 * graphql-http; none for one that conforms.
 *
 * @param token of a session, for a server that answers nobody else
 */
export async function violations(url: string, token?: string): Promise<string[]> {
  const fetchFn = (address: string, request: RequestInit) => {
    const headers = new Headers(request.headers)
    if (token) headers.set('Authorization', `Bearer ${token}`)
    return fetch(address, { ...request, headers })
  }
  const audits = serverAudits({ url, fetchFn }).filter(
    ({ id, name }) => /^(MUST|SHOULD) /.test(name) || id === mutationByGet,
  )
  assert.ok(audits.length > 30, `there are only ${audits.length} audits`)
  const found = []
  for (const audit of audits) {
    const result = await audit.fn()
    if (result.status !== 'ok') found.push(`${result.id} ${result.name}: ${result.reason}`)
  }
  return found
}

/**
 * Holds `/graphql` of a server against GraphQL over HTTP, as an operator: nobody else may ask for
 * the schema, as some audits do.
 */
export function graphqlOverHttp(server: () => RunningServer) {
  describe('GraphQL over HTTP', () => {
    it('is what /graphql speaks, in all that must and should be', async () => {
      const { email, token } = await newcomer(server().address, new Set(), 'Nora')
      await server().role(email, 'operator')
      assert.deepEqual(await violations(`${server().address}/graphql`, token()), [])
    })
  })
}
