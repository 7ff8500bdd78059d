import assert from 'node:assert/strict'
import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import type { Kind } from '../../src/streak/amounts.js'
import { changeDay, type Operation } from '../../src/streak/day-change.js'
import {
  type CheckIn,
  type DayContent,
  EMPTY_DAY,
  markOfDay,
} from '../../src/streak/day-content.js'
import { type DayRule, everyDayRule, sentenceOf, stateOf } from '../../src/streak/day-rule.js'
import { epochDay, isoDate, type Weekday } from '../../src/streak/epoch-days.js'
import {
  EMPTY_LEDGER,
  encodeLedger,
  type Ledger,
  ledgerOf,
  withMark,
} from '../../src/streak/ledger.js'
import { markOf, NONE, NOTED, SKIPPED } from '../../src/streak/mark.js'
import { missingDates } from '../../src/streak/missing-dates.js'
import { type HabitDefinition, rulesOf } from '../../src/streak/rules.js'
import { type Schedule, scheduledDays } from '../../src/streak/schedule.js'
import { roundedScore, scoreOf } from '../../src/streak/score.js'
import { curveOf, evaluate, explain, type Run, runsOf, streakOf } from '../../src/streak/streaks.js'
import { dayOf, hasDay, startOf } from '../../src/streak/member-clock.js'
import { zoneOffset } from '../../src/streak/zone-offset.js'

/*
 * Test vectors that the Java rules wrote (`RuleVectorsTest`): one JSON object a line, the first of
 * which has the seed and the rules. Each line is compared with the rules of the app.
 */

interface Header {
  seed: number
  rules: { code: string; state: string; sentence: string }[]
}

type RunLine = [length: number, unit: string, from: string, to: string]

interface HistoryLine {
  kind: Kind
  target: number
  unlogged: 'held' | 'missed'
  schedule: Schedule
  start: string
  end: string | null
  firstWeekday: Weekday
  zone: string
  dayStart: string
  now: number
  offset: number
  pauses: [from: string, to: string | null][]
  checkIns: [day: string, content: number | 'skip' | 'note'][]
  today: string
  ledger: string
  rules: string
  scheduled: string
  runs: RunLine[]
  current: RunLine | null
  longest: RunLine | null
  score: number
  curve: [day: string, score: number][]
}

interface ClockLine {
  zone: string
  missing: string[]
  changes: {
    dayStart: string
    at: number
    offsetBefore: number
    offsetAfter: number
    days: [instant: number, day: string][]
    starts: [day: string, instant: number][]
  }[]
}

interface Step {
  now: number
  zone: string
  dayStart: string
  operation: Omit<Operation, 'at'> & { at?: string }
  result: string
  recorded: Omit<CheckIn, 'habitId' | 'day'> | null
  deletedAt: number | null
  mark: number
}

interface DayLine {
  kind: Kind
  target: number
  start: string
  end: string | null
  day: string
  steps: Step[]
}

type Line = { header: Header } | { history: HistoryLine } | { clock: ClockLine } | { day: DayLine }

/** How many vectors were compared, and each difference in a sentence. */
export interface Report {
  seed: number
  histories: number
  clocks: number
  days: number
  instants: number
  /** Instants left out, because the time zone databases of Node.js and Java differ there. */
  otherOffsets: number
  differences: string[]
}

const MOST_DIFFERENCES = 20
const SCORE_TOLERANCE = 1e-12

/** Compares all vectors of a file, which may be compressed, with the rules of the app. */
export async function compareVectors(path: string): Promise<Report> {
  const file = createReadStream(path)
  const input = path.endsWith('.gz') ? file.pipe(createGunzip()) : file
  const report: Report = {
    seed: 0,
    histories: 0,
    clocks: 0,
    days: 0,
    instants: 0,
    otherOffsets: 0,
    differences: [],
  }
  for await (const text of createInterface({ input, crlfDelay: Infinity })) {
    const line = JSON.parse(text) as Line
    try {
      compareLine(line, report)
    } catch (error) {
      report.differences.push(`${text.slice(0, 600)}\n${(error as Error).message}`)
    }
    if (report.differences.length >= MOST_DIFFERENCES) break
  }
  return report
}

function compareHeader({ seed, rules }: Header, report: Report): void {
  report.seed = seed
  const ours = everyDayRule.map((code) => ({
    code,
    state: stateOf(code),
    sentence: sentenceOf(code),
  }))
  assert.deepEqual(ours, rules)
}

function compareLine(line: Line, report: Report): void {
  if ('header' in line) {
    compareHeader(line.header, report)
  } else if ('history' in line) {
    report.histories++
    compareHistory(line.history, report)
  } else if ('clock' in line) {
    report.clocks++
    compareClock(line.clock, report)
  } else {
    report.days++
    compareDay(line.day)
  }
}

function compareHistory(line: HistoryLine, report: Report): void {
  const { today } = line
  if (hasOffset(line.zone, line.now, line.offset, report)) {
    assert.equal(dayOf(line, line.now), today, 'today')
  }
  const ledger = ledgerOf(line.checkIns.map(([day, content]) => [day, mark(line, content)]))
  assert.equal(Buffer.from(encodeLedger(ledger)).toString('base64'), line.ledger, 'ledger')
  assert.deepEqual(enteredOneByOne(line), ledger, 'ledger, entered one by one')

  const rules = rulesOf(line, line)
  const pauses = line.pauses.map(([from, to]) => ({ from, to }))
  const evaluation = evaluate(rules, ledger, pauses, today)
  const from = isoDate(epochDay(line.start) - 3)
  const days = explain(evaluation, from, isoDate(epochDay(today) + 3))
  assert.equal(days.map(({ rule }) => letterOf(rule)).join(''), line.rules, 'rules')
  const first = epochDay(line.start)
  const { length } = line.scheduled
  assert.equal(scheduledDays(line.schedule, first, length).join(''), line.scheduled, 'scheduled')

  assert.deepEqual(runsOf(evaluation).map(runLine), line.runs, 'runs')
  const streak = streakOf(evaluation)
  assert.deepEqual(streak.current && runLine(streak.current), line.current, 'current')
  assert.deepEqual(streak.longest && runLine(streak.longest), line.longest, 'longest')
  const score = scoreOf(line.schedule, evaluation.days)
  assertClose(score, line.score, 'score')
  assert.equal(streak.score, roundedScore(score))

  const curve = curveOf(evaluation)
  for (const [day, expected] of line.curve) {
    assertClose(curve[epochDay(day) - first], expected, `score on ${day}`)
  }
  if (curve.length > 0) assertClose(curve.at(-1), line.score, 'end of the curve')
}

function compareClock({ zone, missing, changes }: ClockLine, report: Report): void {
  assert.deepEqual(missingDates(zone).map(isoDate), missing, 'missing dates')
  for (const day of missing) assert.equal(hasDay(zone, day), false)
  for (const { dayStart, at, offsetBefore, offsetAfter, days, starts } of changes) {
    if (!hasOffset(zone, at - 1, offsetBefore, report)) continue
    if (!hasOffset(zone, at, offsetAfter, report)) continue
    for (const [instant, day] of days) {
      const title = `${zone} ${dayStart} ${new Date(instant).toISOString()}`
      assert.equal(dayOf({ zone, dayStart }, instant), day, title)
    }
    for (const [day, instant] of starts) {
      const start = startOf({ zone, dayStart }, day)
      assert.equal(start, instant, `${zone} ${dayStart}: start of ${day}`)
    }
  }
}

function hasOffset(zone: string, instant: number, offset: number, report: Report): boolean {
  report.instants++
  const isSame = zoneOffset(zone, instant) === offset * 1000
  if (!isSame) report.otherOffsets++
  return isSame
}

function compareDay(line: DayLine): void {
  const habit: HabitDefinition = { ...line, unlogged: 'held', schedule: { type: 'daily' } }
  let content: DayContent = EMPTY_DAY
  for (const [index, step] of line.steps.entries()) {
    const { at, ...rest } = step.operation
    const operation = at === undefined ? rest : { ...rest, at: Date.parse(at) }
    const change = changeDay(habit, step, step.now, operation, content)
    if (change.refused === null) content = change.after
    const result = change.refused ?? (change.superseded ? 'superseded' : 'done')
    assert.equal(result, step.result, `result of step ${index}`)
    const { habitId, day } = step.operation
    const recorded = step.recorded && { habitId, day, ...step.recorded }
    assert.deepEqual(content, { recorded, deletedAt: step.deletedAt }, `after step ${index}`)
    assert.equal(markOfDay(habit, content), step.mark, `mark after step ${index}`)
  }
}

function mark({ kind, target }: HistoryLine, content: number | 'skip' | 'note'): number {
  const amount = typeof content === 'number' ? content : 0
  return markOf(kind, target, {
    amount,
    skipped: content === 'skip',
    noteAlone: content === 'note',
  })
}

/** The ledger after its marks are entered from the newest on, each after a wrong one. */
function enteredOneByOne(line: HistoryLine): Ledger {
  return line.checkIns.reduceRight((ledger, [day, content]) => {
    const wrong = withMark(withMark(ledger, day, NOTED), isoDate(epochDay(day) - 40), SKIPPED)
    return withMark(withMark(wrong, isoDate(epochDay(day) - 40), NONE), day, mark(line, content))
  }, EMPTY_LEDGER)
}

function letterOf(rule: DayRule): string {
  return String.fromCharCode('a'.charCodeAt(0) + everyDayRule.indexOf(rule))
}

function runLine({ length, unit, from, to }: Run): RunLine {
  return [length, unit, from, to]
}

function assertClose(actual: number | undefined, expected: number, title: string): void {
  const difference = Math.abs((actual ?? NaN) - expected)
  assert.ok(difference <= SCORE_TOLERANCE, `${title}: ${actual} is not ${expected}`)
}
