/** Icons of the sprite that a habit may have, by the names that `Habit.icon` stores. */
export const habitIcons = [
  'book',
  'water',
  'walk',
  'moon',
  'strength',
  'leaf',
  'music',
  'heart',
  'coffee',
  'phone',
  'art',
  'language',
  'mind',
  'pill',
  'bike',
  'plant',
  'bed',
  'apple',
  'money',
  'home',
  'star',
  'smoke',
  'sunrise',
  'guitar',
  'wine',
  'kind',
  'write',
] as const

/** An icon of the sprite in the HTML shell. Its meaning stands in a text beside it. */
export function Icon({ name, along }: { name: string; along?: boolean }) {
  return (
    <svg class={along ? 'icon icon-along' : 'icon'} aria-hidden="true">
      <use href={`#icon-${name}`} />
    </svg>
  )
}

/** The icon of a habit; an emoji of an import as it is; else a star. */
export function HabitIcon({ icon }: { icon: string | null }) {
  if (icon && (habitIcons as readonly string[]).includes(icon)) return <Icon name={icon} />
  if (icon && /\p{Extended_Pictographic}/u.test(icon))
    return (
      <span class="emoji" aria-hidden="true">
        {icon}
      </span>
    )
  return <Icon name="star" />
}
