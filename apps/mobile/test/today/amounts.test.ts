import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { afterTap, progressOf, stepOf, typed } from '../../src/today/amounts.js'
import { dayWith, habitWith } from '../sample/habits.js'

const entry = (amount: number, note: string | null = null, skipped = false) => ({
  amount,
  note,
  skipped,
})

describe('a tap on the ring', () => {
  it('does a habit that is only done or not, and takes it back', () => {
    assert.deepEqual(afterTap(dayWith()), entry(1))
    assert.equal(afterTap(dayWith({ state: 'held', entry: entry(1) })), undefined)
  })

  it('keeps the note of the day', () => {
    assert.deepEqual(
      afterTap(dayWith({ state: 'held', entry: entry(1, 'late') })),
      entry(0, 'late'),
    )
    assert.deepEqual(afterTap(dayWith({ entry: entry(0, 'late') })), entry(1, 'late'))
  })

  it('adds a step to an amount, also above the target', () => {
    const habit = { target: 8, unit: 'glasses' }
    assert.deepEqual(afterTap(dayWith({ entry: entry(5) }, habit)), entry(6))
    assert.deepEqual(afterTap(dayWith({ state: 'held', entry: entry(8) }, habit)), entry(9))
  })

  it('ends a skip, and begins at nothing', () => {
    const skipped = dayWith(
      { state: 'skipped', entry: entry(3, null, true) },
      { target: 8, unit: 'km' },
    )
    assert.deepEqual(afterTap(skipped), entry(1))
  })

  it('adds no binary fractions', () => {
    const tenths = { target: 0.7, unit: 'l' }
    assert.deepEqual(afterTap(dayWith({ entry: entry(0.2) }, tenths)), entry(0.3))
  })
})

describe('the step of a habit', () => {
  it('is a round number of about an eighth of its target', () => {
    const steps = [1, 5, 8, 15, 20, 60, 300, 12000, 0.7].map((target) =>
      stepOf(habitWith({ target })),
    )
    assert.deepEqual(steps, [1, 1, 1, 2, 5, 10, 50, 2000, 0.1])
  })

  it('is one on a limit', () => {
    assert.equal(stepOf(habitWith({ kind: 'limit', target: 0 })), 1)
    assert.equal(stepOf(habitWith({ kind: 'limit', target: 100 })), 1)
  })
})

describe('the number pad', () => {
  const pressed = (keys: string[]) => keys.reduce(typed, '')

  it('types amounts with up to three decimals', () => {
    assert.equal(pressed(['1', '2', '.', '5']), '12.5')
    assert.equal(pressed(['.', '2', '5', '0', '7']), '0.250')
    assert.equal(pressed(['0', '7']), '7')
  })

  it('takes no second point and nothing above the greatest amount', () => {
    assert.equal(pressed(['1', '.', '.', '2']), '1.2')
    assert.equal(typed('1000000000000', '0'), '1000000000000')
  })

  it('erases to nothing', () => {
    assert.equal(pressed(['4', 'erase', 'erase']), '')
  })
})

describe('the ring', () => {
  it('closes with the target, and not before', () => {
    const habit = { target: 8, unit: 'glasses' }
    assert.equal(progressOf(dayWith({}, habit)), 0)
    assert.equal(progressOf(dayWith({ entry: entry(6) }, habit)), 0.75)
    assert.equal(progressOf(dayWith({ entry: entry(12) }, habit)), 1)
    assert.equal(progressOf(dayWith({ entry: entry(1) }, { kind: 'limit', target: 0 })), 1)
  })
})
