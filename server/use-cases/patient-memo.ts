/**
 * What was made of single patients, remembered until something is written that it was made of: after
 * a write, whoever it does not touch need not be read again. The audit chain tells of every write,
 * whichever program made it.
 */
import type { Dossier } from '../domain/dossier.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import { lastEvent } from './memo.ts'
import { coversIn } from './sight.ts'
import { type Ties, tiesOf } from './ties.ts'
import { isTouched, type Touched, touchedBy } from './touched.ts'

type Source = Pick<Registry, 'auditTrail' | 'history' | 'rows'>

interface Kept<T> {
  readonly patient_id: string
  readonly ties: Ties
  readonly value: T
}

export interface PatientMemo<T> {
  /**
   * Forgets whatever was touched since it was last asked; to be awaited before anything is read.
   * @returns the moment, to be named when something read after it is to be kept
   */
  catchUp(): Promise<number>
  get(label: string): T | undefined
  /** Kept only where nothing was noticed since that moment: what was read may be older than it. */
  put(moment: number, label: string, dossier: Dossier, value: T): void
  /** As of the last catching up. */
  covers(): Promise<readonly Cover[]>
}

/** More events than that, as after an import, and everything is made anew. */
const mostEvents = 200

/** @param most values kept; the one that was longest not asked for goes first */
export function patientMemo<T>(registry: Source, most: number): PatientMemo<T> {
  const kept = new Map<string, Kept<T>>()
  let known = 0
  let oneZone: boolean | undefined
  let covers: Promise<readonly Cover[]> | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const forgetAll = () => {
    kept.clear()
    oneZone = undefined
    covers = undefined
  }
  const forget = (touched: Touched, isOneZone: boolean) => {
    if (touched.everybody) return forgetAll()
    if (touched.covers) covers = undefined
    for (const [label, { patient_id, ties }] of kept)
      if (isTouched(patient_id, ties, touched, isOneZone)) kept.delete(label)
  }
  const catchUp = async (): Promise<number> => {
    const events = await registry.auditTrail({ after: known, limit: mostEvents + 1 })
    const last = events.at(-1)
    if (!last) return known
    if (kept.size === 0 || events.length > mostEvents) {
      const end = await lastEvent(registry, last.seq)
      forgetAll()
      known = end
    } else {
      const touched = await touchedBy(events, registry)
      oneZone ??= await isOneZone(registry)
      // From here on nothing is awaited: what is kept meanwhile is either looked at, or refused.
      forget(touched, oneZone)
      known = last.seq
    }
    return known
  }
  return {
    catchUp() {
      const mine = turn.then(catchUp)
      turn = mine.catch(() => undefined) // whoever asked is told; the next one tries again
      return mine
    },
    get(label) {
      const found = kept.get(label)
      if (!found) return undefined
      kept.delete(label)
      kept.set(label, found)
      return found.value
    },
    put(moment, label, dossier, value) {
      if (moment !== known) return
      kept.set(label, { patient_id: dossier.patient.patient_id, ties: tiesOf(dossier), value })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
    },
    covers() {
      covers ??= coversIn(registry).catch((error: unknown) => {
        covers = undefined
        throw error
      })
      return covers
    },
  }
}

async function isOneZone(registry: Source): Promise<boolean> {
  const zones = new Set<string>()
  for await (const { time_zone } of registry.rows('clinics')) zones.add(time_zone)
  return zones.size <= 1
}
