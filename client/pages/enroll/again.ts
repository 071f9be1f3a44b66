/** A patient who comes back: what is known of them fills the form, and what still holds is not asked. */
import type { Chart } from '../../../server/contract/patients.ts'
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import type { Episode } from '../../../server/domain/records/index.ts'
import type { Values } from '../../components/form/values.ts'
import { type EnrollForm, teamPlaces } from './form.ts'

/** Who comes back, with their chart. */
export interface Again {
  readonly patient: string
  readonly chart: Chart
  readonly today: CalendarDay
  /** Of the model that is open now; null: none is. */
  readonly open: Episode['model'] | null
}

const lastEpisode = ({ episodes }: Chart): Episode | undefined =>
  episodes.toSorted((a, b) => (a.referred_on < b.referred_on ? 1 : -1))[0]

const textsOf = (row: object, names: readonly string[]): Values =>
  Object.fromEntries(
    Object.entries(row)
      .filter(([name]) => names.includes(name))
      .map(([name, value]) => [name, value === null ? '' : String(value)]),
  )

/** Clinic, target and team as they were last; each can be changed. */
export function formAgain(blank: EnrollForm, { chart }: Again): EnrollForm {
  const last = lastEpisode(chart)
  const { patient, episode, team, consent } = blank.sections
  const theirs = (role: string): string =>
    chart.care_team
      .filter((one) => one.episode_id === last?.episode_id && one.role === role)
      .toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1))[0]?.staff_id ?? ''
  const practitioner = theirs('billing_practitioner')
  const same = ['clinic_id', 'model', 'target_instrument', 'target_score', 'referred_by']
  return {
    ...blank,
    different: true,
    sections: {
      ...blank.sections,
      patient: { ...patient, ...textsOf(chart.patient, Object.keys(patient)) },
      episode: { ...episode, ...(last ? textsOf(last, same) : {}) },
      team: {
        ...team,
        ...Object.fromEntries(teamPlaces.map((place) => [place, theirs(place) || team[place]!])),
      },
      consent: { ...consent, billing_practitioner_id: practitioner },
    },
  }
}

/** An initiating visit serves for so long (billing.md 6; a payer may say otherwise). */
const visitDays = 365

type Holding = 'consent' | 'visit' | 'diagnosis' | 'coverage'
export type Held = Readonly<Partial<Record<Holding, string>>>

/** What the chart holds that a new episode may rest on, as the day it is of. */
export function heldOf({ chart, today }: Again, practitioner: string): Held {
  const consent = chart.consents.findLast(
    (one) =>
      one.billing_practitioner_id === practitioner &&
      one.revoked_at === null &&
      one.consult_permission &&
      one.cost_sharing_face_to_face &&
      one.cost_sharing_non_face_to_face,
  )
  const visit = chart.visits.findLast(
    (one) => one.practitioner_id === practitioner && one.visit_on >= addDays(today, -visitDays),
  )
  const diagnosis = chart.diagnoses.find(
    ({ resolved_on, icd10 }) => resolved_on === null && /^F(0[4-9]|[1-9]\d)/.test(icd10),
  )
  const coverage = chart.coverages.find(({ ends_on }) => ends_on === null || ends_on >= today)
  return {
    ...(consent ? { consent: consent.obtained_at.slice(0, 10) } : {}),
    ...(visit ? { visit: visit.visit_on } : {}),
    ...(diagnosis ? { diagnosis: diagnosis.icd10 } : {}),
    ...(coverage ? { coverage: coverage.starts_on } : {}),
  }
}
