import type { Key } from '../language/en.js'
import type { Habit, HabitFields, Schedule } from '../repository/repository.js'
import { type Day, type Weekday, weekdays } from '../time/days.js'

export type Aim = 'do' | 'amount' | 'limit'
export type ScheduleType = Schedule['type']

/** The fields of the form, as they are typed. A hidden field keeps its value. */
export interface Form {
  title: string
  aim: Aim
  target: string
  unit: string
  unlogged: 'held' | 'missed'
  schedule: ScheduleType
  days: Weekday[]
  every: string
  times: string
  timesInStretch: string
  stretch: string
  start: Day
  end: Day | ''
  color: string
  icon: string
  note: string
}

export type Field =
  'title' | 'target' | 'days' | 'every' | 'times' | 'timesInStretch' | 'stretch' | 'end'
export interface Problem {
  key: Key
  values?: Record<string, number>
}
export type Problems = Partial<Record<Field, Problem>>

export function emptyForm(today: Day, color: string): Form {
  return {
    title: '',
    aim: 'do',
    target: '10',
    unit: '',
    unlogged: 'held',
    schedule: 'daily',
    days: [...weekdays.slice(0, 5)],
    every: '2',
    times: '3',
    timesInStretch: '3',
    stretch: '10',
    start: today,
    end: '',
    color,
    icon: 'star',
    note: '',
  }
}

export function formOf(habit: Habit, today: Day): Form {
  const { schedule, kind, target, unit } = habit
  const check = kind === 'do' && target === 1 && !unit
  const form = emptyForm(today, habit.color ?? '')
  return {
    ...form,
    title: habit.title,
    aim: kind === 'limit' ? 'limit' : check ? 'do' : 'amount',
    target: check ? form.target : String(target),
    unit: unit ?? '',
    unlogged: habit.unlogged,
    schedule: schedule.type,
    days: schedule.type === 'weekdays' ? [...schedule.days] : form.days,
    every: schedule.type === 'everyNDays' ? String(schedule.n) : form.every,
    times: schedule.type === 'timesPerWeek' ? String(schedule.n) : form.times,
    timesInStretch: schedule.type === 'timesInDays' ? String(schedule.n) : form.timesInStretch,
    stretch: schedule.type === 'timesInDays' ? String(schedule.days) : form.stretch,
    start: habit.start,
    end: habit.end ?? '',
    icon: habit.icon ?? 'star',
    note: habit.note ?? '',
  }
}

/** What keeps the form from being saved, by field; the limits are those of the contract. */
export function problemsOf(form: Form): Problems {
  const problems: Problems = {}
  if (!form.title.trim()) problems.title = { key: 'editor.title.missing' }
  const target = amountOf(form.target)
  if (form.aim === 'amount' && !(target > 0)) problems.target = { key: 'editor.target.wrong' }
  if (form.aim === 'limit' && !(target >= 0)) problems.target = { key: 'editor.limit.wrong' }
  if (form.end && form.end < form.start) problems.end = { key: 'editor.end.wrong' }
  return { ...problems, ...scheduleProblems(form) }
}

function scheduleProblems(form: Form): Problems {
  const outside = (text: string, to: number): Problem | undefined => {
    const value = Number(text)
    return Number.isInteger(value) && value >= 1 && value <= to
      ? undefined
      : { key: 'editor.number.wrong', values: { from: 1, to } }
  }
  switch (form.schedule) {
    case 'daily':
      return {}
    case 'weekdays':
      return form.days.length === 0 ? { days: { key: 'editor.weekdays.missing' } } : {}
    case 'everyNDays':
      return given({ every: outside(form.every, 365) })
    case 'timesPerWeek':
      return given({ times: outside(form.times, 7) })
    case 'timesInDays': {
      const stretch = outside(form.stretch, 365)
      const times = outside(form.timesInStretch, 365)
      const tooMany = !times && !stretch && Number(form.timesInStretch) > Number(form.stretch)
      return given({ stretch, timesInStretch: tooMany ? { key: 'editor.times.wrong' } : times })
    }
  }
}

function given(problems: Record<string, Problem | undefined>): Problems {
  return Object.fromEntries(Object.entries(problems).filter(([, problem]) => problem))
}

export function scheduleOf(form: Form): Schedule {
  switch (form.schedule) {
    case 'daily':
      return { type: 'daily' }
    case 'weekdays':
      return { type: 'weekdays', days: weekdays.filter((day) => form.days.includes(day)) }
    case 'everyNDays':
      return { type: 'everyNDays', n: Number(form.every) }
    case 'timesPerWeek':
      return { type: 'timesPerWeek', n: Number(form.times) }
    case 'timesInDays':
      return { type: 'timesInDays', n: Number(form.timesInStretch), days: Number(form.stretch) }
  }
}

/** The habit that a form without problems describes. */
export function draftOf(form: Form): Omit<HabitFields, 'id' | 'archived'> {
  const { title, aim, unit, unlogged, start, end, color, icon, note } = form
  return {
    title: title.trim(),
    note: note.trim() || null,
    kind: aim === 'limit' ? 'limit' : 'do',
    unit: (aim !== 'do' && unit.trim()) || null,
    target: aim === 'do' ? 1 : amountOf(form.target),
    unlogged,
    color: color || null,
    icon,
    start,
    end: end || null,
    schedule: scheduleOf(form),
  }
}

/** A typed amount, with a point or a comma; NaN for other text. */
function amountOf(text: string): number {
  const plain = text.trim().replace(',', '.')
  return /^\d+(\.\d{1,3})?$/.test(plain) ? Number(plain) : NaN
}
