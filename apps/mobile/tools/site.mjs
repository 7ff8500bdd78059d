import { createServer } from 'node:http'
import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

export const site = fileURLToPath(new URL('../build/site', import.meta.url))

const types = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
}

/** Serves the built app at a free port; a path without a file gets the page. */
export async function serveSite() {
  const page = await readFile(join(site, 'index.html'))
  const server = createServer((request, response) => {
    void (async () => {
      const path = normalize(new URL(request.url ?? '/', 'http://site').pathname)
      const type = types[extname(path)]
      const body = type ? await readFile(join(site, path)).catch(() => undefined) : page
      response.writeHead(body ? 200 : 404, { 'Content-Type': type ?? types['.html'] })
      response.end(body)
    })()
  })
  await new Promise((done) => server.listen(0, '127.0.0.1', () => done(undefined)))
  const { port } = /** @type {import('node:net').AddressInfo} */ (server.address())
  return { address: `http://127.0.0.1:${port}`, close: () => server.close() }
}
