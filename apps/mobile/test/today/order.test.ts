import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { inParts, type Part } from '../../src/today/order.js'
import { dayWith } from '../sample/habits.js'

const rows = [
  dayWith({ state: 'held' }, { id: 'held' }),
  dayWith({ state: 'resting' }, { id: 'resting' }),
  dayWith({ state: 'pending' }, { id: 'pending' }),
  dayWith({ state: 'skipped' }, { id: 'skipped' }),
  dayWith({ state: 'missed' }, { id: 'missed' }),
]
const ids = (placed: ReadonlyMap<string, Part>) =>
  inParts(rows, placed).map(([part, habits]) => [part, ...habits.map(({ habit }) => habit.id)])

describe('the rows of a day', () => {
  it('are open ones first, then done ones, then those that rest', () => {
    assert.deepEqual(ids(new Map()), [
      ['open', 'pending', 'missed'],
      ['done', 'held', 'skipped'],
      ['quiet', 'resting'],
    ])
  })

  it('stay where they are placed until they settle', () => {
    assert.deepEqual(ids(new Map([['held', 'open']]))[0], ['open', 'held', 'pending', 'missed'])
  })
})
