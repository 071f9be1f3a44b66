/** The quality measures of a year: rates, with everybody in numerator, denominator and exclusions. */
import type { CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Evidence } from '../evidence.ts'
import { blockStandings } from './blocks.ts'
import { reckon } from './number.ts'
import {
  measurementYearOf,
  type QualitySettings,
  usualQuality,
  type WindowStanding,
  windowStandings,
} from './quality.ts'

export const qualityRates = [
  'cms159_remission',
  'cbe1884_response',
  'drre_followed_up',
  'drre_remission',
  'drre_response',
  'dmse_measured',
] as const
export type QualityRate = (typeof qualityRates)[number]

export interface QualityMember {
  readonly rate: QualityRate
  readonly patient_id: string
  readonly mrn: string
  readonly in: 'numerator' | 'denominator' | 'excluded'
  readonly because: string
  readonly evidence: readonly Evidence[]
}
export interface QualityNumber {
  readonly numerator: number
  readonly denominator: number
  readonly value: number | null
  readonly patients: readonly QualityMember[]
}

/**
 * One patient in the measures of a year: CMS159 by the year of its visit; CBE 1884 and DRR-E by the
 * year in which the window ends; DMS-E by each of the year's blocks.
 * @param today what was known by then
 */
export function qualityMembers(
  dossier: Dossier,
  year: number,
  today: CalendarDay,
  settings: QualitySettings = usualQuality,
): readonly QualityMember[] {
  const { patient_id, mrn } = dossier.patient
  const windowed = windowStandings(dossier, today, settings)
    .filter((one) => yearOf(one) === year)
    .flatMap((one) =>
      ratesOf(one).map(([rate, counts]): QualityMember => {
        const place = counts ? 'numerator' : 'denominator'
        const because = one.excluded ?? saysWindow(one)
        const { evidence } = one
        return { rate, patient_id, mrn, in: one.excluded ? 'excluded' : place, because, evidence }
      }),
    )
  const blocks = blockStandings(dossier, today)
    .filter(({ window }) => Number(window.from.slice(0, 4)) === year)
    .map(({ window, form, evidence }): QualityMember => {
      const because = `${window.from} to ${window.to}: ${form ? `${form.total} on ${form.on}` : 'none'}.`
      const place = form ? 'numerator' : 'denominator'
      return { rate: 'dmse_measured', patient_id, mrn, in: place, because, evidence }
    })
  return [...windowed, ...blocks]
}

export function qualityReport(
  members: readonly QualityMember[],
): Readonly<Record<QualityRate, QualityNumber>> {
  const entries = qualityRates.map((rate) => {
    const patients = members.filter((one) => one.rate === rate)
    const within = patients
      .filter((one) => one.in !== 'excluded')
      .map(({ because, evidence, ...one }) => {
        return { counts: one.in === 'numerator', value: null, because, evidence }
      })
    return [rate, { ...reckon('percent', within, 0), patients }] as const
  })
  const report: unknown = Object.fromEntries(entries)
  return report as Record<QualityRate, QualityNumber> // one entry for each
}

/** CMS159 asks in the year after that of the visits; a visit comes at most a week after its form. */
const yearOf = ({ measure, window, evidence }: WindowStanding): number => {
  const visit = evidence.find(({ record }) => record === 'visits')
  return measure === 'cms159' && visit ? measurementYearOf(visit.on) : Number(window.to.slice(0, 4))
}

function ratesOf(one: WindowStanding): readonly (readonly [QualityRate, boolean])[] {
  if (one.measure === 'cms159') return [['cms159_remission', one.remission]]
  if (one.measure === 'cbe1884') return [['cbe1884_response', one.response]]
  return [
    ['drre_followed_up', one.last !== null],
    ['drre_remission', one.remission],
    ['drre_response', one.response],
  ]
}

function saysWindow({ index, window, last, too_early }: WindowStanding): string {
  const stands = last
    ? `${last.total} on ${last.on}`
    : too_early
      ? `${too_early.form.on} was too early by ${too_early.by} days`
      : 'no score'
  return `${index.total} on ${index.on}; ${stands} between ${window.from} and ${window.to}.`
}
