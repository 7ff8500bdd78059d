import { habitColours } from '../../../kit/look/index.js'
import type { Key } from '../language/en.js'
import type { HabitDraft } from '../repository/repository.js'

/** A habit to begin with; its title is a text of the app. */
export interface Suggestion {
  key: Key
  unit?: Key
  icon: string
  hue: number
  habit: Pick<HabitDraft, 'target' | 'schedule' | 'kind'>
}

export const suggestions: Suggestion[] = [
  { key: 'suggested.walk', icon: 'walk', hue: 4, habit: { schedule: { type: 'daily' } } },
  {
    key: 'suggested.read',
    unit: 'suggested.pages',
    icon: 'book',
    hue: 2,
    habit: { target: 10, schedule: { type: 'daily' } },
  },
  {
    key: 'suggested.water',
    unit: 'suggested.glasses',
    icon: 'water',
    hue: 9,
    habit: { target: 6, schedule: { type: 'daily' } },
  },
  {
    key: 'suggested.move',
    icon: 'strength',
    hue: 12,
    habit: { schedule: { type: 'timesPerWeek', n: 3 } },
  },
  { key: 'suggested.breathe', icon: 'mind', hue: 10, habit: { schedule: { type: 'daily' } } },
  {
    key: 'suggested.write',
    icon: 'write',
    hue: 7,
    habit: { schedule: { type: 'timesInDays', n: 5, days: 7 } },
  },
  {
    key: 'suggested.call',
    icon: 'heart',
    hue: 1,
    habit: { schedule: { type: 'weekdays', days: ['sunday'] } },
  },
  { key: 'suggested.sleep', icon: 'moon', hue: 11, habit: { schedule: { type: 'daily' } } },
]

/** The draft of a suggestion, with its texts in the member's language. */
export function draftOf(
  { key, unit, icon, hue, habit }: Suggestion,
  text: (key: Key) => string,
): HabitDraft {
  return {
    ...habit,
    title: text(key),
    icon,
    color: habitColours[hue - 1]!,
    ...(unit && { unit: text(unit) }),
  }
}
