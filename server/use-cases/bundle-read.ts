/** Reads a bundle file by file into the staging, telling what is wrong with each row. */
import { type Fault, type FaultList, faultsTold } from '../domain/bundle/fault.ts'
import {
  bundleFiles,
  fileOf,
  type Header,
  readHeader,
  recordOfFile,
} from '../domain/bundle/header.ts'
import { timePlacer, type ZoneOnDay } from '../domain/bundle/local-times.ts'
import { untold } from '../domain/bundle/own-columns.ts'
import { type PlacedFault, readPolicies } from '../domain/bundle/policies.ts'
import type { BundleSource } from '../domain/bundle/source.ts'
import type { Staging } from '../domain/bundle/staging.ts'
import { zoneOn } from '../domain/episode-zone.ts'
import {
  type AnyRow,
  type Column,
  columnsOf,
  keyOf,
  type RecordName,
  recordNames,
} from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import { csvPieces } from './bundle-csv.ts'
import { type RowReading, rowReader, type Setting } from './bundle-rows.ts'

/** Something taken that was not written plainly: for a person to look at, no fault. */
export interface Note {
  readonly file: string
  readonly line: number
  readonly says: string
}

/** What a reading has gathered so far, and where it tells what it finds. */
export interface Reading {
  readonly staging: Staging
  readonly faults: FaultList
  readonly notes: Note[]
  /** Records whose key no row of the bundle gives: nothing can be said of what refers to them. */
  readonly keyless: Set<RecordName>
  readonly progress: (file: string, bytes: number) => void
  /** Lays the registry's own rows of a record under the bundle's, once. */
  readonly complete: (record: RecordName) => Promise<void>
  /** Leaves what the registry's own rows say in columns of which the bundle's say nothing. */
  readonly keep: (record: RecordName, columns: readonly string[]) => Promise<void>
}

/** Fills the bundle's rows from the registry's of the same key. */
export const keeper =
  (registry: Pick<Registry, 'rows'>, staging: Staging): Reading['keep'] =>
  async (record, columns) => {
    const fill = staging.filler(record, columns)
    for await (const row of registry.rows(record) as AsyncIterable<AnyRow>) fill(row)
  }

/** Lays rows under the bundle's where a question needs them; each record at most once. */
export function completer(registry: Pick<Registry, 'rows'>, staging: Staging): Reading['complete'] {
  const done = new Set<RecordName>()
  return async (record) => {
    if (done.has(record)) return
    done.add(record)
    for await (const row of registry.rows(record) as AsyncIterable<AnyRow>)
      staging.complete(record, row)
  }
}

const hasTimes = (record: RecordName): boolean =>
  Object.values<Column>(columnsOf[record]).some(({ kind }) => kind === 'time')

/** What tells where a record's rows happened; read from the registry where the bundle lacks it. */
const tellsWhere = (record: RecordName): readonly RecordName[] => {
  if (!hasTimes(record)) return []
  return record === 'meetings' ? ['clinics', 'episodes', 'care_team'] : ['clinics', 'episodes']
}

export async function readBundle(source: BundleSource, reading: Reading): Promise<void> {
  for (const fault of source.faults) reading.faults.add(fault)
  const given = new Set(source.files.map(({ name }) => name))
  for (const name of given)
    if (!recordOfFile(name)) reading.faults.add({ ...nowhere(name), expected: knownFile })
  for (const record of recordNames) {
    if (!given.has(fileOf(record))) continue
    for (const other of tellsWhere(record)) await reading.complete(other)
    if (record === 'policies') await readPolicyFile(source, reading)
    else await readCsvFile(source, record, reading)
  }
}

const nowhere = (file: string) => ({ file, line: null, column: null, value: null })
const knownFile = `a file of a bundle: ${bundleFiles.join(', ')}`

async function readCsvFile(
  source: BundleSource,
  record: RecordName,
  reading: Reading,
): Promise<void> {
  const file = fileOf(record)
  const chunks = await source.read(file)
  let read: ((texts: readonly string[]) => RowReading) | undefined
  let absent: readonly string[] = []
  for await (const { rows, lines, faults } of csvPieces(watched(chunks, file, reading))) {
    tell(file, faults, reading)
    for (let i = 0; i < rows.length; i++) {
      if (read) keep(record, lines[i]!, read(rows[i]!), reading)
      else {
        const header = readHeader(record, rows[i]!)
        absent = untold(record, header)
        read = openFile(record, header, lines[i]!, reading)
      }
    }
  }
  if (absent.length > 0) await reading.keep(record, absent)
  if (!read) tell(file, [{ line: 1, column: null, value: '', expected: 'a header' }], reading)
}

async function* watched(chunks: AsyncIterable<Buffer>, file: string, { progress }: Reading) {
  for await (const chunk of chunks) {
    progress(file, chunk.length)
    yield chunk
  }
}

function openFile(record: RecordName, header: Header, line: number, reading: Reading) {
  tell(
    fileOf(record),
    header.faults.map((fault) => ({ line, ...fault })),
    reading,
  )
  const columns = Object.keys(columnsOf[record])
  const key = keyOf(record)
  if (key.some((name) => header.places[columns.indexOf(name)] === -1)) reading.keyless.add(record)
  return rowReader(record, header, settingOf(record, reading.staging))
}

function keep(record: RecordName, line: number, read: RowReading, reading: Reading): void {
  const { row, faults, note } = read
  const file = fileOf(record)
  if (faults.length > 0)
    tell(
      file,
      faults.map((fault) => ({ line, ...fault })),
      reading,
    )
  if (note !== null && reading.notes.length < faultsTold)
    reading.notes.push({ file, line, says: note })
  reading.staging.add(record, line, row)
}

function tell(file: string, faults: readonly PlacedFault[], { faults: list }: Reading): void {
  for (const { line, column, value = null, expected } of faults)
    list.add({ file, line, column, value, expected } satisfies Fault)
}

/** Only records with times ask where they happened. */
const settingOf = (record: RecordName, staging: Staging): Setting => ({
  placeTime: timePlacer(hasTimes(record) ? staging.clinicZones() : []),
  zoneOf: record === 'meetings' ? meetingZone(staging) : patientZone(staging),
})

/** Undefined where no episode tells where the patient is. */
const patientZone =
  (staging: Staging) =>
  (row: AnyRow): ZoneOnDay =>
  (day) => {
    const episodes = staging.episodesOf(String(row['patient_id']))
    return episodes.length === 0 ? undefined : zoneOn({ episodes, clinics: episodes }, day)
  }

const meetingZone = (staging: Staging) => (row: AnyRow) => () =>
  row['clinic_id'] === null
    ? staging.zoneOfCareManager(String(row['care_manager_id']))
    : staging.zoneOfClinic(String(row['clinic_id']))

/** Policies are few: their file is read whole, up to a size that no payer's rules reach. */
const longestPolicies = 4 * 2 ** 20

async function readPolicyFile(source: BundleSource, reading: Reading): Promise<void> {
  const file = fileOf('policies')
  const size = source.files.find(({ name }) => name === file)?.bytes ?? 0
  if (size > longestPolicies) {
    const expected = `at most ${longestPolicies} bytes`
    return tell(file, [{ line: null, column: null, value: `${size} bytes`, expected }], reading)
  }
  const chunks: Buffer[] = []
  for await (const chunk of watched(await source.read(file), file, reading)) chunks.push(chunk)
  let text: string
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(chunks)) // drops a BOM
  } catch {
    return tell(file, [{ line: null, column: null, value: null, expected: 'UTF-8 text' }], reading)
  }
  const { rows, faults } = readPolicies(text)
  tell(file, faults, reading)
  for (const { line, row } of rows) reading.staging.add('policies', line, row)
}
