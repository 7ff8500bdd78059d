/** The state of a day in a streak. Only held days lengthen it, and only missed ones break it. */
export type DayState = 'held' | 'missed' | 'skipped' | 'paused' | 'resting' | 'pending'

/**
 * The rule that decided a day's state, by its code in the API. Each rule leads to one state only.
 * The guide `docs/guides/streaks.md` lists them.
 */
export type DayRule =
  | 'target-met'
  | 'within-limit'
  | 'unlogged-limit-held'
  | 'within-interval'
  | 'below-target'
  | 'over-limit'
  | 'unlogged'
  | 'outside-intervals'
  | 'week-missed'
  | 'skipped-by-member'
  | 'paused'
  | 'not-in-zone'
  | 'not-scheduled'
  | 'extra-on-resting-day'
  | 'week-held-without-this-day'
  | 'before-start'
  | 'after-end'
  | 'day-still-open'
  | 'week-still-open'

/** For each rule its state, and the rule as one plain English sentence for the member. */
const table: Record<DayRule, readonly [DayState, string]> = {
  'target-met': ['held', 'The target was met on this day.'],
  'within-limit': ['held', 'The amount recorded on this day is within the limit.'],
  'unlogged-limit-held': [
    'held',
    'Nothing was recorded on this day, which this habit counts as staying within the limit.',
  ],
  'within-interval': [
    'held',
    'Enough days with the target met lie close together to hold this day too.',
  ],
  'below-target': ['missed', 'The amount recorded on this day is below the target.'],
  'over-limit': ['missed', 'The amount recorded on this day is over the limit.'],
  unlogged: ['missed', 'Nothing was recorded on this day.'],
  'outside-intervals': [
    'missed',
    'Too few days with the target met lie close together to hold this day.',
  ],
  'week-missed': ['missed', 'The week ended with too few days on which the target was met.'],
  'skipped-by-member': ['skipped', 'The member skipped this day.'],
  paused: ['paused', 'The habit was paused on this day.'],
  'not-in-zone': [
    'resting',
    "The member's time zone left this date out, so it was never a day there.",
  ],
  'not-scheduled': ['resting', 'The schedule does not ask for this day.'],
  'extra-on-resting-day': [
    'resting',
    'The schedule does not ask for this day; what was recorded counts for the score only.',
  ],
  'week-held-without-this-day': ['resting', 'Other days of the week met the target often enough.'],
  'before-start': ['resting', 'The habit had not started yet.'],
  'after-end': ['resting', 'The habit had already ended.'],
  'day-still-open': ['pending', 'The day is not over and can still be held.'],
  'week-still-open': ['pending', 'The week is not over and can still be held.'],
}

/** All rules, in the order of the guide. */
export const everyDayRule = Object.keys(table) as DayRule[]

/** The state that a rule leads to. */
export function stateOf(rule: DayRule): DayState {
  return table[rule][0]
}

/** The rule as one plain English sentence for the member. */
export function sentenceOf(rule: DayRule): string {
  return table[rule][1]
}
