/** The chart of somebody who is just being enrolled: one episode, and nothing done yet. */
import { type Dossier, patientRecords } from './dossier.ts'
import type { AnyRow, Clinic, Episode, Patient } from './records/index.ts'

export function emptyChart(patient: AnyRow, episode: AnyRow, clinics: readonly Clinic[]): Dossier {
  const records = Object.fromEntries(patientRecords.map((record) => [record, []]))
  const rest = { meetings: [], elsewhere: [], withdrawn_scores: [], claims: [], payers: [] }
  return {
    ...records,
    ...rest,
    staff: [],
    policies: [],
    site_numbers: [],
    patient: patient as unknown as Patient, // its columns are checked beside
    episodes: [episode as unknown as Episode], // likewise
    clinics,
  } as unknown as Dossier // one list for each record
}
