import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { draftOf, emptyForm, type Form, formOf, problemsOf } from '../../src/editor/draft.js'
import { planned } from '../../src/editor/preview.js'
import type { Schedule } from '../../src/repository/repository.js'
import { habitWith } from '../sample/habits.js'

const today = '2026-11-27'
const form = (change: Partial<Form>): Form => ({
  ...emptyForm(today, '#077b7c'),
  title: 'Read',
  ...change,
})
const problems = (change: Partial<Form>) => Object.keys(problemsOf(form(change)))
const schedules: Schedule[] = [
  { type: 'daily' },
  { type: 'weekdays', days: ['monday', 'sunday'] },
  { type: 'everyNDays', n: 4 },
  { type: 'timesPerWeek', n: 3 },
  { type: 'timesInDays', n: 5, days: 7 },
]

describe('the form of a habit', () => {
  it('gives back every schedule and aim that it was opened with', () => {
    for (const schedule of schedules)
      for (const change of [
        {},
        { kind: 'do', target: 20, unit: 'pages' },
        { kind: 'limit', target: 0, unit: 'cups', unlogged: 'missed' },
      ] as const) {
        const habit = habitWith({
          schedule,
          color: '#077b7c',
          icon: 'book',
          note: 'Why',
          end: '2027-01-01',
          ...change,
        })
        const { id, archived, revision } = habit
        assert.deepEqual({ ...draftOf(formOf(habit, today)), id, archived, revision }, habit)
      }
  })

  it('forgets unit and note where they are emptied', () => {
    const opened = formOf(habitWith({ target: 20, unit: 'pages', note: 'Why' }), today)
    const { unit, note, target } = draftOf({ ...opened, aim: 'do', note: ' ' })
    assert.deepEqual({ unit, note, target }, { unit: null, note: null, target: 1 })
  })

  it('needs a name', () => {
    assert.deepEqual(problems({ title: '  ' }), ['title'])
    assert.deepEqual(problems({}), [])
  })

  it('takes amounts with a point or a comma, above 0 for a target', () => {
    assert.equal(draftOf(form({ aim: 'amount', target: '2,5' })).target, 2.5)
    for (const target of ['0', '', 'many', '-1', '1.2345'])
      assert.deepEqual(problems({ aim: 'amount', target }), ['target'], target)
    assert.deepEqual(problems({ aim: 'limit', target: '0' }), [])
    assert.deepEqual(problems({ aim: 'do', target: '' }), [])
  })

  it('refuses schedules that the contract refuses', () => {
    assert.deepEqual(problems({ schedule: 'weekdays', days: [] }), ['days'])
    assert.deepEqual(problems({ schedule: 'everyNDays', every: '366' }), ['every'])
    assert.deepEqual(problems({ schedule: 'timesPerWeek', times: '8' }), ['times'])
    assert.deepEqual(problems({ schedule: 'timesPerWeek', times: '1.5' }), ['times'])
    assert.deepEqual(problems({ schedule: 'timesInDays', timesInStretch: '8', stretch: '7' }), [
      'timesInStretch',
    ])
    assert.deepEqual(problems({ schedule: 'daily', every: 'x', times: 'x', days: [] }), [])
  })

  it('refuses a last day before the first one', () => {
    assert.deepEqual(problems({ start: '2026-11-27', end: '2026-11-26' }), ['end'])
    assert.deepEqual(problems({ start: '2026-11-27', end: '2026-11-27' }), [])
  })
})

describe('the calendar of a schedule', () => {
  const plans = (schedule: Schedule, start = today, end = '') =>
    planned(schedule, { start, end, today }, 'monday')
      .map(({ plan }) => ({ asks: 'A', rests: '-', any: '?', outside: '.' })[plan])
      .join('')

  it('shows four weeks from the present one', () => {
    assert.equal(plans({ type: 'daily' }), `....${'A'.repeat(24)}`)
    assert.equal(plans({ type: 'daily' }, '2026-01-01').length, 28)
  })

  it('shows which days ask and which rest', () => {
    assert.equal(
      plans({ type: 'weekdays', days: ['monday', 'sunday'] }, '2026-01-01'),
      'A-----A'.repeat(4),
    )
    assert.equal(plans({ type: 'everyNDays', n: 3 }).slice(4, 12), 'A--A--A-')
  })

  it('shows days of which any will do', () => {
    assert.equal(plans({ type: 'timesPerWeek', n: 3 }, '2026-01-01'), '?'.repeat(28))
    assert.equal(plans({ type: 'timesPerWeek', n: 7 }, '2026-01-01'), 'A'.repeat(28))
  })

  it('ends with the last day', () => {
    assert.equal(plans({ type: 'daily' }, today, '2026-11-29'), `....AAA${'.'.repeat(21)}`)
  })
})
