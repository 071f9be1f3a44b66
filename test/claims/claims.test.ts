/** Claims: once for each proven month, frozen, moved on only where a claim may go. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { determine } from '../../server/domain/billing/determination.ts'
import { rulesVersion } from '../../server/domain/billing/rules-version.ts'
import { addMonths, calendarDay } from '../../server/domain/calendar.ts'
import { claimedLines, firstOf } from '../../server/domain/claims/claim.ts'
import { determinedAgain, readProof } from '../../server/domain/claims/proof.ts'
import { type Step, stepped } from '../../server/domain/claims/states.ts'
import { type Claim, claimStates } from '../../server/domain/records/claims.ts'
import { emit, replace } from '../../server/use-cases/claims/emission.ts'
import { lookAtClaim, overpayments } from '../../server/use-cases/claims/looking.ts'
import { take } from '../../server/use-cases/claims/steps.ts'
import { type AMonth, aMonth, biller, month } from './a-month.ts'

let here: AMonth
beforeAll(async () => {
  here = await aMonth()
})
afterAll(() => here.close())

const emitted = async (place: number, by = biller()): Promise<Claim> => {
  const patient = await here.handle(here.proven[place]!)
  const done = await emit(here.parts, { patient, month }, by)
  if (done.outcome !== 'kept') throw new Error(JSON.stringify(done))
  return done.kept.claim
}
const step = (given: Partial<Step>): Step => ({
  to: 'submitted',
  on: calendarDay('2026-11-05'),
  reason: 'sent',
  carc: null,
  paid_cents: null,
  payer_claim_number: null,
  ...given,
})
const taken = async (claim: string, given: Partial<Step>) => {
  const { version } = (await here.parts.claims.claim(claim))!
  return take(here.parts, { claim, version, step: step(given) }, biller())
}
const seen = async (claim: string) => {
  const looked = await lookAtClaim(here.parts, claim, biller().asking)
  if (looked.outcome !== 'seen') throw new Error('not seen')
  return looked.looked
}

describe('emitting', () => {
  test('freezes what proves the month, and it says the same when it is determined again', async () => {
    const claim = await emitted(0)
    const looked = await seen(claim.claim_id)
    expect(claim.claim_id).toMatch(/^[A-Z0-9]{18}$/)
    expect(looked).toMatchObject({ faults: [], changed: null })
    const proof = readProof((await here.parts.claims.proof(claim.claim_id))!)
    expect(determinedAgain(proof)).toEqual(proof.determination)
    expect(claimedLines(claim)).toEqual(proof.determination.lines)
    expect(proof.evidence.length).toBeGreaterThan(10)
  })

  test('twice, by two people at once, makes one claim', async () => {
    const patient = await here.handle(here.proven[1]!)
    const all = await Promise.all(
      ['bs-1', 'bs-2', 'bs-1', 'bs-2'].map((who) =>
        emit(here.parts, { patient, month }, biller(who)),
      ),
    )
    expect(all.map(({ outcome }) => outcome).sort()).toEqual([
      'already',
      'already',
      'already',
      'kept',
    ])
    expect(await here.parts.claims.ofPatient(here.proven[1]!)).toHaveLength(1)
  })

  test('keeps the verifier of its rules once: with the first claim, and never another one', async () => {
    const emitWith = async (place: number, text: string | null) => {
      const verifier = text === null ? null : { rules_version: rulesVersion, text }
      const patient = await here.handle(here.proven.at(place)!)
      const done = await emit({ ...here.parts, verifier }, { patient, month }, biller())
      return [done.outcome, await here.parts.claims.verifier(rulesVersion)]
    }
    const trail = here.registry.auditTrail
    const before = (await trail({ limit: 100_000 })).length
    expect(await emitWith(-1, null)).toEqual(['kept', undefined])
    const both = await Promise.all([emitWith(-2, 'the first'), emitWith(-3, 'the first')])
    expect(both.map(([outcome]) => outcome)).toEqual(['kept', 'kept'])
    expect(await emitWith(-4, 'another')).toEqual(['kept', 'the first'])
    const events = await trail({ after: before, limit: 100_000 })
    const kept = events.filter(({ record }) => record === 'verifiers')
    expect(kept).toMatchObject([{ id: rulesVersion, action: 'added', version: 1 }])
    expect(kept[0]).toMatchObject({ reason: `claim for ${month}`, who: 'bs-1' })
  })

  test('is refused before the month is over, and where it does not say bill', async () => {
    const patient = await here.handle(here.proven[2]!)
    const early = await emit(here.parts, { patient, month: addMonths(month, 1) }, biller())
    expect(early).toMatchObject({ outcome: 'refused', shortfall: { reason: 'month-not-over' } })
    const never = await emit(here.parts, { patient, month: addMonths(month, -60) }, biller())
    expect(never).toMatchObject({ outcome: 'refused', shortfall: { reason: 'below-minimum' } })
  })

  test('leaves the month itself proven, and is an own service to other months', async () => {
    const claim = await emitted(3)
    const dossier = await here.dossier(claim.patient_id)
    expect(determine(dossier, month).outcome).toBe('bill')
    const reasons = (other: Partial<Claim>) =>
      determine({ ...dossier, claims: [{ ...claim, ...other }] }, month).reasons.map(
        ({ reason }) => reason,
      )
    expect(reasons({})).not.toContain('already-billed')
    expect(reasons({ month: addMonths(month, 1) })).toContain('already-billed')
    expect(reasons({ month: addMonths(month, 1), state: 'voided' })).not.toContain('already-billed')
    const service = { ...claimedLines(claim)[0]!, service_id: 'back', patient_id: claim.patient_id }
    const returned = { ...dossier, services: [{ ...service, source: 'own' as const }] }
    expect(determine(returned, month).outcome).toBe('bill')
    expect(determine({ ...returned, claims: [] }, month).outcome).toBe('no_bill')
  })
})

describe('a claim', () => {
  const steps = [
    ['submitted', {}],
    ['paid', { paid_cents: 1 }],
    ['denied', { carc: '16' }],
    ['voided', {}],
  ] as const
  const allowed: Readonly<Record<string, readonly string[]>> = {
    emitted: ['submitted', 'voided'],
    submitted: ['paid', 'denied', 'voided'],
    paid: ['voided'],
    denied: ['paid', 'voided'],
    replaced: [],
    voided: [],
  }
  test.for(claimStates)('that is %s goes only where it may', (state) => {
    const claim = { state, paid_on: null, refunded_on: null } as Claim
    const went = steps.filter(([to, more]) => 'claim' in stepped(claim, step({ to, ...more })))
    expect(went.map(([to]) => to)).toEqual(allowed[state])
  })

  test('keeps who moved it when and why; a stale sight of it moves nothing', async () => {
    const { claim_id } = await emitted(4)
    expect(await taken(claim_id, { reason: 'with the batch' })).toMatchObject({ outcome: 'kept' })
    expect(await taken(claim_id, { to: 'denied' })).toMatchObject({ outcome: 'refused' })
    expect(
      await taken(claim_id, { to: 'denied', carc: '197', reason: 'no authorization' }),
    ).toMatchObject({
      kept: { claim: { state: 'denied', carc: '197' }, version: 3 },
    })
    const old = { claim: claim_id, version: 2, step: step({ to: 'voided' }) }
    expect(await take(here.parts, old, biller())).toMatchObject({ outcome: 'stale' })
    const { history } = await seen(claim_id)
    expect(history.map(({ by, reason }) => [by.who, reason])).toEqual([
      ['bs-1', 'claim for 2026-10'],
      ['bs-1', 'with the batch'],
      ['bs-1', 'no authorization'],
    ])
  })

  test('is replaced by what the month proves now, and both are linked', async () => {
    const first = await emitted(5)
    const wish = { claim: first.claim_id, version: 1, reason: 'minutes corrected' }
    const done = await replace(here.parts, wish, biller())
    if (done.outcome !== 'kept') throw new Error(JSON.stringify(done))
    const { claim } = done.kept
    expect(claim).toMatchObject({ replaces: first.claim_id, state: 'emitted' })
    const { chain } = await seen(claim.claim_id)
    expect(chain.map(({ state }) => state).sort()).toEqual(['emitted', 'replaced'])
    expect(firstOf(chain, claim).claim_id).toBe(first.claim_id)
    const again = await replace(here.parts, { ...wish, version: 2 }, biller())
    expect(again).toMatchObject({ outcome: 'refused' })
    const patient = await here.handle(first.patient_id)
    expect(await emit(here.parts, { patient, month }, biller())).toMatchObject({
      outcome: 'already',
      kept: { claim: { claim_id: claim.claim_id } },
    })
  })

  test('that was voided stays so: there is never a second one', async () => {
    const { claim_id, patient_id } = await emitted(6)
    await taken(claim_id, { to: 'voided', reason: 'billed in error' })
    const patient = await here.handle(patient_id)
    expect(await emit(here.parts, { patient, month }, biller())).toMatchObject({
      outcome: 'already',
    })
  })
})

describe('evidence that changes after a claim', () => {
  const number = { effective_from: calendarDay('2020-01-01'), reason: 'Kelpie, our clinical lead' }

  test('is told with the difference, who made it, and what would be said now', async () => {
    const { claim_id, patient_id } = await emitted(7)
    const { activities } = await here.dossier(patient_id)
    const counted = (await seen(claim_id)).proof.determination.counted.map(
      ({ activity }) => activity,
    )
    const worked = activities.find(({ activity_id }) => activity_id === counted[0])!
    await here.write('activities', { ...worked, kind: 'clerical' }, 'it was paperwork')
    const { changed } = await seen(claim_id)
    expect(changed).toMatchObject({
      cause: 'evidence',
      rows: [
        {
          record: 'activities',
          id: worked.activity_id,
          kind: 'amended',
          columns: [{ column: 'kind', before: worked.kind, after: 'clerical' }],
        },
      ],
      made: [{ by: 'operator:test', reason: 'it was paperwork' }],
    })
    expect(changed!.now.minutes).toBeLessThan((await seen(claim_id)).proof.determination.minutes)
  })

  test('is none where the site changes a number: no flag is evidence, and no proof holds one', async () => {
    await here.write('site_numbers', { ...number, name: 'review_every', value: 90 })
    const { claim_id, patient_id } = await emitted(10)
    const text = (await here.parts.claims.proof(claim_id))!
    expect(text).not.toContain(number.reason)
    await here.write('site_numbers', { ...number, name: 'review_every', value: 7 })
    expect(await seen(claim_id)).toMatchObject({ faults: [], changed: null })
    const dossier = await here.dossier(patient_id)
    expect(dossier.site_numbers).toHaveLength(1)
    expect(determine(dossier, month)).toEqual(readProof(text).determination)
  })

  test('of other months, and ends that come later, change nothing of this one', async () => {
    const { claim_id, patient_id } = await emitted(8)
    const { activities, episodes, patient, staff } = await here.dossier(patient_id)
    const worked = activities.find(({ started_at }) => started_at.startsWith(month))!
    const later = { started_at: '2026-11-03T23:00', ended_at: '2026-11-03T23:20' }
    await here.write('activities', { ...worked, ...later, activity_id: 'later', recorded_at: null })
    await here.write('episodes', {
      ...episodes.at(-1)!,
      closed_on: '2026-11-04',
      close_reason: 'withdrew',
    })
    await here.write('patients', { ...patient, family_name: 'Renamed' })
    await here.write('staff', { ...staff[0]!, name: 'Renamed too' })
    expect((await seen(claim_id)).changed).toBeNull()
  })

  test('after payment, where less is proven, starts a clock of 60 days until it is refunded', async () => {
    const { claim_id, patient_id } = await emitted(9)
    await taken(claim_id, {})
    await taken(claim_id, { to: 'paid', paid_cents: 13359, reason: 'remittance' })
    expect(
      (await overpayments(here.parts)).map(({ listed }) => listed.claim.claim_id),
    ).not.toContain(claim_id)
    const { consents } = await here.dossier(patient_id)
    for (const consent of consents)
      await here.write('consents', { ...consent, consult_permission: false }, 'never said')
    const [owed] = await overpayments(here.parts)
    expect(owed).toMatchObject({
      listed: { claim: { claim_id } },
      since: '2026-11-05',
      refund_due: '2027-01-04',
    })
    expect(await taken(claim_id, { to: 'refunded', reason: 'given back' })).toMatchObject({
      kept: { claim: { state: 'paid', refunded_on: '2026-11-05', overpaid_since: '2026-11-05' } },
    })
    expect(await overpayments(here.parts)).toEqual([])
  })
})
