/** The audit chain can be made again from what it says, by anybody with SHA-256. */
import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { eventTexts, hashOfEvent, origin } from '../../db/store/audit.ts'
import { canonicalRow, canonicalText } from '../../server/domain/canonical.ts'
import { columnsOf } from '../../server/domain/records/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { freshRegistry } from '../support/registries.ts'
import { aHouse, aPatient, storing } from '../support/rows.ts'

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const actor = { who: 'operator:"x"', role: 'operator' } as const

test('each event’s hash is made over the one before and everything that the event says', async () => {
  const registry = await freshRegistry()
  const commit = (...changes: ReturnType<typeof aPatient>) =>
    registry.commit({ changes, actor, at: instant('2026-03-01T00:00:00Z'), reason: 'a "reason" –' })
  await commit(...aHouse, ...aPatient(1))
  await commit(storing('patients', { family_name: 'O’Hara\n' }))
  const trail = await registry.auditTrail()
  let previous = origin
  for (const { hash, ...event } of trail) {
    expect(hash).toBe(sha256(previous + canonicalText(event)))
    expect(hash).toBe(hashOfEvent(previous, event))
    previous = hash
  }
  const patients = canonicalRow(Object.keys(columnsOf.patients))
  const amended = storing('patients', { family_name: 'O’Hara\n' })
  expect(trail.at(-1)?.row_hash).toBe(sha256(patients(amended.row as never))) // a row is a record
})

test('the trail comes in pages', async () => {
  const registry = await freshRegistry()
  const at = instant('2026-03-01T00:00:00Z')
  await registry.commit({ changes: [...aHouse, ...aPatient(1)], actor, at, reason: 'import' })
  const page = await registry.auditTrail({ after: 3, limit: 2 })
  expect(page.map(({ seq }) => seq)).toEqual([4, 5])
})

describe('canonical text', () => {
  const value = fc.jsonValue()

  test('says the same whatever the order of the keys, and means the same', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), value), (object) => {
        const reversed = Object.fromEntries(Object.entries(object).reverse())
        expect(canonicalText(reversed)).toBe(canonicalText(object))
        expect(JSON.parse(canonicalText(object))).toEqual(JSON.parse(JSON.stringify(object)))
      }),
    )
  })

  test('of a row is that of the object without its absent values', () => {
    const columns = ['b', 'a', 'c"d']
    const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), value)
    fc.assert(
      fc.property(fc.tuple(cell, cell, fc.constantFrom(null, undefined, 'x')), ([b, a, last]) => {
        const row = { b, a, 'c"d': last }
        const present = Object.fromEntries(
          Object.entries(row).filter(([, each]) => each !== null && each !== undefined),
        )
        expect(canonicalRow(columns)(row)).toBe(canonicalText(present))
      }),
    )
  })

  test('of an event, put together from parts, is that of the event', () => {
    const text = fc.string({ unit: 'binary' })
    const said = fc.record({ at: text, who: text, role: text, reason: text })
    const happened = fc.record({
      id: text,
      patient_id: fc.option(text),
      seq: fc.nat(),
      version: fc.nat(),
    })
    fc.assert(
      fc.property(said, happened, (commit, event) => {
        const whole = { ...event, action: 'added', record: 'scores', row_hash: 'ab' } as const
        expect(eventTexts(commit)(whole)).toBe(canonicalText({ ...commit, ...whole }))
      }),
    )
  })
})
