import { useSignal } from '@preact/signals'
import { useRef } from 'preact/hooks'
import { habitHue } from '../../../kit/look/index.js'
import { dayText, number, t } from '../language/language.js'
import { back } from '../navigation/navigation.js'
import { pathOf } from '../navigation/routes.js'
import { useRead } from '../repository/read.js'
import type { HabitYear, Run } from '../repository/repository.js'
import { statesOf } from '../repository/states.js'
import { useRepository } from '../shell/context.js'
import { HabitIcon, Icon } from '../shell/icon.js'
import { Failed, Loading } from '../shell/notice.js'
import { CheckInSheet } from '../today/check-in-sheet.js'
import type { Day } from '../time/days.js'
import { History } from './history.js'
import { scheduleText } from './schedule-text.js'
import { ScoreCurve } from './score-curve.js'
import { WeekdayProfile } from './weekday-profile.js'
import { YearThread } from './year-thread.js'
import './habit.css'

/** A habit's year: its thread, streaks, score, weekdays and history. */
export function HabitPage({ id, beside = false }: { id: string; beside?: boolean }) {
  const repository = useRepository()
  const read = useRead(() => repository.habitYear(id), repository.revision, id).value
  if (read.state === 'loading') return <Loading />
  if (read.state === 'failed') return <Failed read={read} />
  return <Year year={read.value} beside={beside} />
}

function Year({ year, beside }: { year: HabitYear; beside: boolean }) {
  const { habit, streak, days } = year
  const edited = useSignal<Day | undefined>(undefined)
  const edit = useRef((day: Day) => {
    edited.value = day
  })
  const day = days.find((one) => one.day === edited.value)
  const held = days.filter(({ state }) => state === 'held').length
  const Title = beside ? 'h2' : 'h1'
  return (
    <article class="habit-page column" data-hue={habitHue(habit.color)}>
      <header class="screen-head">
        {!beside && (
          <button
            type="button"
            class="icon-button"
            aria-label={t('back')}
            onClick={() => back({ name: 'habits' })}
          >
            <Icon name="back" along />
          </button>
        )}
        <span class="habit-page-icon">
          <HabitIcon icon={habit.icon} />
        </span>
        <div class="habit-page-title">
          <Title>
            <bdi>{habit.title}</bdi>
          </Title>
          <p class="quiet small">{scheduleText(habit)}</p>
        </div>
        <a
          class="icon-button"
          href={pathOf({ name: 'edit-habit', id: habit.id })}
          aria-label={t('habit.edit')}
        >
          <Icon name="edit" />
        </a>
      </header>
      {habit.note && (
        <p class="habit-page-note quiet" dir="auto">
          {habit.note}
        </p>
      )}
      <dl class="figures">
        <RunFigure name={t('streak.current')} run={streak.current} open />
        <RunFigure name={t('streak.longest')} run={streak.longest} />
        <div>
          <dt>{t('habit.score')}</dt>
          <dd class="figure">{number(Math.round(streak.score * 100))}</dd>
          <dd class="quiet small">{t('habit.held', { n: held })}</dd>
        </div>
      </dl>
      <section aria-labelledby="year">
        <h2 id="year">{t('habit.year')}</h2>
        <YearThread year={year} states={statesOf(days, habit)} onEdit={edit.current} />
      </section>
      <section aria-labelledby="score">
        <h2 id="score">{t('habit.score')}</h2>
        <p class="quiet small">{t('habit.score.hint')}</p>
        <ScoreCurve scores={year.scores} days={days} />
      </section>
      <section aria-labelledby="weekdays">
        <h2 id="weekdays">{t('habit.weekdays')}</h2>
        <WeekdayProfile year={year} />
      </section>
      <section aria-labelledby="history">
        <h2 id="history">{t('habit.history')}</h2>
        <History year={year} onEdit={edit.current} />
      </section>
      {day && (
        <CheckInSheet
          shown={{ ...day, habit, streak, recent: '' }}
          view="amount"
          first=""
          onClose={() => {
            edited.value = undefined
          }}
        />
      )}
    </article>
  )
}

function RunFigure({ name, run, open = false }: { name: string; run: Run | null; open?: boolean }) {
  const dates = run && {
    from: dayText(run.from, 'short'),
    to: dayText(run.to, 'short'),
  }
  return (
    <div>
      <dt>{name}</dt>
      {run && dates ? (
        <>
          <dd class="figure">{t(`streak.${run.unit}`, { n: run.length })}</dd>
          <dd class="quiet small">{t(open ? 'streak.since' : 'streak.range', dates)}</dd>
        </>
      ) : (
        <dd class="figure quiet">{t('streak.none')}</dd>
      )}
    </div>
  )
}
