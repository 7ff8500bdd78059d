import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { compareVectors, type Report } from './vectors.js'

/** The folder of the app; this file runs from `build/test/mobile/test/streak`. */
const app = new URL('../../../../../', import.meta.url)

const sample = fileURLToPath(new URL('test/streak/sample.jsonl', app))
const all = fileURLToPath(new URL('../../services/api/target/rule-vectors.jsonl.gz', app))

describe('the rules of the app give the answers of the server', () => {
  it('for the sample', async () => {
    const report = await compareVectors(sample)
    assert.equal(report.differences.join('\n\n'), '')
    assertEnough(report, { histories: 100, clocks: 3, days: 20 })
  })

  it('for more than 20,000 histories, every time zone and random operations', async () => {
    assert.ok(
      existsSync(all),
      `${all} is missing: ./mvnw -pl services/api -am test -Dtest=RuleVectorsTest -Dsurefire.failIfNoSpecifiedTests=false makes it`,
    )
    const report = await compareVectors(all)
    assert.equal(report.differences.join('\n\n'), '', `-Dseed=${report.seed} makes these vectors`)
    assertEnough(report, { histories: 20_000, clocks: 400, days: 5_000 })
  })
})

function assertEnough(report: Report, least: Pick<Report, 'histories' | 'clocks' | 'days'>): void {
  const counts = JSON.stringify({ ...report, differences: [] })
  assert.ok(report.histories >= least.histories, counts)
  assert.ok(report.clocks >= least.clocks, counts)
  assert.ok(report.days >= least.days, counts)
  assert.ok(report.otherOffsets <= report.instants / 500, counts)
}
