/**
 * The port behind an import: a bundle's rows in a temporary place outside the registry, each with
 * its line, and questions about all of them at once. Whatever the size of the bundle, memory stays
 * flat; and nothing here outlives the import.
 */
import type { Whereabouts } from '../episode-zone.ts'
import type { AnyRow, RecordName, RowOf } from '../records/index.ts'
import type { TimeZone } from '../zone.ts'
import type { KnownVersion } from './policies.ts'

/** A row of the bundle that a question found. */
export interface Found {
  readonly line: number
  readonly value: string
}

/** A key that stands on two lines of one file, or a value that two rows may not share. */
export interface FoundTwice extends Found {
  /** The other row's line; null where the registry holds it. */
  readonly other_line: number | null
}

/** Two episodes of one patient and model, the second starting while the first is open. */
export interface EpisodePair {
  readonly earlier: RowOf<'episodes'>
  readonly later: RowOf<'episodes'>
  /** The line of the later one, or, where the registry holds that one, of the earlier. */
  readonly line: number
}

/** An episode as far as it tells where the patient is. */
export type StagedEpisode = Whereabouts['episodes'][number] & Whereabouts['clinics'][number]

/** All questions see the registry as it would be: the bundle's rows over the completed records. */
export interface Staging {
  /** Keeps a row of the bundle; cells that could not be read are null. */
  add(record: RecordName, line: number, row: AnyRow): void
  /** Keeps a row that the registry holds, unless the bundle brings that row itself. */
  complete(record: RecordName, row: AnyRow): void
  /** What it makes gives the bundle's row of a known row's key what that says in these columns. */
  filler(record: RecordName, columns: readonly string[]): (known: AnyRow) => void
  /** Keys that stand twice in one file, with the first line. */
  duplicates(record: RecordName): Iterable<FoundTwice>
  /** Values of a column that name no row of the record they refer to. */
  dangling(record: RecordName, column: string, to: RecordName): Iterable<Found>
  sharedMrns(): Iterable<FoundTwice>
  overlappingEpisodes(): readonly EpisodePair[]
  policyVersions(): readonly KnownVersion[]
  /** Policies that payers name, each with its line. */
  policiesOfPayers(): Iterable<Found>
  clinicZones(): readonly TimeZone[]
  episodesOf(patientId: string): readonly StagedEpisode[]
  zoneOfClinic(clinicId: string): TimeZone | undefined
  /** The zone of the clinic in which most of a care manager's patients are. */
  zoneOfCareManager(staffId: string): TimeZone | undefined
  /** The bundle's rows of one record, in the order of the file. */
  rows<R extends RecordName>(record: R): Iterable<RowOf<R>>
  /** The bundle's rows of one patient. */
  rowsOf<R extends RecordName>(record: R, patientId: string): readonly RowOf<R>[]
  /** The bundle's row with that key. */
  find(record: RecordName, row: AnyRow): AnyRow | undefined
  count(record: RecordName): number
  /** Ends the staging and deletes what it kept. */
  close(): void
}
