import assert from 'node:assert/strict'
import { upcoach, type Client } from '../src/index.js'

const password = 'a good long one'

/** Somebody who is signed in, and the client of their device. */
export interface Somebody {
  email: string
  client: Client
  /** That of the session, as long as it lasts. */
  token: () => string | undefined
}

type Answered = { ok: boolean; status: number; value?: unknown }

/** The value of an answer that is expected to have one. */
export function valueOf<A extends Answered>(answer: A): Extract<A, { ok: true }>['value'] {
  assert.ok(answer.ok, `answered with ${JSON.stringify(answer)}`)
  return answer.value as Extract<A, { ok: true }>['value']
}

/**
 * A client that notes which of its operations were carried out.
 *
 * @param token what [signedIn] has found out
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

/** Registers somebody by this name, and signs them in. */
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
