/** How the report says where a patient stands, and the rows that it cites. */
import type { Evidence } from '../../evidence.ts'
import type { StateCourse, StateScore } from './course.ts'
import type { Enrollment, TreatmentContact } from './enrollment.ts'
import type { NysPatient } from './patient.ts'

/** Where one patient stands in one measure. */
export interface NysMember {
  readonly patient_id: string
  readonly mrn: string
  /** The numerator is part of the denominator. */
  readonly in: 'numerator' | 'denominator' | 'excluded'
  readonly because: string
  readonly evidence: readonly Evidence[]
  /** In treatment, for m4 alone. */
  readonly days?: number
}

export function discharged(one: NysPatient, enrollment: Enrollment): NysMember | null {
  const { discharge, days } = enrollment
  if (!discharge) return null
  const { on, silent_since } = discharge
  const because = silent_since
    ? `Discharged on ${on}, 90 days after the last contact on ${silent_since.on}; ${days} days.`
    : `Discharged on ${on}, after ${days} days.`
  const rows = [ofEpisode(enrollment), ...(silent_since ? [ofContact(silent_since)] : [])]
  return { ...told(one, 'numerator', because, rows), days }
}

export const told = (
  { patient_id, mrn }: NysPatient,
  place: NysMember['in'],
  because: string,
  evidence: readonly Evidence[],
): NysMember => ({ patient_id, mrn, in: place, because, evidence })

export const enrolledSays = ({ enrolled_on, discharge }: Enrollment): string =>
  discharge ? `Enrolled on ${enrolled_on}, to ${discharge.on}.` : `Enrolled on ${enrolled_on}.`
export const saysScore = ({ instrument, total, on }: StateScore): string =>
  `${instrument.name} ${total} on ${on}`
export const saysCourse = ({ baseline, latest }: StateCourse): string =>
  `${saysScore(baseline)}, ${latest ? `${latest.total} on ${latest.on}` : 'none since'}.`

export const ofEpisode = ({ span: { row }, enrolled_on }: Enrollment): Evidence => ({
  record: 'episodes',
  id: row.episode_id,
  on: enrolled_on,
})
export const ofContact = ({ activity_id, on }: TreatmentContact): Evidence => ({
  record: 'activities',
  id: activity_id,
  on,
})
export const ofScore = ({ score_id, on }: StateScore): Evidence => ({
  record: 'scores',
  id: score_id,
  on,
})
export const ofCourse = ({ baseline, latest }: StateCourse): readonly Evidence[] =>
  (latest ? [baseline, latest] : [baseline]).map(ofScore)
export const covered = ({ medicaid }: NysPatient): readonly Evidence[] =>
  medicaid ? [{ record: 'coverages', id: medicaid.coverage_id, on: medicaid.starts_on }] : []
