/**
 * What was made of single patients, remembered until something is written that it was made of: after
 * a write, whoever it does not touch need not be read again. The audit chain tells of every write,
 * whichever program made it.
 */
import { clockSlack } from '../domain/clock-slack.ts'
import type { Dossier } from '../domain/dossier.ts'
import type { Cover } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { TimeZone } from '../domain/zone.ts'
import { lastEvent } from './memo.ts'
import { coversIn } from './sight.ts'
import { type Ties, tiedTo, tiesOf } from './ties.ts'
import { type Clocks, isTouched, type Touched, touchedBy } from './touched.ts'

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
  /** Labels by patient, and by the staff to whose time or meetings they are tied. */
  const tied = new Map<string, Set<string>>()
  let known = 0
  let clocks: Clocks | undefined
  let covers: Promise<readonly Cover[]> | undefined
  let turn: Promise<unknown> = Promise.resolve()

  const forgetAll = () => {
    kept.clear()
    tied.clear()
    clocks = undefined
    covers = undefined
  }
  const drop = (label: string) => {
    const gone = kept.get(label)
    kept.delete(label)
    for (const name of gone ? namesOf(gone) : []) {
      const labels = tied.get(name)
      labels?.delete(label)
      if (labels?.size === 0) tied.delete(name)
    }
  }
  const forget = (touched: Touched, shown: Clocks) => {
    if (touched.everybody) return forgetAll()
    if (touched.covers) covers = undefined
    // where places moved anybody may be touched; else only whoever is tied to what was
    const near = touched.places && !shown.one ? kept.keys() : nearTo(touched)
    for (const label of [...near]) {
      const one = kept.get(label)
      if (one && isTouched(one.patient_id, one.ties, touched, shown)) drop(label)
    }
  }
  const nearTo = ({ patients, time, meetings_of }: Touched): ReadonlySet<string> => {
    const staff = [...time.map(({ staff_id }) => staff_id), ...meetings_of]
    return new Set([...patients, ...staff].flatMap((name) => [...(tied.get(name) ?? [])]))
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
      clocks ??= await clocksOf(registry)
      // From here on nothing is awaited: what is kept meanwhile is either looked at, or refused.
      forget(touched, clocks)
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
      drop(label)
      const made = { patient_id: dossier.patient.patient_id, ties: tiesOf(dossier), value }
      kept.set(label, made)
      for (const name of namesOf(made)) tied.set(name, (tied.get(name) ?? new Set()).add(label))
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) drop(oldest)
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

/** Ids of different records never meet here: a label too many is only looked at once more. */
const namesOf = ({ patient_id, ties }: Kept<unknown>): readonly string[] => [
  patient_id,
  ...tiedTo(ties),
]

async function clocksOf(registry: Source): Promise<Clocks> {
  const zones = new Set<TimeZone>()
  for await (const { time_zone } of registry.rows('clinics')) zones.add(time_zone)
  return { one: zones.size <= 1, slack: clockSlack([...zones]) }
}
