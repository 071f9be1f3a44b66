/** Patients shown by a command: recorded in the access log first, then shown, batch by batch. */
import type { AccessAction, AccessLog } from '../domain/access.ts'
import type { Dossier } from '../domain/dossier.ts'
import { holdsSubstanceRecords } from '../domain/permissions.ts'
import type { Tools } from './command.ts'

/** What is done with whom, in the log's words. */
export interface Showing<T> {
  readonly action: AccessAction
  readonly what: string
  /** What a patient's dossier gives; a patient of whom there is nothing is not shown. */
  readonly of: (dossier: Dossier) => readonly T[]
  /** Takes what a batch of patients gave, once their being shown is on record. */
  readonly show: (given: readonly T[]) => Promise<void>
}

const batchSize = 250

interface Waiting<T> {
  readonly patient_id: string
  readonly substance_use: boolean
  readonly given: readonly T[]
}

/** @returns how many patients were shown */
export async function showPatients<T>(
  dossiers: AsyncIterable<Dossier>,
  { action, what, of, show }: Showing<T>,
  { log, tools }: { readonly log: AccessLog; readonly tools: Tools },
): Promise<number> {
  // dossiers are let go at once: only what is to be shown waits for its entry in the log
  let batch: Waiting<T>[] = []
  let shown = 0
  const release = async (): Promise<void> => {
    const patients = batch.map(({ patient_id }) => patient_id)
    const substance_use = batch.some((one) => one.substance_use)
    const who = { at: tools.now(), actor: tools.operator }
    await log.record({
      ...who,
      action,
      what,
      patients,
      substance_use,
      outcome: 'done',
      reason: null,
    })
    await show(batch.flatMap(({ given }) => given))
    shown += batch.length
    batch = []
    tools.status(`${what}: ${shown} patients`)
  }
  for await (const dossier of dossiers) {
    const given = of(dossier)
    const { patient_id } = dossier.patient
    const substance_use = holdsSubstanceRecords(dossier)
    if (given.length > 0) batch.push({ patient_id, substance_use, given })
    if (batch.length >= batchSize) await release()
  }
  if (batch.length > 0 || shown === 0) await release()
  tools.status('')
  return shown
}

/** Prints lines; resolves when whoever reads them has caught up. */
export async function printed(lines: readonly string[], { out }: Tools): Promise<void> {
  if (lines.length > 0) await out(lines.join('\n'))
}
