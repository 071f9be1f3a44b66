/** The registry's port over its tables: the only SQL, and the only write. */
import type { Session, Store } from '#dialect'
import type { Dossier } from '../server/domain/dossier.ts'
import type { RecordName, RowOf } from '../server/domain/records/index.ts'
import type { Choice, Read, Registry } from '../server/domain/registry.ts'
import type { Instant } from '../server/domain/zone.ts'
import { sha256, trail } from './store/audit.ts'
import { chosen } from './store/choose.ts'
import { commitTo } from './store/commit.ts'
import { dossiersOf } from './store/dossiers.ts'
import { historyOf } from './store/history.ts'
import { pages } from './store/pages.ts'
import { runOn } from './store/run.ts'
import { type View, viewOf } from './store/view.ts'

/** How many events a page of the audit trail holds unless more are asked for. */
const auditPage = 1000

export function registryOn(store: Store): Registry {
  const read = async (session: Session, patientId: string, known?: Instant) => {
    const view = await viewOf(session, known)
    for await (const [dossier] of batches(view, { by: 'patient', patient_id: patientId }))
      return dossier && withDigest(dossier)
    return undefined
  }
  return {
    read: (patientId, known) => store.reading((session) => read(session, patientId, known)),
    dossiers: (choice, known) => dossiersIn(store, choice, known),
    chosen: (choice) => store.reading((session) => idsOf(session, choice)),
    rows: (record, known) => rowsIn(store, record, known),
    history: (record, id) => store.reading((session) => historyOf(session, record, id)),
    auditTrail: ({ after = 0, limit = auditPage } = {}) =>
      store.reading((session) => trail(session, after, limit)),
    commit: commitTo(store, read),
    close: store.close,
  }
}

async function idsOf(session: Session, choice: Choice): Promise<readonly string[]> {
  const ids: string[] = []
  for await (const batch of chosen(await viewOf(session), choice))
    for (const { patient_id } of batch) ids.push(patient_id)
  return ids
}

/** A claim that was decided on is not stale because the site reads its flags otherwise now. */
const withDigest = (dossier: Dossier): Read => ({
  dossier,
  // rows come with their columns in one order, lists in the order of their keys: the text is one
  digest: sha256(JSON.stringify({ ...dossier, site_numbers: undefined })),
})

async function* batches(view: View, choice: Choice): AsyncGenerator<readonly Dossier[]> {
  const isWide =
    choice.by === 'month' ||
    (choice.by === 'open' && choice.care_manager_id === undefined && choice.member_id === undefined)
  const run = await runOn(view, isWide)
  for await (const patients of chosen(view, choice)) yield await dossiersOf(run, patients)
}

/** At one moment, on a connection of its own: a month of patients holds up nobody. */
async function* dossiersIn(store: Store, choice: Choice, known?: Instant): AsyncGenerator<Dossier> {
  const { session, release } = await store.snapshot()
  try {
    for await (const batch of batches(await viewOf(session, known), choice)) yield* batch
  } finally {
    release()
  }
}

async function* rowsIn<R extends RecordName>(
  store: Store,
  record: R,
  known?: Instant,
): AsyncGenerator<RowOf<R>> {
  const { session, release } = await store.snapshot()
  try {
    for await (const page of pages(await viewOf(session, known), record))
      for (const row of page) yield row as RowOf<R> // a page of this record
  } finally {
    release()
  }
}
