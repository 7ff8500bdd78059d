import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { serverAudits } from 'graphql-http'
import { newcomer } from './members.js'
import type { RunningServer } from './running-server.js'

// Named MAY NOT by the audits, though the specification says MUST NOT.
const mutationByGet = '9C48'

/**
 * The rules of GraphQL over HTTP that a server violates, by the audits of graphql-http.
 *
 * @param token of a session, for a server that requires one
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
 * Audits `/graphql` of a server as an operator: some audits read the schema, which only operators
 * may.
 */
export function graphqlOverHttp(server: () => RunningServer) {
  describe('GraphQL over HTTP', () => {
    it('is followed by /graphql in every MUST and SHOULD', async () => {
      const { email, token } = await newcomer(server().address, new Set(), 'Nora')
      await server().role(email, 'operator')
      assert.deepEqual(await violations(`${server().address}/graphql`, token()), [])
    })
  })
}
