import type { Client } from './client.js'
import type { FullResult, Input, Name } from './operation.js'

type Page = { ok: true; value: { next: string | null } }

/** Operations that return a page of a list and take the cursor of the next page. */
export type PagedOperation = {
  [N in Name]: Input<N> extends { cursor?: string }
    ? Extract<FullResult<N>, Page> extends never
      ? never
      : N
    : never
}[Name]

/**
 * Iterates over a list page by page; each page is requested when it is needed.
 * A problem is yielded like a page, and ends the iteration.
 */
export async function* pages<N extends PagedOperation>(
  client: Client,
  name: N,
  input: Input<N>,
): AsyncGenerator<FullResult<N>> {
  const call = client[name] as unknown as (input: object) => Promise<FullResult<N>>
  for (let cursor: string | null | undefined; cursor !== null;) {
    const result = await call(cursor ? { ...input, cursor } : input)
    yield result
    cursor = result.ok ? (result as Page).value.next : null
  }
}
