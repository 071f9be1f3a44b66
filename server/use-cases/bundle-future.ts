/** A patient's dossier as it would be after an import: the bundle's rows over the registry's. */
import type { Staging } from '../domain/bundle/staging.ts'
import { type Dossier, patientRecords } from '../domain/dossier.ts'
import {
  type AnyRow,
  type Column,
  columnsOf,
  idOf,
  type RecordName,
  type RowOf,
} from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { FutureDossier } from './bundle-cross.ts'

const shared = ['staff', 'clinics', 'payers', 'policies', 'site_numbers'] as const
type Shared = Pick<Dossier, (typeof shared)[number]>

/** Asked rarely, for episodes that seem to overlap; what all dossiers share is read once. */
export function futureDossiers(
  registry: Pick<Registry, 'rows' | 'read'>,
  staging: Staging,
): FutureDossier {
  let common: Promise<Shared> | undefined
  return async (patientId) => {
    common ??= sharedRows(registry, staging)
    const held = (await registry.read(patientId))?.dossier
    const [patient = held?.patient] = sound('patients', staging.rowsOf('patients', patientId))
    if (!patient) return undefined
    const own = Object.fromEntries(
      patientRecords.map((record) => [
        record,
        overlaid<typeof record>(record, held?.[record] ?? [], staging.rowsOf(record, patientId)),
      ]),
    )
    // fromEntries forgets the names: each of patientRecords stands with rows of its own
    return {
      ...nothingBeside,
      ...held,
      ...(own as unknown as Dossier),
      ...(await common),
      patient,
    }
  }
}

/** What a patient whom the registry does not know yet has beside rows of their own. */
const nothingBeside = { meetings: [], elsewhere: [], withdrawn_scores: [], claims: [] }

async function sharedRows(registry: Pick<Registry, 'rows'>, staging: Staging): Promise<Shared> {
  const rows: Partial<Record<(typeof shared)[number], readonly AnyRow[]>> = {}
  for (const record of shared) {
    const held: RowOf<typeof record>[] = []
    for await (const row of registry.rows(record)) held.push(row)
    rows[record] = overlaid<typeof record>(record, held, [...staging.rows(record)])
  }
  return rows as unknown as Shared // the records named in `shared`, each with its own rows
}

/** Rows by key, the bundle's in place of the registry's, ordered by key; none entered in error. */
function overlaid<R extends RecordName>(
  record: R,
  held: readonly RowOf<R>[],
  staged: readonly RowOf<R>[],
): readonly RowOf<R>[] {
  const byKey = new Map(held.map((row) => [idOf(record, row), row]))
  for (const row of sound(record, staged)) byKey.set(idOf(record, row), row)
  return [...byKey]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, row]) => row)
    .filter((row: AnyRow) => (row['entered_in_error'] ?? null) === null)
}

/** Rows of which nothing required is missing: a faulty row judges nothing. */
const sound = <R extends RecordName>(record: R, rows: readonly RowOf<R>[]): readonly RowOf<R>[] => {
  const required = Object.entries<Column>(columnsOf[record])
    .filter(([, column]) => column.required)
    .map(([name]) => name)
  return rows.filter((row: AnyRow) => required.every((name) => row[name] !== null))
}
