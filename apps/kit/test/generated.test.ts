import assert from 'node:assert/strict'
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { generate } from '../generate.mjs'
import { root } from './running-server.js'

const files = ['contract.ts', 'routes.ts']
const checkedIn = join(root, 'apps/kit/src/generated')
const contract = join(root, 'contracts/openapi.yaml')

/** The files that differ, each with its first other line. */
async function differences(one: string, other: string): Promise<string[]> {
  const found = []
  for (const file of files) {
    const [mine, theirs] = await Promise.all(
      [one, other].map(async (folder) => (await readFile(join(folder, file), 'utf8')).split('\n')),
    )
    const lines = Math.max(mine!.length, theirs!.length)
    const line = Array.from({ length: lines }).findIndex((_, at) => mine![at] !== theirs![at])
    if (line >= 0) found.push(`${file}:${line + 1}: ${mine![line]} | ${theirs![line]}`)
  }
  return found
}

describe('the generated files', () => {
  let folder: string
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'upcoach-generated-'))
  })
  after(() => rm(folder, { recursive: true }))

  /** What a contract with something replaced gives. */
  async function generatedWith(what: string, by: string): Promise<string> {
    const written = await readFile(contract, 'utf8')
    assert.ok(written.includes(what), `the contract has no ${what}`)
    const changed = join(folder, 'changed.yaml')
    await writeFile(changed, written.replace(what, by))
    const generated = join(folder, 'changed')
    await generate(changed, generated)
    return generated
  }

  it('are the checked-in ones: npm run generate writes them', async () => {
    const generated = join(folder, 'generated')
    await generate(contract, generated)
    assert.deepEqual(await differences(checkedIn, generated), [])
  })

  it('differ once a checked-in line is changed', async () => {
    const changed = join(folder, 'edited')
    await cp(checkedIn, changed, { recursive: true })
    const routes = join(changed, 'routes.ts')
    await writeFile(
      routes,
      (await readFile(routes, 'utf8')).replace('GET /v1/today', 'GET /v1/day'),
    )
    assert.equal((await differences(checkedIn, changed)).length, 1)
  })

  it('differ once a route, a field or a refusal of the contract changes', async () => {
    for (const [what, by] of [
      ['operationId: today', 'operationId: day'],
      ['required: [day, zone, habits]', 'required: [day, zone]'],
      ['x-problems: [range-reversed, too-many]', 'x-problems: [range-reversed]'],
    ] as const) {
      const generated = await generatedWith(what, by)
      assert.notDeepEqual(await differences(checkedIn, generated), [], `${what} as ${by}`)
    }
  })

  it('are refused for a contract that the client cannot follow', async () => {
    const limit = 'name: limit\n      in: query'
    await assert.rejects(
      generatedWith(limit, 'name: body\n      in: query'),
      /may not be called body/,
    )
    await assert.rejects(generatedWith(limit, 'name: cursor\n      in: query'), /called cursor/)
    await assert.rejects(
      generatedWith('schema: {type: boolean}', 'schema: {type: array, items: {type: string}}'),
      /dryRun needs explode: false/,
    )
    await assert.rejects(
      generatedWith('application/zip: {}', 'text/csv: {}'),
      /cannot read text\/csv/,
    )
  })
})
