import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { budgets, exceeded, weigh } from '../../tools/budget.mjs'

describe('the budget of the app', () => {
  let site: string
  before(async () => {
    site = await mkdtemp(join(tmpdir(), 'upcoach-budget-'))
    await mkdir(join(site, '.vite'))
  })
  after(() => rm(site, { recursive: true }))

  /** Builds a site whose chunks cannot be compressed, and weighs it. */
  async function weighed(bytes: { entry: number; shared: number; route: number }) {
    const manifest = {
      'index.html': { file: 'entry.js', imports: ['_shared.js'], dynamicImports: ['route.tsx'] },
      'src/sample/sample-repository.ts': { file: 'sample.js', imports: ['_shared.js'] },
      '_shared.js': { file: 'shared.js' },
      'route.tsx': { file: 'route.js', imports: ['index.html'] },
    }
    await writeFile(join(site, '.vite/manifest.json'), JSON.stringify(manifest))
    await writeFile(join(site, 'sample.js'), '')
    for (const [name, length] of Object.entries(bytes))
      await writeFile(join(site, `${name}.js`), randomBytes(length))
    return weigh(site)
  }

  it('counts what is loaded before today is on screen, each file once', async () => {
    const { firstRoute, wholeApp } = await weighed({ entry: 5000, shared: 7000, route: 9000 })
    assert.ok(firstRoute > 12_000 && firstRoute < 12_100, String(firstRoute))
    assert.ok(wholeApp > 21_000 && wholeApp < 21_100, String(wholeApp))
    assert.deepEqual(exceeded({ firstRoute, wholeApp }), [])
  })

  it('is exceeded by a fat import of the first route', async () => {
    const over = exceeded(await weighed({ entry: 5000, shared: budgets.firstRoute, route: 1 }))
    assert.equal(over.length, 1)
    assert.match(over[0]!, /^firstRoute: /)
  })

  it('is exceeded by a fat import of another route', async () => {
    const over = exceeded(await weighed({ entry: 1, shared: 1, route: budgets.wholeApp }))
    assert.equal(over.length, 1)
    assert.match(over[0]!, /^wholeApp: /)
  })

  it('cannot be weighed without the modules of the first route', async () => {
    await writeFile(join(site, '.vite/manifest.json'), '{}')
    await assert.rejects(weigh(site), /not in the manifest: index\.html/)
  })
})
