/**
 * The thread: a row of days drawn as a line. States are a compact string, one character a day, the
 * oldest first:
 *
 * | character | state | mark |
 * | --- | --- | --- |
 * | `h` | held | solid dot on a thick line, joined to its neighbours |
 * | `m` | missed | nothing: the line ends and begins again |
 * | `1`–`9` | missed with so many tenths of the target | dot filled in proportion, not joined |
 * | `r` | resting | thin line |
 * | `s` | skipped | dashed line |
 * | `p` | paused | dashed line on a shade |
 * | `o` | pending, still open | open ring at the end of the line |
 * | `.` | outside the habit's days | nothing |
 */
export type States = string

export interface ThreadSize {
  /** Width of a day in pixels. */
  cell: number
  /** Height of a row in pixels. */
  row: number
  /** Days in a row; a longer string goes on in the next row. */
  perRow: number
  /** Diameter of a held day's dot in pixels. */
  dot: number
}

/** The parts of a drawing, each the `d` of one SVG path; a part without marks is empty. */
export interface ThreadDrawing {
  width: number
  height: number
  /** Stroke in the habit's colour, thick. */
  held: string
  /** Zero-length strokes with round caps, as wide as the dot. */
  dots: string
  /** Stroke, thin. */
  resting: string
  /** Stroke, dashed. */
  skipped: string
  /** Filled shade behind paused days. */
  paused: string
  /** Outline of the dots of partial days. */
  partial: string
  /** Fill of the dots of partial days. */
  amount: string
  /** Outline of the ring of an open day. */
  pending: string
}

/** The line from a dot towards a neighbour; a dot reaches out with the line that its neighbour has. */
const lines: Record<string, 'held' | 'resting' | 'skipped'> = {
  h: 'held',
  o: 'held',
  r: 'resting',
  s: 'skipped',
  p: 'skipped',
}

/** Draws states as a few paths, however many days they are. */
export function drawThread(states: States, size: ThreadSize): ThreadDrawing {
  const { cell, row, perRow, dot } = size
  const drawing = {
    width: round(Math.min(states.length, perRow) * cell),
    height: Math.ceil(states.length / perRow) * row,
    held: '',
    dots: '',
    resting: '',
    skipped: '',
    paused: '',
    partial: '',
    amount: '',
    pending: '',
  }
  const ring = dot * 0.62
  for (let at = 0; at < states.length;) {
    const state = states[at]!
    const line = Math.floor(at / perRow)
    const y = round(line * row + row / 2)
    const start = (at % perRow) * cell
    if (state === 'h' || state === 'o') {
      const middle = round(start + cell / 2)
      const gap = state === 'o' ? ring : 0
      const before = lines[states[at - 1] ?? '']
      const after = lines[states[at + 1] ?? '']
      if (before) drawing[before] += stroke(start, middle - gap, y)
      if (after) drawing[after] += stroke(middle + gap, start + cell, y)
      if (state === 'h') drawing.dots += `M${middle} ${y}h.01`
      else drawing.pending += circle(middle, y, ring)
      at++
    } else if (state >= '1' && state <= '9') {
      const middle = round(start + cell / 2)
      drawing.partial += circle(middle, y, dot / 2 - 0.5)
      drawing.amount += filled(middle, y, dot / 2 - 0.5, Number(state) / 10)
      at++
    } else {
      let end = at + 1
      while (end < states.length && states[end] === state && end % perRow !== 0) end++
      const stop = start + (end - at) * cell
      if (state === 'r') drawing.resting += stroke(start, stop, y)
      if (state === 's' || state === 'p') drawing.skipped += stroke(start, stop, y)
      if (state === 'p') drawing.paused += shade(start, stop, y, row)
      at = end
    }
  }
  return drawing
}

function stroke(from: number, to: number, y: number): string {
  return to > from ? `M${round(from)} ${y}H${round(to)}` : ''
}

function circle(x: number, y: number, radius: number): string {
  const r = round(radius)
  return `M${round(x - radius)} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
}

/** A disc filled from the bottom up to a share of its height. */
function filled(x: number, y: number, radius: number, share: number): string {
  const rise = radius * (1 - 2 * share)
  const half = Math.sqrt(radius * radius - rise * rise)
  const r = round(radius)
  const large = share > 0.5 ? 1 : 0
  return `M${round(x - half)} ${round(y + rise)}A${r} ${r} 0 ${large} 0 ${round(x + half)} ${round(y + rise)}Z`
}

function shade(from: number, to: number, y: number, row: number): string {
  const half = round(Math.min(row / 2, 9))
  return `M${round(from)} ${y - half}H${round(to)}V${y + half}H${round(from)}Z`
}

function round(value: number): number {
  return Math.round(value * 100) / 100
}
