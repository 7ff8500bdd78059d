import assert from 'node:assert/strict'
import { upcoach, type Client } from '../src/index.js'

const password = 'a good long one'

/** A signed-in member, and the client of its device. */
export interface Somebody {
  email: string
  client: Client
  /** The token of the session while it lasts. */
  token: () => string | undefined
}

type Answered = { ok: boolean; status: number; value?: unknown }

/** The value of a result that must be a success. */
export function valueOf<A extends Answered>(answer: A): Extract<A, { ok: true }>['value'] {
  assert.ok(answer.ok, `answered with ${JSON.stringify(answer)}`)
  return answer.value as Extract<A, { ok: true }>['value']
}

/**
 * A client that records its executed operations.
 *
 * @param token of [signedIn]
 */
export function watchedClient(
  address: string,
  done: Set<string>,
  token: () => string | undefined = () => undefined,
): Client {
  const client = upcoach({ address, fetch, token })
  return new Proxy(client, {
    get: (all, name: keyof Client) => async (input?: object) => {
      const answer = await (all[name] as (input?: object) => Promise<Answered>)(input)
      if (answer.ok) done.add(name)
      return answer
    },
  })
}

/** Registers a member with this name, and signs it in. */
export async function newcomer(
  address: string,
  done: Set<string>,
  name: string,
): Promise<Somebody> {
  const email = `${name.toLowerCase()}@example.org`
  let token: string | undefined
  const client = watchedClient(address, done, () => token)
  const member = valueOf(await client.register({ body: { email, password, name } }))
  assert.equal(member.name, name)
  token = valueOf(await client.signIn({ body: { email, password, device: 'test' } })).token
  return { email, client, token: () => token }
}
