import { useSignal } from '@preact/signals'
import { habitHue } from '../../../kit/look/index.js'
import { scheduleText } from '../habit/schedule-text.js'
import { number, t } from '../language/language.js'
import { pathOf } from '../navigation/routes.js'
import { useRead } from '../repository/read.js'
import type { HabitSummary } from '../repository/repository.js'
import { useRepository } from '../shell/context.js'
import { Choice } from '../shell/fields.js'
import { HabitIcon, Icon } from '../shell/icon.js'
import { Failed, Loading, Notice } from '../shell/notice.js'
import { Thread } from '../shell/thread.js'
import './habits.css'

type Shelf = 'active' | 'archived'
const searchedFrom = 8

/** All habits, the archived ones apart. */
export function Habits() {
  const repository = useRepository()
  const read = useRead(() => repository.habits(), repository.revision, 'habits').value
  return (
    <div class="column">
      {read.state !== 'failed' && (
        <header class="screen-head">
          <h1>{t('habits.title')}</h1>
          <a class="button" href={pathOf({ name: 'new-habit' })} aria-label={t('habits.new')}>
            <Icon name="plus" />
            <span class="habits-new">{t('habits.new')}</span>
          </a>
        </header>
      )}
      {read.state === 'loading' && <Loading titled />}
      {read.state === 'failed' && <Failed read={read} />}
      {read.state === 'ready' && <List habits={read.value} />}
    </div>
  )
}

function List({ habits }: { habits: HabitSummary[] }) {
  const shelf = useSignal<Shelf>('active')
  const text = useSignal('')
  if (habits.length === 0)
    return (
      <Notice title={t('habits.empty.title')} text={t('habits.empty.text')}>
        <a class="button button-primary" href={pathOf({ name: 'new-habit' })}>
          {t('today.empty.action')}
        </a>
      </Notice>
    )
  const onShelf = habits.filter(({ habit }) => habit.archived === (shelf.value === 'archived'))
  const wanted = text.value.trim().toLocaleLowerCase()
  const found = onShelf.filter(({ habit }) => habit.title.toLocaleLowerCase().includes(wanted))
  return (
    <>
      <div class="habits-tools">
        <Choice
          name="shelf"
          label={t('habits.title')}
          unseenLabel
          value={shelf.value}
          options={[
            { value: 'active', text: t('habits.active') },
            { value: 'archived', text: t('habits.archived') },
          ]}
          onChoose={(next) => {
            shelf.value = next
          }}
        />
        {habits.length >= searchedFrom && (
          <input
            type="search"
            class="input"
            aria-label={t('habits.search')}
            placeholder={t('habits.search')}
            value={text.value}
            onInput={(event) => {
              text.value = event.currentTarget.value
            }}
          />
        )}
      </div>
      {onShelf.length === 0 && <p class="quiet habits-none">{t('habits.archived.empty')}</p>}
      {onShelf.length > 0 && found.length === 0 && (
        <p class="quiet habits-none" role="status">
          {t('habits.found-none', { text: text.value.trim() })}
        </p>
      )}
      <ul>
        {found.map((one) => (
          <Row key={one.habit.id} summary={one} />
        ))}
      </ul>
    </>
  )
}

function Row({ summary: { habit, streak, recent, today } }: { summary: HabitSummary }) {
  return (
    <li class="habits-item" data-hue={habitHue(habit.color)}>
      <a class="row" href={pathOf({ name: 'habit', id: habit.id })}>
        <span class="habits-icon">
          <HabitIcon icon={habit.icon} />
        </span>
        <span class="row-text">
          <span class="habits-title cut" title={habit.title}>
            <bdi>{habit.title}</bdi>
          </span>
          <span class="habits-schedule cut quiet small">{scheduleText(habit)}</span>
        </span>
        <span class="habits-thread">
          <Thread states={recent} last={today} today={today} />
          <span class="quiet small">
            {t('habits.score', { n: number(Math.round(streak.score * 100)) })}
          </span>
        </span>
      </a>
    </li>
  )
}
