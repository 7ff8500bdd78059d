import type { Client } from './client.js'
import type { Fresh, Input, Name } from './operation.js'

type Page = { ok: true; value: { next: string | null } }

/** Operations that answer with a page of a list and take the cursor of the next. */
export type Listing = {
  [N in Name]: Input<N> extends { cursor?: string }
    ? Extract<Fresh<N>, Page> extends never
      ? never
      : N
    : never
}[Name]

/**
 * Walks through a list, page by page: every answer in its turn, each asked for when it is wanted.
 * A refusal is an answer like any other, and the last one.
 */
export async function* pages<N extends Listing>(
  client: Client,
  name: N,
  input: Input<N>,
): AsyncGenerator<Fresh<N>> {
  const ask = client[name] as unknown as (input: object) => Promise<Fresh<N>>
  for (let cursor: string | null | undefined; cursor !== null;) {
    const answer = await ask(cursor ? { ...input, cursor } : input)
    yield answer
    cursor = answer.ok ? (answer as Page).value.next : null
  }
}
