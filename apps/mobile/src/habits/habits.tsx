export function Habits() {
  return <p>Habits</p>
}
