import { ThreadMarks, boxOf } from '../shell/thread.js'

const size = { cell: 22, row: 28, perRow: 14, dot: 15 }
const states = 'hhrhh6hhhrshho'

/** A thread as an emblem: held days, a rest, a partial day, and today open. */
export function Mark() {
  return (
    <svg class="thread gate-mark" aria-hidden="true" {...boxOf(states, size)}>
      <ThreadMarks states={states} size={size} />
    </svg>
  )
}
