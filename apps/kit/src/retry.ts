const tries = 3
const longestWait = 10

/**
 * Sends a request, and retries it up to two times if the server is overloaded (503) or the client is
 * above its rate limit (429) and the response has `Retry-After` (seconds): after that time plus a
 * random time of up to as much, so that refused clients do not retry together.
 *
 * After a 503 only safe requests are retried: idempotent methods, and requests with an
 * `Idempotency-Key`. Before a 429 nothing was done. A wait of more than 10 seconds is not taken: the
 * caller gets the response.
 */
export async function retry(
  send: () => Promise<Response>,
  { method, headers, signal }: { method: string; headers: Headers; signal?: AbortSignal },
  wait: (millis: number, signal?: AbortSignal) => Promise<void>,
  random: () => number,
): Promise<Response> {
  const safe = ['GET', 'PUT', 'DELETE'].includes(method) || headers.has('Idempotency-Key')
  for (let left = tries - 1; ; left--) {
    const response = await send()
    const seconds = Number(response.headers.get('Retry-After') ?? NaN)
    const retryable = response.status === 429 || (response.status === 503 && safe)
    if (!retryable || left === 0 || !(seconds <= longestWait)) return response
    await response.body?.cancel()
    await wait(seconds * 1000 * (1 + random()), signal)
  }
}

/** Waits for the given milliseconds, or rejects with the signal's reason when it is aborted. */
export function pause(millis: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer)
      reject(signal?.reason)
    }
    const timer = setTimeout(() => {
      signal?.removeEventListener('abort', stop)
      resolve()
    }, millis)
    if (signal?.aborted) stop()
    else signal?.addEventListener('abort', stop, { once: true })
  })
}
