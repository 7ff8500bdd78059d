const tries = 3
const longestWait = 10

/**
 * Sends a request, and again up to two times where the server has too much to do (503) or is asked
 * too often (429) and says when to come back (`Retry-After`, in seconds): after that time, and up to
 * as much again, so that those who were sent away together do not come back together.
 *
 * After a 503 only what may be carried out twice is repeated: what HTTP calls idempotent, and what
 * carries an `Idempotency-Key`. Before a 429 nothing was carried out. Whoever is to wait for more
 * than 10 seconds is told at once.
 */
export async function again(
  send: () => Promise<Response>,
  { method, headers, signal }: { method: string; headers: Headers; signal?: AbortSignal },
  wait: (millis: number, signal?: AbortSignal) => Promise<void>,
  random: () => number,
): Promise<Response> {
  const repeatable = ['GET', 'PUT', 'DELETE'].includes(method) || headers.has('Idempotency-Key')
  for (let left = tries - 1; ; left--) {
    const response = await send()
    const seconds = Number(response.headers.get('Retry-After') ?? NaN)
    const welcome = response.status === 429 || (response.status === 503 && repeatable)
    if (!welcome || left === 0 || !(seconds <= longestWait)) return response
    await response.body?.cancel()
    await wait(seconds * 1000 * (1 + random()), signal)
  }
}

/** Waits so many milliseconds, or rejects with the signal's reason as soon as it is given up. */
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
