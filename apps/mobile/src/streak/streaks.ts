import { HELD, MISSED } from './day-code.js'
import { type DayRule, type DayState, sentenceOf, stateOf } from './day-rule.js'
import { type DayRules, dayRulesOf } from './day-rules.js'
import { epochDay, epochDayOfEnd, isoDate } from './epoch-days.js'
import { type HabitDays, habitDays } from './habit-days.js'
import type { Ledger } from './ledger.js'
import type { Pauses } from './pauses.js'
import type { Rules } from './rules.js'
import { type StreakUnit, unitOf } from './schedule.js'
import { roundedScore, scoreCurve, scoreOf } from './score.js'

/** A streak, current or past: consecutive held periods without a missed period between them. */
export interface Run {
  /** Held periods, 1 or more; skipped, paused and resting ones in between do not count. */
  length: number
  unit: StreakUnit
  /** The first held day, or of the first held week the first day not before the habit's start. */
  from: string
  /** The last held day, or of the last held week the last day not after the habit's end. */
  to: string
}

/** A habit's streaks and score as of one day, in the form of the API. */
export interface Streak {
  /** The run that no missed period has ended yet. */
  current: Run | null
  /** The longest run, the most recent of several. */
  longest: Run | null
  /** How steadily the habit is held, 0 to 1, to four decimals. */
  score: number
}

/** A day with the rule that gave it its state, in the form of the API. */
export interface ExplainedDay {
  day: string
  state: DayState
  rule: DayRule
  /** The rule as one plain English sentence. */
  why: string
}

/**
 * A habit's days, evaluated as of today: the input of [streakOf], [runsOf], [explain] and
 * [curveOf].
 */
export interface Evaluation extends DayRules {
  readonly rules: Rules
  readonly days: HabitDays
}

/**
 * Evaluates the days of a habit. Check-ins of days after `today` are ignored.
 *
 * @param today the member's current day
 */
export function evaluate(rules: Rules, ledger: Ledger, pauses: Pauses, today: string): Evaluation {
  const days = habitDays(rules, ledger, pauses, today)
  return { rules, days, ...dayRulesOf(rules, days) }
}

/** The current and the longest run, and the score. */
export function streakOf(evaluation: Evaluation): Streak {
  let longest = 0
  let longestFrom = 0
  let longestTo = 0
  let current: Run | null = null
  eachRun(evaluation.outcomes, (length, from, to, isUnbroken) => {
    if (length >= longest) {
      longest = length
      longestFrom = from
      longestTo = to
    }
    if (isUnbroken) current = runOf(evaluation, length, from, to)
  })
  return {
    current,
    longest: longest > 0 ? runOf(evaluation, longest, longestFrom, longestTo) : null,
    score: roundedScore(scoreOf(evaluation.rules.schedule, evaluation.days)),
  }
}

/** All runs of held periods, oldest first. */
export function runsOf(evaluation: Evaluation): Run[] {
  const runs: Run[] = []
  eachRun(evaluation.outcomes, (length, from, to) => runs.push(runOf(evaluation, length, from, to)))
  return runs
}

/** The score after each day, as [scoreCurve] gives it. */
export function curveOf({ rules, days }: Evaluation): Float64Array {
  return scoreCurve(rules.schedule, days)
}

/** The rule that decides a day up to today. */
export function ruleOn({ days, ruleAt }: Evaluation, day: string): DayRule {
  const index = epochDay(day) - days.first
  if (index < 0) return 'before-start'
  return index < days.codes.length ? ruleAt(index) : 'after-end'
}

/**
 * The state of each day from `from` to `to` or today, whichever is earlier, oldest first. Days
 * before the habit's start are resting.
 */
export function explain(evaluation: Evaluation, from: string, to: string): ExplainedDay[] {
  const { days } = evaluation
  const last = Math.min(epochDay(to), days.first + days.today)
  const explained: ExplainedDay[] = []
  for (let epoch = epochDay(from); epoch <= last; epoch++) {
    const day = isoDate(epoch)
    const rule = ruleOn(evaluation, day)
    explained.push({ day, state: stateOf(rule), rule, why: sentenceOf(rule) })
  }
  return explained
}

/**
 * Visits the runs, oldest first.
 *
 * @param visit gets the number of held periods, the places of the first and the last of them, and
 *   whether no missed period follows
 */
function eachRun(
  outcomes: Uint8Array,
  visit: (length: number, from: number, to: number, isUnbroken: boolean) => void,
): void {
  let length = 0
  let from = 0
  let to = 0
  for (let i = 0; i < outcomes.length; i++) {
    const outcome = outcomes[i]
    if (outcome === HELD) {
      if (length === 0) from = i
      to = i
      length++
    } else if (outcome === MISSED && length > 0) {
      visit(length, from, to, false)
      length = 0
    }
  }
  if (length > 0) visit(length, from, to, true)
}

/** @param from the place of the first held period; likewise to */
function runOf({ rules, days, weeks }: Evaluation, length: number, from: number, to: number): Run {
  const origin = weeks ? weeks.first : days.first
  const daysEach = weeks ? 7 : 1
  const firstDay = Math.max(days.first, origin + from * daysEach)
  const lastDay = Math.min(epochDayOfEnd(rules.end), origin + to * daysEach + daysEach - 1)
  const unit = unitOf(rules.schedule)
  return { length, unit, from: isoDate(firstDay), to: isoDate(lastDay) }
}
