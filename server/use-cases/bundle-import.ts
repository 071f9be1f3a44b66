/**
 * Import: read → check → stage → one commit. A bundle with any fault changes nothing, and all its
 * faults are told at once; a dry run does everything but the commit.
 */
import { type Fault, faultList } from '../domain/bundle/fault.ts'
import { bundleFiles, fileOf, headerOf } from '../domain/bundle/header.ts'
import type { BundleSource } from '../domain/bundle/source.ts'
import type { Staging } from '../domain/bundle/staging.ts'
import { canonicalRow } from '../domain/canonical.ts'
import { type AnyRow, type RecordName, recordNames } from '../domain/records/index.ts'
import type { Actor, Change, Counts, Registry } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import { checkBetweenRows } from './bundle-cross.ts'
import { futureDossiers } from './bundle-future.ts'
import { completer, keeper, type Note, type Reading, readBundle } from './bundle-read.ts'

export interface ImportOrder {
  readonly source: BundleSource
  readonly actor: Actor
  readonly at: Instant
  /** Everything but the commit. */
  readonly dryRun?: boolean
  /** Called with each piece read, and while rows are written. */
  readonly progress?: (progress: ImportProgress) => void
}

/** How far an import is: bytes of the bundle read, then rows handed to the registry. */
export interface ImportProgress {
  readonly stage: 'reading' | 'checking' | 'writing'
  readonly file: string
  readonly done: number
  readonly of: number
}

export type ImportOutcome =
  | {
      readonly outcome: 'imported' | 'would_import'
      /** Only files that the bundle has. */
      readonly files: readonly ({ readonly file: string } & Counts)[]
      readonly notes: readonly Note[]
    }
  | { readonly outcome: 'refused'; readonly faults: readonly Fault[]; readonly count: number }

/** What an import works with; a staging is opened for each and closed again. */
export interface ImportMeans {
  readonly registry: Pick<Registry, 'rows' | 'read' | 'commit'>
  readonly openStaging: () => Staging
}

/** @throws BundleUnreadable; CommitRefused where the registry changed meanwhile */
export async function importBundle(
  { registry, openStaging }: ImportMeans,
  order: ImportOrder,
): Promise<ImportOutcome> {
  const staging = openStaging()
  try {
    const reading = readingOf(registry, staging, order)
    await readBundle(order.source, reading)
    order.progress?.({ stage: 'checking', file: '', done: 0, of: 1 })
    await checkBetweenRows(reading, futureDossiers(registry, staging))
    if (order.actor.role === 'data_manager') await keepRoles(registry, staging, reading)
    const { faults, notes } = reading
    if (faults.count > 0)
      return { outcome: 'refused', faults: faults.told(bundleFiles), count: faults.count }
    const counts = order.dryRun
      ? await countsOf(registry, staging)
      : (await registry.commit(commitOf(staging, order))).counts
    const files = recordNames
      .filter((record) => order.source.files.some(({ name }) => name === fileOf(record)))
      .map((record) => ({ file: fileOf(record), ...(counts[record] ?? nothing) }))
    return { outcome: order.dryRun ? 'would_import' : 'imported', files, notes }
  } finally {
    staging.close()
  }
}

/** Roles are rights: an administrator changes them, and the operator at the machine; no import does. */
async function keepRoles(
  registry: Pick<Registry, 'rows'>,
  staging: Staging,
  { faults }: Pick<Reading, 'faults'>,
): Promise<void> {
  for await (const row of registry.rows('staff')) {
    const role = staging.find('staff', { ...row })?.['role']
    if (role === undefined || role === null || role === row.role) continue
    faults.add({
      file: fileOf('staff'),
      line: null,
      column: 'role',
      value: String(role),
      expected: `${row.role}, as it is: an administrator changes roles`,
    })
  }
}

const nothing: Counts = { added: 0, amended: 0, unchanged: 0 }

function readingOf(
  registry: Pick<Registry, 'rows'>,
  staging: Staging,
  { source, progress }: ImportOrder,
): Reading {
  const of = source.files.reduce((sum, { bytes }) => sum + bytes, 0)
  let done = 0
  return {
    staging,
    faults: faultList(),
    notes: [],
    keyless: new Set(),
    progress(file, bytes) {
      done += bytes
      progress?.({ stage: 'reading', file, done, of })
    },
    complete: completer(registry, staging),
    keep: keeper(registry, staging),
  }
}

const commitOf = (staging: Staging, { actor, at, progress }: ImportOrder) => ({
  changes: changesOf(staging, progress),
  actor,
  at,
  reason: 'import',
})

const rowsBetweenTellings = 5000

/**
 * The bundle's rows as changes, the referred-to first, read from the staging as they are stored. A
 * stream, though nothing here waits: the writer gives streams a transaction to themselves.
 */
async function* changesOf(
  staging: Staging,
  progress: ImportOrder['progress'],
): AsyncGenerator<Change> {
  const of = recordNames.reduce((sum, record) => sum + staging.count(record), 0)
  let done = 0
  for (const record of recordNames)
    for (const row of staging.rows(record)) {
      if (done % rowsBetweenTellings === 0)
        progress?.({ stage: 'writing', file: fileOf(record), done, of })
      done += 1
      // a row of `record` beside its name: the pair that Change asks for
      yield { record, row } as Change
    }
}

/** What a commit would count: the registry's rows against the bundle's. */
async function countsOf(
  registry: Pick<Registry, 'rows'>,
  staging: Staging,
): Promise<Partial<Record<RecordName, Counts>>> {
  const counts: Partial<Record<RecordName, Counts>> = {}
  for (const record of recordNames) {
    const all = staging.count(record)
    if (all === 0) continue
    let [amended, unchanged] = [0, 0]
    const textOf = canonicalRow(headerOf(record))
    for await (const row of registry.rows(record) as AsyncIterable<AnyRow>) {
      const ours = staging.find(record, row)
      if (ours === undefined) continue
      if (textOf(ours) === textOf(row)) unchanged += 1
      else amended += 1
    }
    counts[record] = { added: all - amended - unchanged, amended, unchanged }
  }
  return counts
}
