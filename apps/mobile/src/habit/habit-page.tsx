export function HabitPage(_: { id: string }) {
  return <p>HabitPage</p>
}
