/** What the registry proves about a month: of one patient, or of everybody. */

import { staffOf, teamOf } from '../domain/billing/chart.ts'
import { determine } from '../domain/billing/determination.ts'
import type { Determination } from '../domain/billing/determined.ts'
import { type CalendarMonth, firstDay, lastDay } from '../domain/calendar.ts'
import { asOf } from '../domain/caseload/as-of.ts'
import type { JustShort } from '../domain/claims/signals.ts'
import type { Draft } from '../domain/claims/what-if.ts'
import type { Dossier } from '../domain/dossier.ts'
import { holdsSubstanceRecords } from '../domain/permissions.ts'
import type { Episode } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import {
  justShort,
  type Marking,
  type Marks,
  markingOf,
  marksOf,
  type ReachedSince,
  reachedSince,
} from './claims/marks.ts'
import { type Handles, handlesOfPatients } from './people.ts'
import { type Asking, isWithinReach, look, lookAudited, type Sight, type Unseen } from './sight.ts'

/** One line of the month run. */
export interface MonthRow
  extends Pick<
      Determination,
      | 'outcome'
      | 'mrn'
      | 'minutes'
      | 'judged_as'
      | 'lines'
      | 'proposed'
      | 'reasons'
      | 'next'
      | 'bands'
    >,
    Marks {
  readonly patient: string
  readonly family_name: string
  readonly given_name: string
  readonly clinic: { readonly clinic_id: string; readonly name: string } | null
  readonly care_manager: { readonly staff_id: string; readonly name: string } | null
  readonly elements: readonly Pick<Determination['elements'][number], 'element' | 'outcome'>[]
}

/** Rows of the run as they were judged, with whom they show. */
export interface MonthBatch {
  readonly rows: readonly MonthRow[]
  /** Whose minutes are just short of a band: what a first look keeps. */
  readonly just_short: readonly JustShort[]
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

/** A run as it came from its thread: each part is rows written as JSON, joined by commas. */
export interface MonthRunResult {
  readonly parts: readonly Uint8Array[]
  readonly just_short: readonly JustShort[]
  readonly patients: readonly string[]
  readonly substance_use: boolean
}

export interface MonthRunRequest extends Asking {
  readonly month: CalendarMonth
  /** Instead of the month's rows: those that a drafted policy would change. */
  readonly draft?: Draft
}

/** Runs months where nobody waits for them: in a thread with its own read-only connection. */
export interface MonthRuns {
  /** @returns undefined where more runs are waiting than will be over soon */
  run(request: MonthRunRequest): Promise<MonthRunResult> | undefined
  close(): Promise<void>
}

interface Parts {
  readonly registry: Registry
  readonly handles: Handles
}

export interface MonthSeen {
  readonly determination: Determination
  /** As it is known now; nothing where an earlier day is asked about. */
  readonly reached_since: ReachedSince | null
}
export type MonthLooked = ({ readonly outcome: 'seen'; readonly sight: Sight } & MonthSeen) | Unseen

export const billingMonths = ({ registry, handles }: Parts) => ({
  /** Read, then judge. */
  async ofPatient(handle: string, month: CalendarMonth, asking: Asking): Promise<MonthLooked> {
    const parts = { registry, handles }
    const isAudit = asking.person.role === 'auditor'
    const looked = isAudit
      ? await lookAudited(parts, handle, month, asking)
      : await look(parts, handle, asking)
    if (looked.outcome === 'unseen') return looked
    const { dossier } = looked.sight
    const determination = determine(dossier, month)
    const isThen = asking.as_of !== undefined || asking.known_on !== undefined
    const reached_since = isThen ? null : await reachedSince(registry, dossier, determination)
    return { ...looked, determination, reached_since }
  },
})

/** How many rows travel together: a few milliseconds of judging. */
const batchSize = 100

/** Judges everybody whom the person may meet, in the order of their record numbers. */
export async function* judgeMonth(
  { registry, handles }: Parts,
  asking: MonthRunRequest,
): AsyncGenerator<MonthBatch> {
  const { month, as_of, known_on } = asking
  const marking = await markingOf(registry, month)
  let met: Dossier[] = []
  for await (const dossier of registry.dossiers({ by: 'month', month }, known_on)) {
    if (!(await isWithinReach(registry, dossier, asking))) continue
    met.push(as_of === undefined ? dossier : asOf(dossier, as_of))
    if (met.length < batchSize) continue
    yield await judged(handles, met, month, marking)
    met = []
  }
  if (met.length > 0) yield await judged(handles, met, month, marking)
}

async function judged(
  handles: Handles,
  met: readonly Dossier[],
  month: CalendarMonth,
  marking: Marking,
): Promise<MonthBatch> {
  const handleOf = await handlesOfPatients(handles, met)
  const all = met.map((dossier) => [dossier, determine(dossier, month)] as const)
  return {
    rows: all.map(([dossier, said]) => monthRow(dossier, said, handleOf(dossier), marking)),
    just_short: all.flatMap(([dossier, said]) => justShort(dossier, said)),
    patients: met.map(({ patient }) => patient.patient_id),
    substance_use: met.some(holdsSubstanceRecords),
  }
}

function monthRow(
  dossier: Dossier,
  determination: Determination,
  handle: string,
  marking: Marking,
): MonthRow {
  const { family_name, given_name } = dossier.patient
  const place = placeIn(dossier, determination.month)
  const { outcome, mrn, minutes, judged_as, lines, proposed, reasons, next, bands } = determination
  const { elements } = determination
  return {
    patient: handle,
    mrn,
    family_name,
    given_name,
    ...place,
    ...marksOf(dossier, determination, marking, place.clinic?.clinic_id ?? null),
    outcome,
    minutes,
    judged_as,
    lines,
    proposed,
    elements: elements.map(({ element, outcome }) => ({ element, outcome })),
    reasons,
    next,
    bands,
  }
}

/** Where the month's latest episode is, and who its last care manager in the month was. */
function placeIn(
  dossier: Dossier,
  month: CalendarMonth,
): Pick<MonthRow, 'clinic' | 'care_manager'> {
  const [first, last] = [firstDay(month), lastDay(month)]
  const episode = dossier.episodes
    .filter((one) => one.referred_on <= last && (one.closed_on === null || one.closed_on >= first))
    .reduce<Episode | undefined>((a, b) => (a && a.referred_on > b.referred_on ? a : b), undefined)
  if (!episode) return { clinic: null, care_manager: null }
  const clinic = dossier.clinics.find(({ clinic_id }) => clinic_id === episode.clinic_id)
  const member = teamOf(dossier, episode, 'care_manager', first, last).at(-1)
  const staff = member && staffOf(dossier, member.staff_id)
  return {
    clinic: clinic ? { clinic_id: clinic.clinic_id, name: clinic.name } : null,
    care_manager: staff ? { staff_id: staff.staff_id, name: staff.name } : null,
  }
}
