import { type DayRule, stateOf } from './day-rule.js'
import {
  type DayCode,
  HELD,
  isNeutral,
  isUnrecorded,
  MISSED,
  NO_EFFECT,
  NOT_IN_ZONE,
  OPEN,
  type Outcome,
  PAUSED,
} from './day-code.js'
import type { HabitDays } from './habit-days.js'
import { coveredDays } from './intervals.js'
import { MET, SKIPPED } from './mark.js'
import type { Rules } from './rules.js'
import { scheduledDays } from './schedule.js'
import { type Weeks, weeksOf } from './weeks.js'

/** The rules of a habit's days. */
export interface DayRules {
  /** The rule of a day up to today, by its place in the habit's life; evaluated on request. */
  readonly ruleAt: (index: number) => DayRule
  /** For each period its [Outcome]: weeks for `timesPerWeek`, otherwise days. */
  readonly outcomes: Uint8Array
  /** The weeks of a `timesPerWeek` habit; null for other schedules. */
  readonly weeks: Weeks | null
}

/** Evaluates the rules of a habit's days. */
export function dayRulesOf(rules: Rules, days: HabitDays): DayRules {
  const { codes, today } = days
  const { schedule } = rules
  /** Today can still be held, unless it is over a limit: a larger amount never repairs that. */
  const byMark = (index: number): DayRule => {
    const rule = ruleOfCode(rules, days, codes[index]!)
    const isOpen = index === today && (rule === 'unlogged' || rule === 'below-target')
    return isOpen ? 'day-still-open' : rule
  }
  const isDecided = (code: DayCode) => days.tables.met[code] === 1 || isNeutral(code)
  switch (schedule.type) {
    case 'daily':
      return ofDays(days, byMark, outcomesOf(days))
    case 'weekdays':
    case 'everyNDays': {
      const scheduled = scheduledDays(schedule, days.first, codes.length)
      const ruleAt = (index: number): DayRule => {
        const code = codes[index]!
        if (scheduled[index] === 1 || isNeutral(code)) return byMark(index)
        return isUnrecorded(code) ? 'not-scheduled' : 'extra-on-resting-day'
      }
      return ofDays(days, ruleAt, outcomesOfScheduled(days, scheduled))
    }
    case 'timesPerWeek': {
      const weeks = weeksOf(rules, schedule.n, days)
      const shift = days.first - weeks.first
      const ruleAt = (index: number): DayRule => {
        if (isDecided(codes[index]!)) return byMark(index)
        const week = weeks.outcomes[Math.floor((index + shift) / 7)]
        if (week === HELD) return 'week-held-without-this-day'
        return week === MISSED ? 'week-missed' : 'week-still-open'
      }
      return { ruleAt, outcomes: weeks.outcomes, weeks }
    }
    case 'timesInDays': {
      const covered = coveredDays(days, schedule.n, schedule.days)
      const ruleAt = (index: number): DayRule => {
        if (isDecided(codes[index]!)) return byMark(index)
        if (covered[index] === 1) return 'within-interval'
        return index === today ? 'day-still-open' : 'outside-intervals'
      }
      return ofDays(days, ruleAt, outcomesOfCovered(days, covered))
    }
  }
}

/** The rule of a scheduled day by its own code. */
function ruleOfCode({ kind }: Rules, { tables }: HabitDays, code: DayCode): DayRule {
  switch (code) {
    case MET:
      return kind === 'do' ? 'target-met' : 'within-limit'
    case SKIPPED:
      return 'skipped-by-member'
    case PAUSED:
      return 'paused'
    case NOT_IN_ZONE:
      return 'not-in-zone'
  }
  if (!isUnrecorded(code)) return kind === 'do' ? 'below-target' : 'over-limit'
  return tables.holdsUnlogged && code !== OPEN ? 'unlogged-limit-held' : 'unlogged'
}

/** @param outcomes those of finished days; that of today follows from its rule */
function ofDays(
  days: HabitDays,
  ruleAt: (index: number) => DayRule,
  outcomes: Uint8Array,
): DayRules {
  if (days.today in outcomes) outcomes[days.today] = outcomeOf(ruleAt(days.today))
  return { ruleAt, outcomes, weeks: null }
}

function outcomeOf(rule: DayRule): Outcome {
  const state = stateOf(rule)
  return state === 'held' ? HELD : state === 'missed' ? MISSED : NO_EFFECT
}

/** The outcomes of finished days that are judged by themselves. */
function outcomesOf({ codes, tables: { outcome } }: HabitDays): Uint8Array {
  const outcomes = new Uint8Array(codes.length)
  for (let i = 0; i < outcomes.length; i++) outcomes[i] = outcome[codes[i]!]!
  return outcomes
}

function outcomesOfScheduled(days: HabitDays, scheduled: Uint8Array): Uint8Array {
  const { codes, tables } = days
  const { outcome } = tables
  const outcomes = new Uint8Array(codes.length)
  for (let i = 0; i < outcomes.length; i++) {
    outcomes[i] = scheduled[i] === 1 ? outcome[codes[i]!]! : NO_EFFECT
  }
  return outcomes
}

function outcomesOfCovered(days: HabitDays, covered: Uint8Array): Uint8Array {
  const { codes, tables } = days
  const { outcome } = tables
  const outcomes = new Uint8Array(codes.length)
  for (let i = 0; i < outcomes.length; i++) {
    outcomes[i] = covered[i] === 1 ? HELD : outcome[codes[i]!]!
  }
  return outcomes
}
