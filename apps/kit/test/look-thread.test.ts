import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { drawThread, threadText } from '../look/index.js'

const size = { cell: 10, row: 20, perRow: 14, dot: 8 }
const draw = (states: string, perRow = size.perRow) => drawThread(states, { ...size, perRow })

describe('the thread', () => {
  it('joins the dots of held days', () => {
    const { held, dots } = draw('hhh')
    assert.equal(dots, 'M5 10h.01M15 10h.01M25 10h.01')
    assert.equal(held, 'M5 10H10M10 10H15M15 10H20M20 10H25')
  })

  it('leaves nothing where a day was missed, and ends the line on both sides', () => {
    const { width, height, ...marks } = draw('hmh')
    assert.deepEqual({ width, height }, { width: 30, height: 20 })
    assert.equal(marks.dots, 'M5 10h.01M25 10h.01')
    assert.equal(Object.values(marks).join(''), marks.dots)
  })

  it('passes thin through resting days and dashed through skipped and paused ones', () => {
    const { held, resting, skipped, paused } = draw('hrrsph')
    assert.equal(held, '')
    assert.equal(resting, 'M5 10H10M10 10H30')
    assert.equal(skipped, 'M30 10H40M40 10H50M50 10H55')
    assert.equal(paused, 'M40 1H50V19H40Z')
  })

  it('ends in an open ring today, which the line touches and does not cross', () => {
    const { held, pending } = draw('ho')
    assert.equal(held, 'M5 10H10M10 10H10.04')
    assert.match(pending, /^M10\.04 10a4\.96 4\.96/)
  })

  it('fills the dot of a partial day in proportion, and does not join it', () => {
    const { held, partial, amount } = draw('h5h')
    assert.equal(held, '')
    assert.match(partial, /^M11\.5 10a3\.5/)
    assert.equal(amount, 'M11.5 10A3.5 3.5 0 0 0 18.5 10Z')
  })

  it('goes on in the next row to the edge of the row before', () => {
    const { width, height, held, resting } = draw('hhrr', 3)
    assert.deepEqual({ width, height }, { width: 30, height: 40 })
    assert.equal(held, 'M5 10H10M10 10H15')
    assert.equal(resting, 'M15 10H20M20 10H30M0 30H10')
  })

  it('draws 2,000 rows of 14 days in less than a frame each hundred', () => {
    const rows = Array.from({ length: 2000 }, (_, at) =>
      'hhhmrsp5ohhhhh'.slice(at % 7).padEnd(14, 'h'),
    )
    rows.forEach((states) => draw(states))
    const start = process.cpuUsage()
    rows.forEach((states) => draw(states))
    const { user, system } = process.cpuUsage(start)
    assert.ok(user + system < 320_000, `${user + system} µs`)
  })
})

describe('the thread as text', () => {
  const told = (states: string, language: 'en' | 'de' = 'en') =>
    threadText(states, '2026-11-27', '2026-11-27', language)

  it('tells the days as a person would', () => {
    assert.equal(told('hhhhhhhhhhhhro'), 'held 12 days, rested Thursday, today open')
    assert.equal(told('hhhhhhhhhhhhro', 'de'), '12 Tage gehalten, Donnerstag Ruhetag, heute offen')
  })

  it('names days of an earlier week by their date', () => {
    assert.equal(told('hmhhhhhhhh'), 'held 18 November, missed 19 November, held 8 days')
    assert.equal(
      told('m3hhhhhhhh', 'de'),
      '18. November verpasst, 19. November teilweise erledigt, 8 Tage gehalten',
    )
  })

  it('counts a long thread, and tells only its end', () => {
    assert.equal(
      told(`${'.'.repeat(9)}${'h'.repeat(20)}mspp${'h'.repeat(13)}o`),
      'held 33 days, missed 1 day, skipped 1 day, paused 2 days, open 1 day. Last: held 13 days, today open',
    )
  })

  it('says so where a habit has no days', () => {
    assert.equal(told('....'), 'no days yet')
    assert.equal(told('', 'de'), 'noch keine Tage')
  })
})
