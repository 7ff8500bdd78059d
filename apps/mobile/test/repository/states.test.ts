import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DayOfHabit } from '../../src/repository/repository.js'
import { statesOf } from '../../src/repository/states.js'
import { habitWith } from '../sample/habits.js'

function day(
  state: DayOfHabit['state'],
  amount?: number,
  rule: DayOfHabit['rule'] = 'unlogged',
): DayOfHabit {
  const entry = amount === undefined ? undefined : { amount, note: null, skipped: false }
  return { day: '2026-11-27', state, rule, entry }
}

describe('the states of days', () => {
  it('are one character a day', () => {
    const days = (['held', 'missed', 'resting', 'skipped', 'paused', 'pending'] as const).map(
      (state) => day(state),
    )
    assert.equal(statesOf(days, habitWith()), 'hmrspo')
  })

  it('are blank before the first day and after the last one', () => {
    const days = [day('resting', undefined, 'before-start'), day('resting', undefined, 'after-end')]
    assert.equal(statesOf(days, habitWith()), '..')
  })

  it('tell tenths of a target that was not met, at least one and at most nine', () => {
    const days = [0.1, 5, 12, 19.9].map((amount) => day('missed', amount))
    assert.equal(statesOf(days, habitWith({ target: 20, unit: 'pages' })), '1369')
  })

  it('have no tenths on a limit', () => {
    assert.equal(statesOf([day('missed', 3)], habitWith({ kind: 'limit', target: 2 })), 'm')
  })
})
