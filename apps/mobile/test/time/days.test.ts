import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  dayAt,
  daysBetween,
  plusDays,
  weekdayOf,
  weekFrom,
  weekStart,
} from '../../src/time/days.js'

describe('days', () => {
  it('are counted over the ends of months, years and summer time', () => {
    assert.equal(plusDays('2026-12-31', 1), '2027-01-01')
    assert.equal(plusDays('2024-03-01', -1), '2024-02-29')
    assert.equal(daysBetween('2026-03-28', '2026-03-30'), 2)
    assert.equal(daysBetween('2026-11-27', '2026-11-20'), -7)
  })

  it('belong to a week that begins on the first weekday of the member', () => {
    assert.equal(weekdayOf('2026-11-27'), 'friday')
    assert.equal(weekStart('2026-11-27', 'monday'), '2026-11-23')
    assert.equal(weekStart('2026-11-27', 'saturday'), '2026-11-21')
    assert.equal(weekStart('2026-11-27', 'friday'), '2026-11-27')
    assert.deepEqual(weekFrom('sunday').slice(0, 2), ['sunday', 'monday'])
  })

  it('begin at the day start of the member, in the time zone of the member', () => {
    const instant = Date.parse('2026-11-27T01:30:00Z')
    assert.equal(dayAt(instant, 'Europe/Berlin'), '2026-11-27')
    assert.equal(dayAt(instant, 'Europe/Berlin', '03:00'), '2026-11-26')
    assert.equal(dayAt(instant, 'America/New_York'), '2026-11-26')
    assert.equal(dayAt(Date.parse('2026-11-27T02:00:00Z'), 'Europe/Berlin', '03:00'), '2026-11-27')
  })
})
