/** What the month's run says of claims and money beside each patient's determination. */
import { momentIn } from '../../domain/billing/chart.ts'
import { determine } from '../../domain/billing/determination.ts'
import type { Determination } from '../../domain/billing/determined.ts'
import { policyOn } from '../../domain/billing/policy.ts'
import { type CalendarMonth, lastDay } from '../../domain/calendar.ts'
import { claimedLines, claimOf } from '../../domain/claims/claim.ts'
import { saysLess } from '../../domain/claims/difference.ts'
import { evidenceText } from '../../domain/claims/evidence.ts'
import { expectedCents } from '../../domain/claims/fees.ts'
import { crossedSince, isJustShort, type JustShort } from '../../domain/claims/signals.ts'
import type { Dossier } from '../../domain/dossier.ts'
import type { BillingMonth, Claim, Fee } from '../../domain/records/index.ts'
import type { Registry } from '../../domain/registry.ts'
import { sha256 } from './parts.ts'

export interface ClaimMark {
  readonly claim: string
  readonly state: Claim['state']
  /** What the month rests on is not what it was when the claim was emitted. */
  readonly changed: boolean
  /** And something that was billed is no longer proven. */
  readonly says_less: boolean
}

export interface Marks {
  /** Null: nothing was emitted; a proven month is then the draft of a claim. */
  readonly claim: ClaimMark | null
  /** Of the lines, or on hold of the proposed ones; null where a fee is not known. */
  readonly expected_cents: number | null
  /** What was recorded after the month was closed; null: nothing, or it is open. */
  readonly after_close: AfterClose | null
}

/** Late entries as what they changed. */
export interface AfterClose {
  readonly entries: number
  /** Whole minutes that count without them. */
  readonly minutes_before: number
}

/** A month that was just short at the first look, and has reached the band since. */
export interface ReachedSince {
  readonly first_look_at: string
  readonly minutes_then: number
  readonly code: string
}

/** What all rows of a run are marked by. */
export interface Marking {
  readonly fees: readonly Fee[]
  /** When the month was closed; null: it is open. */
  readonly closed_at: string | null
}

export function marksOf(
  dossier: Dossier,
  determination: Determination,
  { fees, closed_at }: Marking,
  clinicId: string | null,
): Marks {
  const { month, lines, proposed } = determination
  const claim = claimOf(dossier.claims, month)
  const found = policyOn(dossier, lastDay(month))
  const clinic = dossier.clinics.find(({ clinic_id }) => clinic_id === clinicId)
  const place = {
    payer_id: found.kind === 'coverage-missing' ? null : found.payer_id,
    locality: clinic?.locality ?? null,
  }
  const expected = expectedCents(fees, lines.length > 0 ? lines : proposed, place)
  return {
    claim: claim ? markOf(claim, dossier, determination) : null,
    expected_cents: expected,
    after_close: closed_at === null ? null : afterClose(dossier, month, closed_at),
  }
}

function afterClose(dossier: Dossier, month: CalendarMonth, closedAt: string): AfterClose | null {
  const closing = Date.parse(closedAt) / 1000
  const late = dossier.activities.filter(
    ({ started_at, ended_at, recorded_at }) =>
      started_at.startsWith(month) && momentIn(dossier, recorded_at ?? ended_at) > closing,
  )
  if (late.length === 0) return null
  const activities = dossier.activities.filter((one) => !late.includes(one))
  const { minutes } = determine({ ...dossier, activities }, month)
  return { entries: late.length, minutes_before: minutes }
}

function markOf(claim: Claim, dossier: Dossier, determination: Determination): ClaimMark {
  const changed = sha256(evidenceText(dossier, determination)) !== claim.evidence_sha256
  return {
    claim: claim.claim_id,
    state: claim.state,
    changed,
    says_less: changed && saysLess(claimedLines(claim), determination.lines),
  }
}

/** Whether a month was just short, as a first look notes it. */
export function justShort(dossier: Dossier, determination: Determination): readonly JustShort[] {
  const { minutes, next } = determination
  return next && isJustShort(determination)
    ? [[dossier.patient.patient_id, minutes, next.code, next.minutes_to_go]]
    : []
}

/** Who was just short at a month's first look, as it was kept. */
export const justShortIn = ({ just_short }: BillingMonth): readonly JustShort[] =>
  JSON.parse(just_short) as JustShort[] // as a first look wrote it

/** Whether a patient's minutes of a month were just short at its first look, and are not any more. */
export async function reachedSince(
  registry: Pick<Registry, 'history'>,
  { patient }: Pick<Dossier, 'patient'>,
  { month, minutes }: Determination,
): Promise<ReachedSince | null> {
  const row = (await registry.history('billing_months', month)).at(-1)?.row as
    | BillingMonth
    | undefined // rows of it
  const then = row && justShortIn(row).find(([patient_id]) => patient_id === patient.patient_id)
  if (!row || !then || !crossedSince(then, minutes)) return null
  return { first_look_at: row.first_look_at, minutes_then: then[1], code: then[2] }
}

/** All fees, for they are few, and whether the month is closed. */
export async function markingOf(
  registry: Pick<Registry, 'rows' | 'history'>,
  month: CalendarMonth,
): Promise<Marking> {
  const fees: Fee[] = []
  for await (const fee of registry.rows('fee_schedules')) fees.push(fee)
  const row = (await registry.history('billing_months', month)).at(-1)?.row
  return { fees, closed_at: (row as BillingMonth | undefined)?.closed_at ?? null } // rows of it
}
