/**
 * The electronic quality measures that want a score in a window (measures.md): where one patient
 * stands in each on a day. Only complete forms of the PHQ-9 or PHQ-9M count: no prorated one, and no
 * total without its form. Hospice and palliative care are not recorded here and exclude nobody.
 */
import { addDays, type CalendarDay, daysBetween } from '../calendar.ts'
import { asOf } from '../caseload/as-of.ts'
import type { Dossier } from '../dossier.ts'
import type { Evidence } from '../evidence.ts'
import { standing } from '../instruments/index.ts'
import { ageOn, hasDepression, isOutOfCms159, visitAround } from './eligible.ts'
import { type MeasureWindow, measureWindows, placeIn } from './windows.ts'

/** Changes whenever a definition does. */
export const qualityVersion = 'CMS159 2026, CBE 1884, DRR-E, DMS-E, as of 2026-11'

export const windowedIds = ['cms159', 'cbe1884', 'drre'] as const
export type WindowedId = (typeof windowedIds)[number]

/** What differs by site: CBE 1884 takes 30 days (endorsed text) or 60 (current family). */
export interface QualitySettings {
  readonly six_month_days: 30 | 60
}
export const usualQuality: QualitySettings = { six_month_days: 60 }

export interface Form {
  readonly score_id: string
  readonly on: CalendarDay
  readonly total: number
}

/** One index of one measure: its window, where the day stands to it, and what it asks. */
export interface WindowStanding {
  readonly measure: WindowedId
  readonly index: Form
  readonly window: MeasureWindow
  readonly place: 'early' | 'inside' | 'late'
  /** Until it opens, until it closes (0 on its last day), or since it closed. */
  readonly days: number
  /** The last form in the window, by which the measure is judged. */
  readonly last: Form | null
  /** A form that came before the window opened and so does not count, by how many days. */
  readonly too_early: { readonly form: Form; readonly by: number } | null
  readonly remission: boolean
  readonly response: boolean
  /** Why the patient is out of the measure; null: in it. */
  readonly excluded: string | null
  readonly evidence: readonly Evidence[]
}

/** Above nine: what starts an index. */
const elevatedAbove = 9
const leastAge: Readonly<Record<WindowedId, number>> = { cms159: 12, cbe1884: 18, drre: 12 }
/** A form this near before the window was meant for it, most likely. */
const nearlyDays = 30

/** Complete PHQ-9 and PHQ-9M forms, oldest first. */
export const completeForms = ({ scores }: Dossier): readonly Form[] =>
  scores
    .filter(({ instrument }) => instrument === 'phq-9' || instrument === 'phq-9m')
    .flatMap((score): readonly Form[] => {
      const { status, total } = standing(score)
      const { score_id, administered_on: on } = score
      return status === 'complete' && total !== null ? [{ score_id, on, total }] : []
    })
    .sort((a, b) => (a.on === b.on ? (a.score_id < b.score_id ? -1 : 1) : a.on < b.on ? -1 : 1))

/** Every index up to a day, oldest first, of each measure. */
export function windowStandings(
  whole: Dossier,
  today: CalendarDay,
  settings: QualitySettings = usualQuality,
): readonly WindowStanding[] {
  const dossier = asOf(whole, today)
  const forms = completeForms(dossier)
  const elevated = forms.filter(({ total }) => total > elevatedAbove)
  return windowedIds.flatMap((measure) => {
    const windowOf = (index: Form) => windowFor(measure, index.on, settings)
    const able = elevated.filter(({ on }) => ageOn(dossier.patient, on) >= leastAge[measure])
    const indices =
      measure === 'cms159'
        ? firstOfEachYear(dossier, able)
        : oneAfterAnother(
            able.filter(({ on }) => hasDepression(dossier, on)),
            windowOf,
          )
    return indices.map((index) =>
      judged({ measure, index, window: windowOf(index) }, { dossier, forms, today }),
    )
  })
}

const windowFor = (
  id: WindowedId,
  index: CalendarDay,
  settings: QualitySettings,
): MeasureWindow => {
  const { cms159, six30, six60, drre } = measureWindows(index)
  if (id === 'cms159') return cms159
  if (id === 'drre') return drre
  return settings.six_month_days === 30 ? six30 : six60
}

/** CMS159: a visit for depression within a week after the form; the first of each year of visits. */
function firstOfEachYear(dossier: Dossier, able: readonly Form[]): readonly Form[] {
  const first = new Map<number, Form>()
  for (const form of able) {
    const visit = visitAround(dossier, form.on)
    if (!visit) continue
    const year = measurementYearOf(visit.visit_on)
    if (!first.has(year)) first.set(year, form)
  }
  return [...first.values()]
}

/** The year in which CMS159 asks about a visit: from 14 to 2 months before it begins. */
export const measurementYearOf = (visit: CalendarDay): number =>
  Number(visit.slice(0, 4)) + (visit.slice(5) >= '11-01' ? 2 : 1)

/** A new index begins only once the window of the one before is over. */
function oneAfterAnother(
  able: readonly Form[],
  windowOf: (index: Form) => MeasureWindow,
): readonly Form[] {
  const indices: Form[] = []
  for (const form of able) {
    const before = indices.at(-1)
    if (!before || form.on > windowOf(before).to) indices.push(form)
  }
  return indices
}

function judged(
  { measure, index, window }: Pick<WindowStanding, 'measure' | 'index' | 'window'>,
  { dossier, forms, today }: { dossier: Dossier; forms: readonly Form[]; today: CalendarDay },
): WindowStanding {
  const last = forms.findLast(({ on }) => window.from <= on && on <= window.to) ?? null
  const near = addDays(window.from, -nearlyDays)
  const early = forms.findLast(({ on }) => on > index.on && near <= on && on < window.from)
  const visit = measure === 'cms159' ? visitAround(dossier, index.on) : undefined
  return {
    measure,
    index,
    window,
    ...placeIn(window, today),
    last,
    too_early:
      last === null && early ? { form: early, by: daysBetween(early.on, window.from) } : null,
    remission: last !== null && last.total < 5,
    response: last !== null && 2 * last.total <= index.total,
    excluded: measure === 'cms159' ? isOutOfCms159(dossier, window) : null,
    evidence: [
      cited(index),
      ...(visit ? [{ record: 'visits' as const, id: visit.visit_id, on: visit.visit_on }] : []),
      ...(last ? [cited(last)] : []),
    ],
  }
}

export const cited = ({ score_id, on }: Form): Evidence => ({ record: 'scores', id: score_id, on })
