/** A person's desk: what they had begun, for patients who are still theirs. */
import type { Desk, EndedTimer, Started, Timer } from '../domain/desk.ts'
import type { Dossier } from '../domain/dossier.ts'
import { zoneOn } from '../domain/episode-zone.ts'
import { asSeenBy, holdsSubstanceRecords, mayMeet } from '../domain/permissions.ts'
import { CommitRefused, type Registry } from '../domain/registry.ts'
import { type Instant, type LocalTime, localTimeOf, type Moment } from '../domain/zone.ts'
import type { Handles } from './people.ts'
import { type Asking, coversIn, look, todayOf, utcDay } from './sight.ts'

export interface DeskParts {
  readonly desk: Desk
  readonly registry: Registry
  readonly handles: Handles
}

/** Whose desk: an account's, under the person who signed in. */
export interface Sitter extends Asking {
  readonly account_id: string
}

/** A timer as it is shown: with the local time that an activity would be written with. */
export interface TimerSeen extends Pick<Timer, 'kind' | 'since'> {
  readonly patient: string
  readonly family_name: string
  readonly given_name: string
  readonly started_at: LocalTime
}
export interface EndedSeen extends TimerSeen {
  readonly ended_at: LocalTime
  readonly seconds: number
}

/** What is shown, and of whom, for the log. */
export interface OnDesk<T> {
  readonly found: T
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

const nothing = { patients: [], substance_use: false } as const

const secondOf = (at: Instant): Moment => Math.floor(Date.parse(at) / 1000) as Moment // whole seconds

/** The patient of something on the desk, where the person may still meet them. */
async function theirs({ registry }: DeskParts, patientId: string, { person, at }: Asking) {
  const read = await registry.read(patientId)
  if (!read) return undefined
  const covers = await coversIn(registry)
  const met = mayMeet(read.dossier, person, todayOf(read.dossier, at), covers)
  return met ? read.dossier : undefined
}

/** Drafts about nobody, and about patients within reach; others stay unseen until they age. */
export async function drafts(parts: DeskParts, sitter: Sitter) {
  const found = []
  const patients: string[] = []
  let substance_use = false
  for (const { patient_id, content, ...kept } of await parts.desk.drafts(
    sitter.account_id,
    sitter.at,
  )) {
    const dossier = patient_id === null ? null : await theirs(parts, patient_id, sitter)
    if (dossier === undefined) continue
    if (dossier) {
      const shown = shows(sitter, dossier)
      patients.push(...shown.patients)
      substance_use ||= shown.substance_use
    }
    const patient =
      patient_id === null ? null : ((await parts.handles.handleOf('patients', patient_id)) ?? null)
    found.push({ ...kept, patient, content: JSON.parse(content) as never }) // JSON that was parsed before
  }
  return { found, patients, substance_use }
}

export type DraftKept = 'too_many' | { readonly unseen: string | null } | OnDesk<null>

/** @param patient a handle; null: about nobody */
export async function keepDraft(
  parts: DeskParts,
  sitter: Sitter,
  draft: { readonly name: string; readonly patient: string | null; readonly content: string },
): Promise<DraftKept> {
  const looked = draft.patient === null ? null : await look(parts, draft.patient, sitter)
  if (looked?.outcome === 'unseen') return { unseen: looked.patient_id }
  const { name, content } = draft
  const patient_id = looked?.sight.dossier.patient.patient_id ?? null
  const row = { name, patient_id, content, kept_at: sitter.at }
  if (!(await parts.desk.keepDraft(sitter.account_id, row))) return 'too_many'
  return { found: null, ...(looked ? shows(sitter, looked.sight.dossier) : nothing) }
}

export async function timer(parts: DeskParts, sitter: Sitter): Promise<OnDesk<TimerSeen | null>> {
  const running = await parts.desk.timer(sitter.account_id, sitter.at)
  const dossier = running && (await theirs(parts, running.patient_id, sitter))
  if (!running || !dossier) return { found: null, ...nothing }
  return { found: await timerSeen(parts, running, dossier), ...shows(sitter, dossier) }
}

export type TimerStarted =
  | { readonly unseen: string | null }
  | OnDesk<{ readonly running: TimerSeen; readonly ended: EndedSeen | null }>

/**
 * Starts now. What ran until now is ended and told, so that its time can be recorded.
 * @throws CommitRefused `key-reused` where this key started another one
 */
export async function startTimer(
  parts: DeskParts,
  sitter: Sitter,
  start: { readonly patient: string; readonly kind: Timer['kind']; readonly key: string },
): Promise<TimerStarted> {
  const looked = await look(parts, start.patient, sitter)
  if (looked.outcome === 'unseen') return { unseen: looked.patient_id }
  const { dossier } = looked.sight
  const { patient_id } = dossier.patient
  const fresh: Timer = { patient_id, kind: start.kind, since: sitter.at }
  const { running, ended }: Started = await parts.desk.startTimer(
    sitter.account_id,
    fresh,
    start.key,
  )
  // else one patient's name would stand beside what runs for another
  if (running.patient_id !== patient_id || running.kind !== start.kind)
    throw new CommitRefused('key-reused', 'another timer was started under this key')
  const former = ended && (await endedSeen(parts, ended, sitter))
  const found = { running: await timerSeen(parts, running, dossier), ended: former?.found ?? null }
  const own = shows(sitter, dossier)
  return {
    found,
    patients: [...new Set([...own.patients, ...(former?.patients ?? [])])],
    substance_use: own.substance_use || (former?.substance_use ?? false),
  }
}

export async function endTimer(
  parts: DeskParts,
  sitter: Sitter,
): Promise<OnDesk<EndedSeen | null>> {
  const ended = await parts.desk.endTimer(sitter.account_id, sitter.at)
  return (ended && (await endedSeen(parts, ended, sitter))) ?? { found: null, ...nothing }
}

async function endedSeen(
  parts: DeskParts,
  ended: EndedTimer,
  sitter: Sitter,
): Promise<OnDesk<EndedSeen> | null> {
  const dossier = await theirs(parts, ended.patient_id, sitter)
  if (!dossier) return null
  const zone = zoneOn(dossier, utcDay(ended.until))
  const found = {
    ...(await timerSeen(parts, ended, dossier)),
    ended_at: localTimeOf(secondOf(ended.until), zone),
    seconds: secondOf(ended.until) - secondOf(ended.since),
  }
  return { found, ...shows(sitter, dossier) }
}

async function timerSeen(
  { handles }: DeskParts,
  { patient_id, kind, since }: Timer,
  dossier: Dossier,
): Promise<TimerSeen> {
  const patient = await handles.handleOf('patients', patient_id)
  if (patient === undefined) throw new Error('a patient of the registry has no handle')
  const { family_name, given_name } = dossier.patient
  const started_at = localTimeOf(secondOf(since), zoneOn(dossier, utcDay(since)))
  return { patient, family_name, given_name, kind, since, started_at }
}

const shows = ({ person }: Asking, dossier: Dossier) => ({
  patients: [dossier.patient.patient_id],
  substance_use: holdsSubstanceRecords(asSeenBy(person.role, dossier)),
})
