import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { roundedAmount, roundedTarget } from '../../src/streak/amounts.js'
import { EMPTY_DAY } from '../../src/streak/day-content.js'
import { habitDayOf, isShownOn, progressOf } from '../../src/streak/day-view.js'
import { epochDay, isoDate, weekStart } from '../../src/streak/epoch-days.js'
import { decodeLedger, EMPTY_LEDGER, encodeLedger, ledgerOf } from '../../src/streak/ledger.js'
import { MET } from '../../src/streak/mark.js'
import { pausesOf } from '../../src/streak/pauses.js'
import { type HabitDefinition, rulesOf } from '../../src/streak/rules.js'
import { evaluate } from '../../src/streak/streaks.js'
import { dayOf } from '../../src/streak/member-clock.js'

const read: HabitDefinition = {
  kind: 'do',
  target: 20,
  unlogged: 'held',
  schedule: { type: 'daily' },
  start: '2026-11-23',
  end: null,
}

const ada = { zone: 'Europe/Berlin', dayStart: '03:00', firstWeekday: 'monday' as const }

describe('the day of a member', () => {
  it('shows each habit with its state, its reason and its streak', () => {
    const ledger = ledgerOf([
      ['2026-11-25', MET],
      ['2026-11-26', MET],
    ])
    const evaluation = evaluate(rulesOf(read, ada), ledger, [], '2026-11-27')
    assert.deepEqual(habitDayOf(evaluation, '2026-11-27', EMPTY_DAY), {
      state: 'pending',
      rule: 'day-still-open',
      amount: 0,
      note: null,
      streak: {
        current: { length: 2, unit: 'day', from: '2026-11-25', to: '2026-11-26' },
        longest: { length: 2, unit: 'day', from: '2026-11-25', to: '2026-11-26' },
        score: 0.1011,
      },
    })
    assert.equal(habitDayOf(evaluation, '2026-11-24', EMPTY_DAY).rule, 'unlogged')
  })

  it('ends in the small hours, at the start that the member chose', () => {
    assert.equal(dayOf(ada, Date.parse('2026-11-27T01:59:59Z')), '2026-11-26')
    assert.equal(dayOf(ada, Date.parse('2026-11-27T02:00:00Z')), '2026-11-27')
  })

  it('leaves out habits that are archived, have not begun, or have ended', () => {
    const habit = { archived: false, start: '2026-11-02', end: '2026-11-27' }
    assert.ok(isShownOn(habit, '2026-11-02') && isShownOn(habit, '2026-11-27'))
    assert.ok(!isShownOn(habit, '2026-11-01') && !isShownOn(habit, '2026-11-28'))
    assert.ok(!isShownOn({ ...habit, archived: true }, '2026-11-02'))
  })

  it('has a progress that leaves resting, skipped and paused habits out', () => {
    const states = ['held', 'pending', 'held', 'missed', 'resting', 'skipped', 'paused'] as const
    assert.deepEqual(progressOf(states), { due: 4, held: 2, missed: 1 })
    assert.deepEqual(progressOf([]), { due: 0, held: 0, missed: 0 })
  })
})

describe('the rules of days', () => {
  it('apply a pause to its habit, and one without a habit to all', () => {
    const all = { habitId: null, from: '2026-07-01', to: null }
    const other = { habitId: 'b', from: '2026-08-01', to: '2026-08-02' }
    assert.deepEqual(pausesOf([all, other], 'a'), [all])
    assert.deepEqual(pausesOf([all, other], 'b'), [all, other])
  })

  it('know the dates from 1900 to 2199 and the first day of a week', () => {
    assert.equal(isoDate(epochDay('1900-01-01')), '1900-01-01')
    assert.equal(isoDate(epochDay('2199-12-31')), '2199-12-31')
    assert.equal(isoDate(weekStart(epochDay('2026-11-27'), 'sunday')), '2026-11-22')
    for (const day of ['1899-12-31', '2200-01-01', '2026-02-30x', 'today', '2026-13-01']) {
      assert.throws(() => epochDay(day), RangeError, day)
    }
  })

  it('refuse targets and amounts out of range', () => {
    assert.throws(() => rulesOf({ ...read, target: 0 }, ada), RangeError)
    assert.throws(() => rulesOf({ ...read, target: Number.NaN }, ada), RangeError)
    assert.throws(() => rulesOf({ ...read, end: '2026-11-22' }, ada), RangeError)
    assert.throws(() => roundedAmount(-1), RangeError)
    assert.throws(() => roundedAmount(1e12 + 1), RangeError)
    assert.equal(roundedTarget('do', 0.0001), 0.001)
    assert.equal(roundedTarget('limit', 0.0001), 0)
  })
})

describe('a stored ledger', () => {
  it('is read as it was written', () => {
    const ledger = ledgerOf([
      ['1969-12-31', 255],
      ['1970-01-02', 202],
    ])
    assert.deepEqual(decodeLedger(encodeLedger(ledger)), ledger)
    assert.deepEqual(decodeLedger(encodeLedger(EMPTY_LEDGER)), EMPTY_LEDGER)
  })

  it('is refused if it is damaged', () => {
    for (const bytes of [
      [0, 0],
      [0, 0, 0, 0],
      [0, 0, 0, 0, 0, 1],
      [0, 0, 0, 0, 1, 250, 1],
    ]) {
      assert.throws(() => decodeLedger(Uint8Array.from(bytes)), RangeError, String(bytes))
    }
    assert.throws(() => decodeLedger(Uint8Array.of(127, 0, 0, 0, 1)), /out of range/)
  })
})
