/** The rows of an enrollment: made whole, checked as an import would, each fault with its place. */
import type { CellFault } from '../domain/bundle/fault.ts'
import type { CalendarDay } from '../domain/calendar.ts'
import { chartFaults } from '../domain/chart-rules.ts'
import type { Dossier } from '../domain/dossier.ts'
import type { Whereabouts } from '../domain/episode-zone.ts'
import { type Hand, localNow, wholeRow } from '../domain/filling.ts'
import { mayHold } from '../domain/permissions.ts'
import type { AnyRow, Clinic, RecordName } from '../domain/records/index.ts'
import type { Change, Registry } from '../domain/registry.ts'
import { readRow } from '../domain/row-reading.ts'
import { columnsDenied, enrollers } from '../domain/writing.ts'
import type { AddedRecord } from '../domain/writing-defaults.ts'
import { dayOfInstant, type TimeZone } from '../domain/zone.ts'
import type { Writing } from './deciding.ts'
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

/** The rows of an episode as they were sent, by record; each with its columns by name. */
export interface SentEpisode {
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

const lists = ['coverages', 'care_team', 'diagnoses', 'visits', 'consents', 'scores'] as const

/** A row of the enrollment on its way, with the place where it was sent. */
interface Entry {
  readonly record: AddedRecord
  readonly under: string
  readonly sent: AnyRow
}

export type Made = Entry & { readonly filled: ReturnType<typeof wholeRow> }

/** A clinic as the registry knows it, and everything sent as whole rows; the episode's is first. */
export interface Making {
  readonly clinics: readonly Clinic[]
  readonly hand: Hand
  readonly made: readonly Made[]
}

const entriesOf = (sent: SentEpisode): readonly Entry[] => [
  { record: 'episodes', under: '/episode', sent: { ...sent.episode } },
  ...lists.flatMap((record) =>
    sent[record].map((row, place) => ({ record, under: `/${record}/${place}`, sent: { ...row } })),
  ),
]

/** @param idFor the same id for the same request, however often it is sent */
export async function making(
  parts: EnrollmentParts,
  sent: SentEpisode,
  patient_id: string,
  { asking: { person, at } }: Writing,
  idFor: (place: string) => string,
): Promise<Making> {
  const clinics = await clinicOf(parts, { ...sent.episode })
  const zone = clinics[0]?.time_zone ?? ('UTC' as TimeZone) // known to every runtime
  const hand = { person, today: dayOfInstant(at, zone), zone, now: localNow(at, zone) }
  const made = entriesOf(sent).map((entry) => {
    const ofEpisode = entry.record === 'care_team' ? { episode_id: idFor('/episode') } : {}
    const given = { patient_id, id: idFor(entry.under) }
    return {
      ...entry,
      filled: wholeRow(entry.record, { ...entry.sent, ...ofEpisode }, hand, given),
    }
  })
  return { clinics, hand, made }
}

export const idsFor =
  ({ rowKeys }: EnrollmentParts, { asking, commit }: Writing) =>
  (place: string): string =>
    rowKeys.idFor(asking.person.staff_id, commit.idempotency?.key ?? '', place)

export const mayAdd = ({ hand: { person }, made }: Making): boolean =>
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

/** The new episode's row, and where it is. */
export const episodeIn = ({ made }: Making): AnyRow => made[0]!.filled.row // the first that is made

export const whereabouts = (row: AnyRow) => ({
  episode_id: String(row['episode_id']),
  clinic_id: String(row['clinic_id']),
  referred_on: row['referred_on'] as CalendarDay, // the contract has read it
  closed_on: null,
})

/** @param chart of the patient, with the new episode in it */
export async function rowFaults(
  parts: EnrollmentParts,
  { hand, made }: Making,
  chart: Dossier,
  where: Whereabouts,
): Promise<readonly PlacedFault[]> {
  const faults: PlacedFault[] = []
  for (const { record, under, filled } of made) {
    const read = readRow(record, filled.row, where)
    const rewriting = { before: null, after: read.row }
    const found = [
      ...read.faults,
      ...chartFaults(record, rewriting, chart, hand),
      ...(await referenceFaults(parts, record, rewriting)),
    ]
    faults.push(...found.map((fault) => ({ under, ...fault })))
  }
  return [...faults, ...teamFaults(made)]
}

/** Collaborative care without a care manager would be on nobody's list. */
const teamFaults = (made: readonly Made[]): readonly PlacedFault[] =>
  made.some(({ record, filled }) => record === 'care_team' && filled.row['role'] === 'care_manager')
    ? []
    : [{ under: '/care_team', column: null, expected: 'a team with a care manager' }]

export const changesOf = ({ made }: Making, where: Whereabouts): readonly Change[] =>
  made.map(({ record, filled }) => changeOf(record, readRow(record, filled.row, where).row))

export const changeOf = (record: RecordName, row: AnyRow, replaces = 0): Change =>
  ({ record, row, replaces }) as unknown as Change // read column by column as a row of it
