/** Patients with their open episodes, judged: what lists are made of, remembered by patient. */
import { setImmediate as turnOfOthers } from 'node:timers/promises'
import type { CalendarDay } from '../domain/calendar.ts'
import { type CaseloadRow, casesOf, itemsOf, type WorklistItem } from '../domain/caseload/index.ts'
import type { Dossier } from '../domain/dossier.ts'
import { zoneOn } from '../domain/episode-zone.ts'
import {
  asSeenBy,
  holdsSubstanceRecords,
  holdsSubstanceUse,
  mayMeet,
} from '../domain/permissions.ts'
import type { Cover, TeamMember } from '../domain/records/index.ts'
import type { Choice, Registry } from '../domain/registry.ts'
import { dayOfInstant, type TimeZone } from '../domain/zone.ts'
import { patientMemo } from './patient-memo.ts'
import { type Handles, handlesOfPatients } from './people.ts'
import { type Asking, coversIn, isWithinReach, utcDay } from './sight.ts'

/** A patient on the day that it is at their clinic, as a role may see them. */
export interface Met {
  /** The handle by which they are opened. */
  readonly patient: string
  readonly patient_id: string
  readonly today: CalendarDay
  /** The zone of their clinic, asked for on this day in Greenwich. */
  readonly zone: TimeZone
  readonly asked_on: CalendarDay
  readonly care_team: readonly TeamMember[]
  readonly rows: readonly CaseloadRow[]
  readonly items: readonly WorklistItem[]
  readonly substance_use: boolean
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
}

/** How many patients are judged before others get their turn: some ten milliseconds. */
const atOnce = 8

/** As many as the largest registry has in care (trust.md); a patient takes six or seven kilobytes. */
const mostPatients = 60_000

/** Who is asked about, in order of mrn, once it is known who covers whom. */
type Chosen = (covers: readonly Cover[]) => Promise<readonly string[]>

/** @returns those with an open episode whom the person may meet, in the order chosen */
export function meeting(parts: Parts): (asking: Asking, chosen: Chosen) => Promise<readonly Met[]> {
  const memo = patientMemo<Met>(parts.registry, mostPatients)
  return async (asking, chosen) => {
    const { person } = asking
    const moment = await memo.catchUp()
    const covers = await memo.covers()
    const ids = await chosen(covers)
    const labelOf = (id: string) => `${holdsSubstanceUse(person.role) ? 'all' : 'some'} ${id}`
    const met = new Map<string, Met>()
    for (const id of ids) {
      const known = memo.get(labelOf(id))
      if (known && isOfDay(known, asking)) met.set(id, known)
    }
    const missing = ids.filter((id) => !met.has(id))
    if (missing.length > 0)
      for await (const { dossier, made } of judged(parts, missing, asking)) {
        met.set(made.patient_id, made)
        memo.put(moment, labelOf(made.patient_id), dossier, made)
      }
    return ids
      .flatMap((id) => met.get(id) ?? [])
      .filter((one) => one.rows.length > 0 && mayMeet(one, person, one.today, covers))
  }
}

/**
 * Those whom the list would have had at the moment looked back at, as far as the person may meet
 * them now. Nothing of it is remembered: it is asked for now and then.
 */
export async function metThen(
  { registry, handles }: Parts,
  asking: Asking,
  choices: readonly Choice[],
): Promise<readonly Met[]> {
  const { person, as_of, known_on } = asking
  const covers = await coversIn(registry)
  const met = new Map<string, Met>()
  for (const choice of choices)
    for await (const dossier of registry.dossiers(choice, known_on)) {
      const { patient_id, mrn } = dossier.patient
      if (met.has(mrn) || !(await isWithinReach(registry, dossier, asking, covers))) continue
      const handle = (await handles.handlesOf('patients', [patient_id])).get(patient_id)
      if (handle === undefined) continue
      const seen = asSeenBy(person.role, dossier)
      met.set(mrn, metOf(seen, handle, asking.at, as_of))
    }
  return [...met.entries()]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, one]) => one)
    .filter(({ rows }) => rows.length > 0)
}

/** The same day still, there and in Greenwich. */
const isOfDay = ({ today, zone, asked_on }: Met, { at }: Asking): boolean =>
  asked_on === utcDay(at) && dayOfInstant(at, zone) === today

interface Judged {
  readonly dossier: Dossier
  readonly made: Met
}

async function* judged(
  { registry, handles }: Parts,
  patient_ids: readonly string[],
  { person, at }: Asking,
): AsyncGenerator<Judged> {
  const handleOf = await handlesOfPatients(
    handles,
    patient_ids.map((patient_id) => ({ patient: { patient_id } })),
  )
  let count = 0
  for await (const dossier of registry.dossiers({ by: 'patients', patient_ids })) {
    yield { dossier, made: metOf(asSeenBy(person.role, dossier), handleOf(dossier), at) }
    if (++count % atOnce === 0) await turnOfOthers()
  }
}

/** @param asOf another day in today's place, when it is looked back at */
function metOf(dossier: Dossier, patient: string, at: Asking['at'], asOf?: CalendarDay): Met {
  const asked_on = utcDay(at)
  const zone = zoneOn(dossier, asked_on)
  const today = asOf ?? dayOfInstant(at, zone)
  const cases = casesOf(dossier, today, asOf === undefined ? { clock_day: today } : {})
  return {
    patient,
    patient_id: dossier.patient.patient_id,
    today,
    zone,
    asked_on,
    care_team: dossier.care_team,
    rows: cases.map(({ row }) => row),
    items: cases.flatMap(itemsOf),
    substance_use: holdsSubstanceRecords(dossier),
  }
}
