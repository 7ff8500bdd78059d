import { t } from '../language/language.js'
import type { Entry, HabitDay, Repository } from '../repository/repository.js'
import { notify } from '../shell/toast.js'
import { isCheck } from './amounts.js'
import { amountText } from './ring.js'

/** Records an entry, says the result and offers to take it back. */
export async function checkIn(
  repository: Repository,
  shown: HabitDay,
  entry: Entry | undefined,
): Promise<void> {
  const { habit, day, entry: before } = shown
  const recorded = await repository.record(habit.id, day, entry)
  if (!recorded.ok) return notify(t('checked.failed', { habit: habit.title }))
  notify(resultText(shown, entry), () => void repository.record(habit.id, day, before))
}

function resultText({ habit, entry: before }: HabitDay, entry: Entry | undefined): string {
  const named = { habit: habit.title }
  if (!entry) return t(isCheck(habit) ? 'checked.back' : 'checked.cleared', named)
  if (entry.skipped) return t('checked.skipped', named)
  const sameAmount = before && before.amount === entry.amount && before.skipped === entry.skipped
  if (sameAmount && before.note !== entry.note) return t('checked.note', named)
  if (!isCheck(habit)) return t('checked-in', { ...named, amount: amountText({ habit, entry }) })
  return t(entry.amount > 0 ? 'checked.done' : 'checked.back', named)
}
