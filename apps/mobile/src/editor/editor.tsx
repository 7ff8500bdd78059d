export function Editor(_: { id: string | undefined }) {
  return <p>Editor</p>
}
