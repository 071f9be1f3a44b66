/** What files for payers say of claims, gathered from the registry. */
import { type CalendarDay, type CalendarMonth, lastDay } from '../../domain/calendar.ts'
import type { Billable } from '../../domain/claims/billable.ts'
import { claimedLines } from '../../domain/claims/claim.ts'
import { feeOf } from '../../domain/claims/fees.ts'
import type { KeptClaim } from '../../domain/claims/port.ts'
import { mayDisclose, prohibitionNotice } from '../../domain/disclosing.ts'
import type { Dossier } from '../../domain/dossier.ts'
import { holdsSubstanceRecords } from '../../domain/permissions.ts'
import type { Claim, Fee, Organization } from '../../domain/records/index.ts'
import type { ClaimParts } from './parts.ts'

export interface Gathered {
  readonly kept: KeptClaim
  readonly billable: Billable
  readonly missing: readonly string[]
  readonly substance_use: boolean
}

/** @param lacking what the file's format needs of a claim and is not on record */
export async function gather(
  parts: ClaimParts,
  { claims: wanted, month }: { readonly claims: readonly string[]; readonly month: CalendarMonth },
  lacking: (one: Billable) => readonly string[],
  today: CalendarDay,
): Promise<readonly Gathered[]> {
  const all = new Map((await parts.claims.ofMonth(month)).map((one) => [one.claim.claim_id, one]))
  const kept = [...new Set(wanted)].flatMap((id) => all.get(id) ?? [])
  const ids = [...new Set(kept.map(({ claim }) => claim.patient_id))]
  const dossiers = new Map<string, Dossier>()
  for await (const dossier of parts.registry.dossiers({ by: 'patients', patient_ids: ids }))
    dossiers.set(dossier.patient.patient_id, dossier)
  const fees: Fee[] = []
  for await (const fee of parts.registry.rows('fee_schedules')) fees.push(fee)
  const organizations: Organization[] = []
  for await (const one of parts.registry.rows('organizations')) organizations.push(one)
  return kept.flatMap((one) => {
    const dossier = dossiers.get(one.claim.patient_id)
    if (!dossier) return []
    const billable = billableOf(one.claim, dossier, fees, organizations)
    const missing = [
      ...standing(one.claim),
      ...lacking(billable),
      ...undisclosed(dossier, billable, today),
    ]
    const substance_use = holdsSubstanceRecords(dossier)
    return [{ kept: one, billable, missing, substance_use }]
  })
}

/** A claim that nobody outside has seen needs no void; one that was replaced speaks no more. */
function standing({ state, submitted_on }: Claim): readonly string[] {
  if (state === 'replaced') return ['it was replaced: its replacement is exported']
  return state === 'voided' && submitted_on === null
    ? ['it was voided before it was submitted: there is nothing to tell the payer']
    : []
}

/** 42 CFR Part 2: only with the patient's recorded consent for this payer. */
function undisclosed(dossier: Dossier, { payer }: Billable, today: CalendarDay): readonly string[] {
  const names = payer ? [payer.name, payer.payer_id] : []
  const said = mayDisclose(dossier, names, today, 'billing')
  return said.may ? [] : ['a consent under 42 CFR Part 2 for this payer']
}

/** The nearest claim before it that a payer has seen. */
function lastSent(all: readonly Claim[], { replaces }: Claim): Claim | undefined {
  const before = all.find(({ claim_id }) => claim_id === replaces)
  return !before || before.submitted_on !== null ? before : lastSent(all, before)
}

function billableOf(
  claim: Claim,
  dossier: Dossier,
  fees: readonly Fee[],
  organizations: readonly Organization[],
): Billable {
  const lines = claimedLines(claim)
  const on = lines[0]?.service_on ?? lastDay(claim.month as CalendarMonth) // its column's shape
  const episode = dossier.episodes.find(({ episode_id }) => episode_id === claim.episode_id)
  const clinic = dossier.clinics.find(({ clinic_id }) => clinic_id === episode?.clinic_id) ?? null
  const place = { payer_id: claim.payer_id, locality: clinic?.locality ?? null }
  const npi = lines[0]?.practitioner_npi ?? null
  const sent = lastSent(dossier.claims, claim)
  const isVoid = claim.state === 'voided'
  const wasSent = sent?.submitted_on != null && sent.payer_id === claim.payer_id
  return {
    claim,
    lines,
    charges: lines.map(({ code, units }) => {
      const fee = feeOf(fees, code, on, place)
      return fee ? fee.amount_cents * units : null
    }),
    patient: dossier.patient,
    coverage:
      dossier.coverages
        .filter((row) => row.payer_id === claim.payer_id && row.starts_on <= on)
        .toSorted((a, b) => a.rank - b.rank)
        .find(({ ends_on }) => ends_on === null || on <= ends_on) ?? null,
    payer: dossier.payers.find(({ payer_id }) => payer_id === claim.payer_id) ?? null,
    practitioner: npi === null ? null : (dossier.staff.find((one) => one.npi === npi) ?? null),
    clinic,
    organization:
      organizations.find(({ organization_id }) => organization_id === clinic?.organization_id) ??
      null,
    frequency: isVoid ? '8' : wasSent ? '7' : '1',
    original: isVoid ? claim.payer_claim_number : wasSent ? sent.payer_claim_number : null,
    notice: holdsSubstanceRecords(dossier) ? prohibitionNotice : null,
  }
}
