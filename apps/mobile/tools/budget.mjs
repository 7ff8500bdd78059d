// Weighs the JavaScript of the built app, and fails above the budgets: a part of `npm run build`.
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync } from 'node:zlib'

/** In bytes as brotli sends them: all before today is on screen, and all there is. */
export const budgets = { firstRoute: 40_960, wholeApp: 122_880 }

/** Modules whose chunks are loaded before today is on screen. */
const first = ['index.html', 'src/sample/sample-repository.ts']

/** @typedef {Record<string, {file: string, imports?: string[], dynamicImports?: string[]}>} Manifest */

/**
 * The bytes of the first route and of the whole app.
 *
 * @param {string} site folder with Vite's manifest
 */
export async function weigh(site) {
  /** @type {Manifest} */
  const manifest = JSON.parse(await readFile(join(site, '.vite/manifest.json'), 'utf8'))
  const missing = first.filter((name) => !manifest[name])
  if (missing.length > 0) throw new Error(`not in the manifest: ${missing.join(', ')}`)
  const all = Object.keys(manifest)
  return {
    firstRoute: await bytesOf(
      site,
      manifest,
      first.flatMap((name) => closure(manifest, name)),
    ),
    wholeApp: await bytesOf(site, manifest, all),
  }
}

/**
 * A chunk with all that it imports statically.
 *
 * @param {Manifest} manifest
 * @param {string} name
 * @returns {string[]}
 */
function closure(manifest, name, seen = new Set()) {
  if (seen.has(name)) return []
  seen.add(name)
  const imports = manifest[name]?.imports ?? []
  return [name, ...imports.flatMap((one) => closure(manifest, one, seen))]
}

/**
 * @param {string} site
 * @param {Manifest} manifest
 * @param {string[]} names
 */
async function bytesOf(site, manifest, names) {
  const files = new Set(names.map((name) => manifest[name]?.file ?? ''))
  let bytes = 0
  for (const file of files)
    if (file.endsWith('.js')) bytes += brotliCompressSync(await readFile(join(site, file))).length
  return bytes
}

/**
 * The budgets that are exceeded, in words.
 *
 * @param {{firstRoute: number, wholeApp: number}} weight
 */
export function exceeded(weight) {
  return /** @type {const} */ (['firstRoute', 'wholeApp'])
    .filter((name) => weight[name] > budgets[name])
    .map((name) => `${name}: ${weight[name]} bytes, the budget is ${budgets[name]}`)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const weight = await weigh(fileURLToPath(new URL('../build/site', import.meta.url)))
  console.log(
    `JavaScript, brotli: first route ${weight.firstRoute}, whole app ${weight.wholeApp} bytes`,
  )
  const over = exceeded(weight)
  for (const line of over) console.error(line)
  process.exitCode = over.length > 0 ? 1 : 0
}
