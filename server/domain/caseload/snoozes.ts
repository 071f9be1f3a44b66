/** Flags that a person has put aside until a day, with a reason. */
import type { CalendarDay } from '../calendar.ts'
import type { Snooze } from '../records/index.ts'
import type { Flag, SnoozedFlag } from './flag.ts'

export interface Parted {
  readonly flags: readonly Flag[]
  readonly snoozed: readonly SnoozedFlag[]
}

/**
 * Parts the flags that are shown from those put aside, each in their order. A snooze holds up to the
 * eve of its day, for what was up when it was set: a flag that was cleared since and is raised anew
 * was not meant. Flags of safety are never put aside, whatever a row says.
 * @param snoozes the patient's as of `today`, in any order; those set before `from` are of an
 *   earlier episode
 */
export function parted(
  all: readonly Flag[],
  snoozes: readonly Snooze[],
  from: CalendarDay,
  today: CalendarDay,
): Parted {
  if (snoozes.length === 0) return { flags: all, snoozed: [] }
  const flags: Flag[] = []
  const snoozed: SnoozedFlag[] = []
  for (const flag of all) {
    const said = flag.safety ? undefined : lastWord(flag, snoozes, from)
    if (said && today < said.until_on)
      snoozed.push({ ...flag, until_on: said.until_on, reason: said.reason })
    else flags.push(flag)
  }
  return { flags, snoozed }
}

/** The snooze set last; of one day's, that which ends first. */
function lastWord(
  { id, since }: Flag,
  snoozes: readonly Snooze[],
  from: CalendarDay,
): Snooze | undefined {
  let last: Snooze | undefined
  for (const one of snoozes) {
    if (one.flag !== id || one.set_on < from || one.set_on < since) continue
    if (!last || one.set_on > last.set_on || (one.set_on === last.set_on && isShorter(one, last)))
      last = one
  }
  return last
}

const isShorter = (a: Snooze, b: Snooze): boolean =>
  a.until_on === b.until_on ? a.snooze_id < b.snooze_id : a.until_on < b.until_on
