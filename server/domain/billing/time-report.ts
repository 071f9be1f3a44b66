/** Every second of the month, by activity: counted, or excluded with its reason. */
import type { CountedTime, ExcludedTime, ExclusionReason } from './determined.ts'
import type { ServiceMonth } from './service-month.ts'

export interface TimeReport {
  readonly counted: readonly CountedTime[]
  readonly excluded: readonly ExcludedTime[]
}

export function excludedTime({ time }: Pick<ServiceMonth, 'time'>): TimeReport {
  const counted = new Map<string, number>()
  const excluded = new Map<string, ExcludedTime>()
  const add = (activity: string, reason: ExclusionReason, seconds: number) => {
    const key = `${activity} ${reason}`
    const before = excluded.get(key)?.seconds ?? 0
    excluded.set(key, { activity, seconds: before + seconds, reason })
  }
  const inMonth = new Map<string, number>()
  for (const { entry, from, to, excluded: reason } of time) {
    const id = entry.activity.activity_id
    inMonth.set(id, (inMonth.get(id) ?? 0) + to - from)
    if (reason === null) counted.set(id, (counted.get(id) ?? 0) + to - from)
    else add(id, reason, to - from)
  }
  for (const { entry } of time) {
    const id = entry.activity.activity_id
    const outside = entry.to - entry.from - (inMonth.get(id) ?? 0)
    if (outside > 0 && !excluded.has(`${id} other-month`)) add(id, 'other-month', outside)
  }
  return {
    counted: [...counted].map(([activity, seconds]) => ({ activity, seconds })),
    excluded: [...excluded.values()],
  }
}
