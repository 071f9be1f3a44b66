/** Taking a patient in: everything of the first day in one commit, or nothing, with all its faults. */
import { emptyChart } from '../domain/empty-chart.ts'
import { type AnyRow, columnsOf } from '../domain/records/index.ts'
import { readRow } from '../domain/row-reading.ts'
import { hasWritten, type Writing } from './deciding.ts'
import {
  changeOf,
  changesOf,
  type EnrollmentParts,
  episodeIn,
  idsFor,
  making,
  mayAdd,
  type PlacedFault,
  rowFaults,
  type SentEpisode,
  whereabouts,
} from './enrollment-rows.ts'

/** Rows as they were sent, by record; each with its columns by name. */
export interface Sent extends SentEpisode {
  readonly patient: object
}

export interface EnrolledPatient {
  readonly outcome: 'enrolled'
  readonly patient: string
  readonly patient_id: string
  /** Just now, with its events in the audit chain; else the same request did it before. */
  readonly now: boolean
}

export type Enrolled =
  | EnrolledPatient
  | { readonly outcome: 'forbidden' }
  | { readonly outcome: 'duplicate_mrn' }
  | { readonly outcome: 'faulty'; readonly faults: readonly PlacedFault[] }

export const enrollment =
  (parts: EnrollmentParts) =>
  async (sent: Sent, writing: Writing): Promise<Enrolled> => {
    const idFor = idsFor(parts, writing)
    const patient = patientRow({ ...sent.patient }, idFor('/patient'))
    const patient_id = String(patient['patient_id'])
    const made = await making(parts, sent, patient_id, writing, idFor)
    if (!mayAdd(made)) return { outcome: 'forbidden' }
    const episode = episodeIn(made)
    const where = { clinics: made.clinics, episodes: [whereabouts(episode)] }
    const read = readRow('patients', patient, where)
    const faults = [
      ...read.faults.map((fault) => ({ under: '/patient', ...fault })),
      ...(await rowFaults(parts, made, emptyChart(patient, episode, made.clinics), where)),
    ]
    const taken = await isTaken(parts, patient)
    if (taken && faults.length === 0) return { outcome: 'duplicate_mrn' }
    if (taken) faults.unshift({ under: '/patient', column: 'mrn', expected: anotherMrn })
    if (faults.length > 0) return { outcome: 'faulty', faults }
    const changes = [changeOf('patients', read.row), ...changesOf(made, where)]
    const receipt = await parts.registry.commit({ ...writing.commit, changes, reason: 'enrolled' })
    const handle = await parts.handles.handleOf('patients', patient_id)
    if (handle === undefined) throw new Error('an enrolled patient has no handle')
    return { outcome: 'enrolled', patient: handle, patient_id, now: hasWritten(receipt) }
  }

export type EnrollmentUseCase = ReturnType<typeof enrollment>

const anotherMrn = 'an MRN that no other patient has'

const patientRow = (sent: AnyRow, patient_id: string): AnyRow =>
  Object.fromEntries(
    Object.keys(columnsOf.patients).map((column) => [
      column,
      column === 'patient_id' ? patient_id : (sent[column] ?? null),
    ]),
  )

/** Whether somebody else has this MRN; sent again, the patient is the one just enrolled. */
async function isTaken({ lookups }: EnrollmentParts, patient: AnyRow): Promise<boolean> {
  const about = { mrn: String(patient['mrn']), family_name: '', given_name: '', birth_date: null }
  const found = await lookups.namesakes(about)
  return found.some(
    ({ mrn, patient_id }) => mrn === about.mrn && patient_id !== patient['patient_id'],
  )
}
