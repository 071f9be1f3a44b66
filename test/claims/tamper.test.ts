/** Whatever is changed in a frozen proof, by a byte or by a row, is found. */
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canonicalText } from '../../server/domain/canonical.ts'
import { evidenceText } from '../../server/domain/claims/evidence.ts'
import {
  type ClaimProof,
  determinedAgain,
  proofFaults,
  proofText,
  readProof,
} from '../../server/domain/claims/proof.ts'
import type { Claim } from '../../server/domain/records/claims.ts'
import { emit } from '../../server/use-cases/claims/emission.ts'
import { sha256 } from '../../server/use-cases/claims/parts.ts'
import { type AMonth, aMonth, biller, month } from './a-month.ts'

let here: AMonth
let claim: Claim
let text: string
beforeAll(async () => {
  here = await aMonth()
  const patient = await here.handle(here.proven[0]!)
  const done = await emit(here.parts, { patient, month }, biller())
  if (done.outcome !== 'kept') throw new Error('not emitted')
  claim = done.kept.claim
  text = (await here.parts.claims.proof(claim.claim_id))!
})
afterAll(() => here.close())

describe('the proof of a claim', () => {
  test('is one text for one proof, and what was sealed', () => {
    expect(proofFaults(text, claim, sha256)).toEqual([])
    expect(proofText(readProof(text))).toBe(text)
    expect(sha256(text)).toBe(claim.sha256)
    expect(evidenceText(readProof(text).dossier, determinedAgain(readProof(text)))).toHaveLength(
      evidenceText(readProof(text).dossier, readProof(text).determination).length,
    )
  })

  test('with any byte changed, added or taken out is found', () => {
    const place = fc.nat({ max: text.length - 1 })
    fc.assert(
      fc.property(place, fc.constantFrom('0', 'x', ' ', '"', 'é'), fc.nat(2), (at, byte, way) => {
        fc.pre(way !== 0 || text[at] !== byte)
        const rest = text.slice(way === 2 ? at : at + 1)
        const changed = text.slice(0, at) + (way === 1 ? '' : byte) + rest
        expect(proofFaults(changed, claim, sha256)).not.toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  test('sealed anew after any of its evidence rows was taken out says something else', () => {
    const proof = readProof(text)
    const rested = proof.evidence.filter((name) => name.startsWith('activities/'))
    for (const name of rested.slice(0, 12)) {
      const id = name.split('/')[1]
      const activities = proof.dossier.activities.filter(({ activity_id }) => activity_id !== id)
      const forged: ClaimProof = { ...proof, dossier: { ...proof.dossier, activities } }
      const again = determinedAgain(forged)
      expect(canonicalText(again)).not.toBe(canonicalText(proof.determination))
    }
  })

  test.for([
    ['the lines', { lines: '[]' }],
    ['the minutes', { minutes: 600 }],
    ['the patient', { patient_id: 'somebody-else' }],
    ['the month', { month: '2026-09' }],
    ['the policy', { policy: 'full_time' }],
    ['the payer', { payer_id: 'another' }],
    ['the rules', { rules_version: '2020.01' }],
    ['who emitted it', { emitted_by: 'nobody' }],
    ['when', { emitted_at: '2026-11-01T00:00:00.000Z' }],
    ['what it replaces', { replaces: 'C1' }],
  ] as const)('does not fit a claim in which %s was changed', ([, changed]) => {
    expect(proofFaults(text, { ...claim, ...changed } as Claim, sha256)).toHaveLength(1)
  })
})
