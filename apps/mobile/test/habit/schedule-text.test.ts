import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { scheduleExplained, scheduleText } from '../../src/habit/schedule-text.js'
import { choose } from '../../src/language/language.js'
import type { Schedule } from '../../src/repository/repository.js'

const text = (schedule: Schedule) => scheduleText({ schedule, start: '2026-11-27' })
const schedules: Schedule[] = [
  { type: 'daily' },
  { type: 'weekdays', days: ['friday', 'monday'] },
  { type: 'weekdays', days: ['sunday'] },
  { type: 'weekdays', days: ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'] },
  { type: 'everyNDays', n: 2 },
  { type: 'everyNDays', n: 4 },
  { type: 'timesPerWeek', n: 1 },
  { type: 'timesPerWeek', n: 3 },
  { type: 'timesInDays', n: 5, days: 7 },
]

describe('a schedule in words', () => {
  after(() => choose({ language: 'en', locale: 'en-GB' }))

  it('is short in a list', async () => {
    await choose({ language: 'en', locale: 'en-GB' })
    assert.deepEqual(schedules.map(text), [
      'Every day',
      'Mon, Fri',
      'Sunday',
      'Monday to Friday',
      'Every other day',
      'Every 4 days',
      'Once a week',
      '3 times a week',
      '5 times in any 7 days',
    ])
  })

  it('is German in German', async () => {
    await choose({ language: 'de', locale: 'de-DE' })
    assert.equal(text({ type: 'timesPerWeek', n: 3 }), '3-mal pro Woche')
    assert.equal(
      scheduleExplained({
        schedule: { type: 'weekdays', days: ['monday', 'friday'] },
        start: '2026-11-27',
      }),
      'Nur Montag und Freitag zählen. Die anderen Tage ruhen und unterbrechen die Serie nie.',
    )
  })
})
