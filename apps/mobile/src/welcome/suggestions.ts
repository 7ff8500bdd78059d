import { habitColours } from '../../../kit/look/index.js'
import type { Key } from '../language/en.js'
import type { HabitFields, Schedule } from '../repository/repository.js'

/** A habit to begin with; its title is a text of the app. */
export interface Suggestion {
  key: Key
  unit?: Key
  icon: string
  hue: number
  target?: number
  schedule: Schedule
}

export const suggestions: Suggestion[] = [
  { key: 'suggested.walk', icon: 'walk', hue: 4, schedule: { type: 'daily' } },
  {
    key: 'suggested.read',
    unit: 'suggested.pages',
    icon: 'book',
    hue: 2,
    target: 10,
    schedule: { type: 'daily' },
  },
  {
    key: 'suggested.water',
    unit: 'suggested.glasses',
    icon: 'water',
    hue: 9,
    target: 6,
    schedule: { type: 'daily' },
  },
  {
    key: 'suggested.move',
    icon: 'strength',
    hue: 12,
    schedule: { type: 'timesPerWeek', n: 3 },
  },
  { key: 'suggested.breathe', icon: 'mind', hue: 10, schedule: { type: 'daily' } },
  {
    key: 'suggested.write',
    icon: 'write',
    hue: 7,
    schedule: { type: 'timesInDays', n: 5, days: 7 },
  },
  {
    key: 'suggested.call',
    icon: 'heart',
    hue: 1,
    schedule: { type: 'weekdays', days: ['sunday'] },
  },
  { key: 'suggested.sleep', icon: 'moon', hue: 11, schedule: { type: 'daily' } },
]

/** The habit of a suggestion from today on, with its texts in the member's language. */
export function suggestedHabit(
  id: string,
  suggestion: Suggestion,
  text: (key: Key) => string,
): HabitFields {
  const { key, unit, icon, hue, target, schedule } = suggestion
  return {
    id,
    title: text(key),
    note: null,
    kind: 'do',
    unit: unit ? text(unit) : null,
    target: target ?? 1,
    unlogged: 'held',
    color: habitColours[hue - 1]!,
    icon,
    end: null,
    archived: false,
    schedule,
  }
}
