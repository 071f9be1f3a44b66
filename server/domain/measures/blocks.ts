/** DMS-E: whoever is seen for depression in four months of a year has a PHQ-9 in the same four. */

import type { CalendarMonth } from '../calendar.ts'
import { type CalendarDay, daysBetween, lastDay } from '../calendar.ts'
import { asOf } from '../caseload/as-of.ts'
import type { Dossier } from '../dossier.ts'
import type { Evidence } from '../evidence.ts'
import { ageOn, hasDepression } from './eligible.ts'
import { cited, completeForms, type Form } from './quality.ts'
import type { MeasureWindow } from './windows.ts'

export interface BlockStanding {
  readonly measure: 'dmse'
  readonly window: MeasureWindow
  /** Days until the block ends; below zero: it is over. */
  readonly days: number
  readonly form: Form | null
  readonly evidence: readonly Evidence[]
}

const leastAge = 12

/** January to April, May to August, September to December. */
export function blockOf(day: CalendarDay): MeasureWindow {
  const start = Math.floor((Number(day.slice(5, 7)) - 1) / 4) * 4 + 1
  const month = (count: number) =>
    `${day.slice(0, 4)}-${String(count).padStart(2, '0')}` as CalendarMonth // 01 to 12
  return { from: `${month(start)}-01` as CalendarDay, to: lastDay(month(start + 3)) } // sorts as text
}

/** Every block with a visit for depression, oldest first. */
export function blockStandings(whole: Dossier, today: CalendarDay): readonly BlockStanding[] {
  const dossier = asOf(whole, today)
  const forms = completeForms(dossier)
  const blocks = new Map<string, BlockStanding>()
  const visits = dossier.visits.toSorted((a, b) => (a.visit_on < b.visit_on ? -1 : 1))
  for (const { visit_id, visit_on } of visits) {
    const window = blockOf(visit_on)
    if (blocks.has(window.from) || !hasDepression(dossier, visit_on)) continue
    if (ageOn(dossier.patient, visit_on) < leastAge) continue
    const form = forms.findLast(({ on }) => window.from <= on && on <= window.to) ?? null
    blocks.set(window.from, {
      measure: 'dmse',
      window,
      days: daysBetween(today, window.to),
      form,
      evidence: [{ record: 'visits', id: visit_id, on: visit_on }, ...(form ? [cited(form)] : [])],
    })
  }
  return [...blocks.values()]
}
