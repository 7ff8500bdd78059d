import assert from 'node:assert/strict'
import { join } from 'node:path'
import { it } from 'node:test'
import { brotliCompressSync } from 'node:zlib'
import { build } from 'esbuild'
import { root } from './running-server.js'

const limit = 2048

it('the client adds at most 2 KiB to a browser app, minified and compressed', async () => {
  const { outputFiles } = await build({
    entryPoints: [join(root, 'apps/kit/src/index.ts')],
    bundle: true,
    minify: true,
    platform: 'browser',
    format: 'esm',
    write: false,
  })
  const [file] = outputFiles
  assert.ok(file)
  const { length } = brotliCompressSync(file.contents)
  assert.ok(length <= limit, `${length} bytes, ${file.contents.length} before they are compressed`)
})
