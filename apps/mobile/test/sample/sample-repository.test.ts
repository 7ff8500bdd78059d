import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { habitWith } from './habits.js'
import { SampleRepository, type Situation } from '../../src/sample/sample-repository.js'

const today = '2026-11-27'
const repository = (situation: Situation = 'full') =>
  new SampleRepository({ today, language: 'en', situation })

async function dayOf(of: SampleRepository, day?: string) {
  const read = await of.day(day)
  assert.ok(read.ok)
  return read.value
}

describe('the sample', () => {
  it('shows the same account each time', async () => {
    assert.deepEqual(await dayOf(repository()), await dayOf(repository()))
  })

  it('shows a check-in at once, and takes it back', async () => {
    const one = repository()
    const before = await dayOf(one)
    await one.record('plants', today, { amount: 1, note: null, skipped: false })
    const held = (await dayOf(one)).habits.find(({ habit }) => habit.id === 'plants')
    assert.equal(held?.state, 'held')
    assert.equal(one.revision.value, 1)
    await one.record('plants', today, undefined)
    assert.deepEqual(await dayOf(one), before)
  })

  it('counts what waits while offline', async () => {
    const one = repository('offline')
    await one.record('plants', today, { amount: 1, note: null, skipped: false })
    assert.deepEqual(one.status.value, { online: false, waiting: 4 })
  })

  it('refuses as a value', async () => {
    assert.deepEqual(await repository('failing').day(undefined), { ok: false, reason: 'failed' })
    assert.deepEqual(await repository().habitYear('none'), { ok: false, reason: 'not-found' })
    assert.deepEqual(await repository().day('2026-11-28'), { ok: false, reason: 'not-found' })
  })

  it('adds and changes habits', async () => {
    const one = repository('empty')
    const { revision, ...walk } = habitWith({ id: 'walk', title: 'Walk', start: today })
    assert.equal(revision, 1)
    await one.saveHabit(walk)
    await one.saveHabit({ ...walk, title: 'Walk far' })
    const { habits } = await dayOf(one)
    assert.deepEqual(
      habits.map(({ habit }) => [habit.title, habit.revision]),
      [['Walk far', 2]],
    )
  })
})
