import { drawThread, type States, threadText, type ThreadSize } from '../../../kit/look/index.js'
import { language } from '../language/language.js'
import type { Day } from '../time/days.js'

export const rowSize: ThreadSize = { cell: 9, row: 14, perRow: 14, dot: 7 }

interface Props {
  states: States
  last: Day
  today: Day
  size?: ThreadSize
  /** Text before that of the days, such as the habit's title. */
  label?: string
}

/** The thread of some days, and the same as text. */
export function Thread({ states, last, today, size = rowSize, label }: Props) {
  const text = threadText(states, last, today, language.value)
  return (
    <svg
      class="thread"
      role="img"
      aria-label={label ? `${label}: ${text}` : text}
      {...boxOf(states, size)}
    >
      <ThreadMarks states={states} size={size} />
    </svg>
  )
}

export function boxOf(states: States, size: ThreadSize) {
  const width = Math.min(states.length, size.perRow) * size.cell
  const height = Math.ceil(states.length / size.perRow) * size.row
  return { width, height, viewBox: `0 0 ${width} ${height}` }
}

/** The paths of a thread, without the element around them. */
export function ThreadMarks({ states, size }: { states: States; size: ThreadSize }) {
  const { paused, resting, skipped, held, dots, partial, amount, pending } = drawThread(
    states,
    size,
  )
  return (
    <>
      {paused && <path class="thread-paused" d={paused} />}
      {resting && <path class="thread-resting" d={resting} />}
      {skipped && <path class="thread-skipped" d={skipped} />}
      {held && <path class="thread-held" d={held} stroke-width={size.dot * 0.42} />}
      {dots && <path class="thread-dots" d={dots} stroke-width={size.dot} />}
      {partial && <path class="thread-partial" d={partial} />}
      {amount && <path class="thread-amount" d={amount} />}
      {pending && <path class="thread-pending" d={pending} />}
    </>
  )
}
