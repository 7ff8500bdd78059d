import { dayText, number, t } from '../language/language.js'
import type { DayOfHabit } from '../repository/repository.js'
import type { Day } from '../time/days.js'

const width = 336
const height = 120

/** The score over the year as one line, labelled directly: no legend and no axis of its own. */
export function ScoreCurve({ scores, days }: { scores: number[]; days: DayOfHabit[] }) {
  const begun = Math.max(
    0,
    days.findIndex(({ rule }) => rule !== 'before-start'),
  )
  const percent = scores.map((score) => Math.round(score * 100))
  const x = (at: number) => (at / Math.max(1, scores.length - 1)) * width
  const y = (score: number) => height - score * height
  const line = scores
    .slice(begun)
    .map((score, at) => `${x(at + begun).toFixed(1)} ${y(score).toFixed(1)}`)
    .join('L')
  const label = t('habit.score.chart', {
    from: percent[0] ?? 0,
    to: percent.at(-1) ?? 0,
    top: Math.max(0, ...percent),
  })
  return (
    <figure class="curve">
      <div class="curve-plot">
        <svg
          viewBox={`0 0 ${width} ${height}`}
          class="along"
          preserveAspectRatio="none"
          role="img"
          aria-label={label}
        >
          {[0, 0.5, 1].map((level) => (
            <path key={level} class="curve-level" d={`M0 ${y(level)}H${width}`} />
          ))}
          <path class="curve-area" d={`M${x(begun)} ${height}L${line}L${width} ${height}Z`} />
          <path class="curve-line" d={`M${line}`} />
        </svg>
        <ol class="curve-scale" aria-hidden="true">
          {[100, 50, 0].map((level) => (
            <li key={level}>{number(level)}</li>
          ))}
        </ol>
      </div>
      <div class="curve-months" aria-hidden="true">
        {quarters(days.map(({ day }) => day)).map((day) => (
          <span key={day}>{dayText(day, 'monthShort')}</span>
        ))}
      </div>
    </figure>
  )
}

/** Four days, a quarter of the span apart from each other. */
function quarters(days: Day[]): Day[] {
  return [0, 1, 2, 3].map((quarter) => days[Math.floor((quarter / 4) * days.length)]!)
}
