/** Taking a patient in: everything of the first day in one commit, or nothing, with all its faults. */

import type { CellFault } from '../domain/bundle/fault.ts'
import type { CalendarDay } from '../domain/calendar.ts'
import { chartFaults } from '../domain/chart-rules.ts'
import { emptyChart } from '../domain/empty-chart.ts'
import type { Whereabouts } from '../domain/episode-zone.ts'
import { type Hand, localNow, wholeRow } from '../domain/filling.ts'
import { mayHold } from '../domain/permissions.ts'
import { type AnyRow, type Clinic, columnsOf, type RecordName } from '../domain/records/index.ts'
import type { Change, Registry } from '../domain/registry.ts'
import { readRow } from '../domain/row-reading.ts'
import { columnsDenied, enrollers } from '../domain/writing.ts'
import type { AddedRecord } from '../domain/writing-defaults.ts'
import { dayOfInstant, type TimeZone } from '../domain/zone.ts'
import { hasWritten, type Writing } from './deciding.ts'
import type { Lookups } from './lookups.ts'
import type { Handles } from './people.ts'
import { referenceFaults } from './record-judging.ts'
import type { RowKeys } from './row-keys.ts'

export interface EnrollmentParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
}

/** Rows as they were sent, by record; each with its columns by name. */
export interface Sent {
  readonly patient: object
  readonly episode: object
  readonly coverages: readonly object[]
  readonly care_team: readonly object[]
  readonly diagnoses: readonly object[]
  readonly visits: readonly object[]
  readonly consents: readonly object[]
  readonly scores: readonly object[]
}

/** A fault with the path of its row: `/consents/0`. */
export interface PlacedFault extends CellFault {
  readonly under: string
}

export type Enrolled =
  | {
      readonly outcome: 'enrolled'
      readonly patient: string
      readonly patient_id: string
      /** Just now, with its events in the audit chain; else the same request did it before. */
      readonly now: boolean
    }
  | { readonly outcome: 'forbidden' }
  | { readonly outcome: 'duplicate_mrn' }
  | { readonly outcome: 'faulty'; readonly faults: readonly PlacedFault[] }

const lists = ['coverages', 'care_team', 'diagnoses', 'visits', 'consents', 'scores'] as const

/** A row of the enrollment on its way, with the place where it was sent. */
interface Entry {
  readonly record: AddedRecord
  readonly under: string
  readonly sent: AnyRow
}

const entriesOf = (sent: Sent): readonly Entry[] => [
  { record: 'episodes', under: '/episode', sent: { ...sent.episode } },
  ...lists.flatMap((record) =>
    sent[record].map((row, place) => ({ record, under: `/${record}/${place}`, sent: { ...row } })),
  ),
]

export const enrollment =
  (parts: EnrollmentParts) =>
  async (sent: Sent, { asking, commit }: Writing): Promise<Enrolled> => {
    const { person, at } = asking
    const idFor = (place: string) =>
      parts.rowKeys.idFor(person.staff_id, commit.idempotency?.key ?? '', place)
    const clinics = await clinicOf(parts, { ...sent.episode })
    const zone = clinics[0]?.time_zone ?? ('UTC' as TimeZone) // known to every runtime
    const today = dayOfInstant(at, zone)
    const hand = { person, today, zone, now: localNow(at, zone) }
    const patient = patientRow({ ...sent.patient }, idFor('/patient'))
    const made = entriesOf(sent).map((entry) => madeOf(entry, hand, patient, idFor))
    if (!mayAdd(hand, made)) return { outcome: 'forbidden' }
    const where = { clinics, episodes: [whereabouts(made[0]!.filled.row)] }
    const faults = await faultsOf(parts, patient, made, hand, where)
    const taken = await isTaken(parts, patient)
    if (taken && faults.length === 0) return { outcome: 'duplicate_mrn' }
    if (taken) faults.unshift({ under: '/patient', column: 'mrn', expected: anotherMrn })
    if (faults.length > 0) return { outcome: 'faulty', faults }
    const rows = made.map(({ record, filled }) => [record, filled.row] as const)
    const changes = [['patients', patient] as const, ...rows].map(([record, row]) =>
      changeOf(record, readRow(record, row, where).row),
    )
    const receipt = await parts.registry.commit({ ...commit, changes, reason: 'enrolled' })
    const patient_id = String(patient['patient_id'])
    const handle = await parts.handles.handleOf('patients', patient_id)
    if (handle === undefined) throw new Error('an enrolled patient has no handle')
    return { outcome: 'enrolled', patient: handle, patient_id, now: hasWritten(receipt) }
  }

export type EnrollmentUseCase = ReturnType<typeof enrollment>

const anotherMrn = 'an MRN that no other patient has'

type Made = Entry & { readonly filled: ReturnType<typeof wholeRow> }

function madeOf(entry: Entry, hand: Hand, patient: AnyRow, idFor: (place: string) => string): Made {
  const ofEpisode = entry.record === 'care_team' ? { episode_id: idFor('/episode') } : {}
  const given = { patient_id: String(patient['patient_id']), id: idFor(entry.under) }
  return { ...entry, filled: wholeRow(entry.record, { ...entry.sent, ...ofEpisode }, hand, given) }
}

const patientRow = (sent: AnyRow, patient_id: string): AnyRow =>
  Object.fromEntries(
    Object.keys(columnsOf.patients).map((column) => [
      column,
      column === 'patient_id' ? patient_id : (sent[column] ?? null),
    ]),
  )

const mayAdd = ({ person }: Hand, made: readonly Made[]): boolean =>
  enrollers.includes(person.role) &&
  made.every(
    ({ record, filled }) =>
      mayHold(person.role, record, filled.row) &&
      columnsDenied(person, record, filled.wanted).length === 0,
  )

async function clinicOf(
  { registry }: EnrollmentParts,
  { clinic_id: id }: AnyRow,
): Promise<readonly Clinic[]> {
  const latest = typeof id === 'string' && (await registry.history('clinics', id)).at(-1)
  return latest ? [latest.row as unknown as Clinic] : [] // a version of that record
}

const whereabouts = (row: AnyRow) => ({
  episode_id: String(row['episode_id']),
  clinic_id: String(row['clinic_id']),
  referred_on: row['referred_on'] as CalendarDay, // the contract has read it
  closed_on: null,
})

async function faultsOf(
  parts: EnrollmentParts,
  patient: AnyRow,
  made: readonly Made[],
  hand: Hand,
  where: Whereabouts & { readonly clinics: readonly Clinic[] },
): Promise<PlacedFault[]> {
  const faults: PlacedFault[] = []
  const chart = emptyChart(patient, made[0]!.filled.row, where.clinics)
  const add = (under: string, found: readonly CellFault[]) =>
    faults.push(...found.map((fault) => ({ under, ...fault })))
  add('/patient', readRow('patients', patient, where).faults)
  for (const { record, under, filled } of made) {
    const read = readRow(record, filled.row, where)
    const rewriting = { before: null, after: read.row }
    add(under, read.faults)
    add(under, chartFaults(record, rewriting, chart, hand))
    add(under, await referenceFaults(parts, record, rewriting))
  }
  return [...faults, ...teamFaults(made)]
}

/** Collaborative care without a care manager would be on nobody's list. */
const teamFaults = (made: readonly Made[]): readonly PlacedFault[] =>
  made.some(({ record, filled }) => record === 'care_team' && filled.row['role'] === 'care_manager')
    ? []
    : [{ under: '/care_team', column: null, expected: 'a team with a care manager' }]

/** Whether somebody else has this MRN; sent again, the patient is the one just enrolled. */
async function isTaken({ lookups }: EnrollmentParts, patient: AnyRow): Promise<boolean> {
  const about = { mrn: String(patient['mrn']), family_name: '', given_name: '', birth_date: null }
  const found = await lookups.namesakes(about)
  return found.some(
    ({ mrn, patient_id }) => mrn === about.mrn && patient_id !== patient['patient_id'],
  )
}

const changeOf = (record: RecordName, row: AnyRow): Change =>
  ({ record, row, replaces: 0 }) as unknown as Change // read column by column as a row of it
