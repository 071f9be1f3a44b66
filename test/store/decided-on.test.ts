/** A decision is stored once, and only on the evidence that it was made on. */
import { beforeEach, describe, expect, test } from 'vitest'
import type { OpenRegistry } from '../../db/index.ts'
import { canonicalText } from '../../server/domain/canonical.ts'
import type { Commit, Registry } from '../../server/domain/registry.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const at = instant('2026-03-09T07:30:00.123Z')
const actor = { who: 'cm1', role: 'care_manager' } as const
const worked = (id: string, more: object = {}) =>
  storing('activities', { activity_id: id, ...more })

describe('a decision', () => {
  let registry: OpenRegistry
  const commit = (changes: Commit['changes'], more: Partial<Commit> = {}) =>
    registry.commit({ changes, actor, at, reason: 'said so', ...more })
  const activities = async () => (await registry.read('p1'))?.dossier.activities ?? []
  beforeEach(async () => {
    registry = await freshRegistry()
    await commit([...aHouse, ...aPatient(1)])
  })
  const trail = async (of: Registry = registry) => (await of.auditTrail()).slice(7)

  test('carries out a request under one key once', async () => {
    const idempotency = { key: 'k1', fingerprint: 'f1' }
    const first = await commit([worked('a1')], { idempotency })
    const again = await commit([worked('a1')], { idempotency })
    expect(again).toEqual({ ...first, replayed: true })
    expect(await trail()).toHaveLength(1)
    await expect(
      commit([worked('a2')], { idempotency: { key: 'k1', fingerprint: 'f2' } }),
    ).rejects.toMatchObject({ reason: 'key-reused' })
    const other = { who: 'pc1', role: 'psychiatric_consultant' } as const
    const theirs = await commit([worked('a2')], { idempotency, actor: other })
    expect(theirs.replayed).toBe(false)
  })

  test('refuses a decision on a dossier of which anything has changed since', async () => {
    const { digest = '' } = (await registry.read('p1')) ?? {}
    const decidedOn = { patient_id: 'p1', digest }
    await commit([worked('a1')], { decidedOn })
    await expect(commit([worked('a2')], { decidedOn })).rejects.toMatchObject({
      reason: 'stale-version',
    })
    const { digest: newer = '' } = (await registry.read('p1')) ?? {}
    await commit([storing('staff', { name: 'Vera Ek' })])
    await expect(
      commit([worked('a2')], { decidedOn: { patient_id: 'p1', digest: newer } }),
    ).rejects.toMatchObject({ reason: 'stale-version' })
  })

  test('stands when the site changes a number: no flag is evidence', async () => {
    const { digest = '' } = (await registry.read('p1')) ?? {}
    await commit([storing('site_numbers')])
    expect(await registry.read('p1')).toMatchObject({ digest, dossier: { site_numbers: [{}] } })
    await commit([worked('a1')], { decidedOn: { patient_id: 'p1', digest } })
    expect(await activities()).toHaveLength(1)
  })

  test('a recheck sees the dossier of its own transaction, and may refuse', async () => {
    const { digest = '' } = (await registry.read('p1')) ?? {}
    const shortfall = { reason: 'too-few', message: 'No activity yet.', remedy: 'Add one.' }
    await expect(
      commit([worked('a1')], {
        decidedOn: { patient_id: 'p1', digest },
        recheck: ({ activities }) => (activities.length === 0 ? shortfall : undefined),
      }),
    ).rejects.toMatchObject({ reason: 'recheck-failed', shortfall })
    expect(await activities()).toEqual([])
  })

  test('the digest is the same for the same evidence, and made over all of it', async () => {
    await commit([worked('a1')])
    const [one, two] = [await registry.read('p1'), await registry.read('p1')]
    expect(one?.digest).toBe(two?.digest)
    expect(canonicalText(one?.dossier)).toBe(canonicalText(two?.dossier))
  })
})
