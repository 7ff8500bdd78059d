import type { Client } from './client.js'
import type { Fresh, Input, Name } from './operation.js'

type Page = { ok: true; value: { next: string | null } }

/** Operations that return a page of a list and take the cursor of the next page. */
export type Listing = {
  [N in Name]: Input<N> extends { cursor?: string }
    ? Extract<Fresh<N>, Page> extends never
      ? never
      : N
    : never
}[Name]

/**
 * Iterates over a list page by page; each page is requested when it is needed.
 * A problem is yielded like a page, and ends the iteration.
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
