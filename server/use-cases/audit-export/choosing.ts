/** Which patient-months an export is about: claims by number, a month's, a payer's, or a sample. */
import type { Wanted } from '../../domain/audit-export/packet.ts'
import { sampled } from '../../domain/audit-export/sampling.ts'
import type { CalendarMonth } from '../../domain/calendar.ts'
import { claimOf, isStanding } from '../../domain/claims/claim.ts'
import type { Claims } from '../../domain/claims/port.ts'
import type { Registry } from '../../domain/registry.ts'

/** What of it is asked for. */
export interface Choosing {
  readonly claims: readonly string[]
  /** Months of patients by their id, with the claim that stands for each, or without one. */
  readonly months?: readonly PatientMonth[]
  readonly month: CalendarMonth | null
  readonly payer_id: string | null
  /** Months without a claim too, as they are judged now. */
  readonly unclaimed: boolean
  readonly sample: { readonly count: number; readonly seed: number } | null
  /** Then it is told of without numbers of claims and payers, which a pseudonym stands for. */
  readonly pseudonymized: boolean
}

export interface Chosen {
  readonly wanted: readonly Wanted[]
  /** In words, for the manifest. */
  readonly asked: string
  /** Numbers that no claim has. */
  readonly unknown: readonly string[]
}

interface Parts {
  readonly registry: Pick<Registry, 'chosen'>
  readonly claims: Pick<Claims, 'claim' | 'ofMonth' | 'ofPatient'>
}

export async function choose(parts: Parts, choosing: Choosing): Promise<Chosen> {
  const { claims, months = [], month, payer_id, unclaimed, sample } = choosing
  const [wanted, unknown]: [Wanted[], string[]] = [[], []]
  for (const claim_id of new Set(claims)) {
    const kept = await parts.claims.claim(claim_id)
    if (!kept) unknown.push(claim_id)
    else wanted.push({ ...patientMonth(kept.claim), claim_id })
  }
  for (const one of months) {
    const kept = (await parts.claims.ofPatient(one.patient_id)).map(({ claim }) => claim)
    wanted.push({ ...one, claim_id: claimOf(kept, one.month)?.claim_id ?? null })
  }
  if (month !== null) wanted.push(...(await ofMonth(parts, month, payer_id, unclaimed)))
  const drawn = sample ? sampled(wanted, sample.count, sample.seed) : wanted
  return { wanted: drawn, asked: inWords(choosing), unknown }
}

export interface PatientMonth {
  readonly patient_id: string
  readonly month: CalendarMonth
}

const patientMonth = (claim: { readonly patient_id: string; readonly month: string }) => ({
  patient_id: claim.patient_id,
  month: claim.month as CalendarMonth, // checked when the claim was stored
})

async function ofMonth(
  { registry, claims }: Parts,
  month: CalendarMonth,
  payerId: string | null,
  unclaimed: boolean,
): Promise<readonly Wanted[]> {
  const all = (await claims.ofMonth(month)).map(({ claim }) => claim).filter(isStanding)
  const chosen = all.filter(({ payer_id }) => payerId === null || payer_id === payerId)
  const billed = chosen.map((claim) => ({ ...patientMonth(claim), claim_id: claim.claim_id }))
  if (!unclaimed || payerId !== null) return billed
  const claimed = new Set(all.map(({ patient_id }) => patient_id))
  const others = (await registry.chosen({ by: 'month', month })).filter((id) => !claimed.has(id))
  return [...billed, ...others.map((patient_id) => ({ patient_id, month, claim_id: null }))]
}

function inWords({ claims, months = [], payer_id, ...choosing }: Choosing): string {
  const { month, unclaimed, sample, pseudonymized } = choosing
  const parts = [
    ...(claims.length > 0 ? [claimsInWords(claims, pseudonymized)] : []),
    ...(months.length > 0 ? [`${months.length} patient-months by name`] : []),
    ...(month ? [`${unclaimed ? 'patient-months' : 'claims'} of ${month}`] : []),
    ...(payer_id ? [pseudonymized ? 'one payer' : `payer ${payer_id}`] : []),
    ...(sample ? [`${sample.count} at random by seed ${sample.seed}`] : []),
  ]
  return parts.join(', ')
}

function claimsInWords(claims: readonly string[], pseudonymized: boolean): string {
  const word = claims.length === 1 ? 'claim' : 'claims'
  return pseudonymized ? `${claims.length} ${word} by number` : `${word} ${claims.join(', ')}`
}
