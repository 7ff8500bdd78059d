import { EARLIEST, type EpochDay, MILLIS_PER_DAY } from './epoch-days.js'
import { firstInstant, zoneOffset } from './zone-offset.js'

/*
 * The calendar dates that a time zone never had, because its clocks jumped over the whole date:
 * Pacific/Apia went from 2011-12-29, 24:00, to 2011-12-31, 00:00. Almost every zone has none.
 */

const byZone = new Map<string, readonly EpochDay[]>()

/** A jump over a date moves a zone from the east of the date line to its west, for decades. */
const PROBE_MILLIS = 4 * 365 * MILLIS_PER_DAY
const LEAST_JUMP = 20 * (MILLIS_PER_DAY / 24)

/** The epoch days of the zone's missing dates since 1900, oldest first. */
export function missingDates(zone: string): readonly EpochDay[] {
  let missing = byZone.get(zone)
  if (!missing) {
    missing = read(zone)
    byZone.set(zone, missing)
  }
  return missing
}

function read(zone: string): EpochDay[] {
  const missing: EpochDay[] = []
  let from = EARLIEST * MILLIS_PER_DAY
  let offset = zoneOffset(zone, from)
  // A jump to come is unknown to the time zone database until shortly before.
  const end = Date.now() + PROBE_MILLIS
  while (from < end) {
    const to = from + PROBE_MILLIS
    const next = zoneOffset(zone, to)
    if (next - offset >= LEAST_JUMP) missing.push(...skippedBetween(zone, from, to, offset))
    from = to
    offset = next
  }
  return missing
}

/** The dates skipped by the one jump between two instants. */
function skippedBetween(zone: string, from: number, to: number, offset: number): EpochDay[] {
  const jumped = (instant: number) => zoneOffset(zone, instant) - offset >= LEAST_JUMP / 2
  const jump = firstInstant(from, to, jumped)
  const before = jump + zoneOffset(zone, jump - 1000)
  const after = jump + zoneOffset(zone, jump)
  const skipped: EpochDay[] = []
  let day = Math.ceil(before / MILLIS_PER_DAY)
  for (; (day + 1) * MILLIS_PER_DAY <= after; day++) skipped.push(day)
  return skipped
}
