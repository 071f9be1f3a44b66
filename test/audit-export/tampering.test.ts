/** One row altered, added or removed: found, whichever row it is, though every hash be mended. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Packet, rowsOf } from '../../server/domain/audit-export/packet.ts'
import { verifyPacket } from '../../server/domain/audit-export/verification.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import type { AnyRow } from '../../server/domain/records/index.ts'
import { sha256 } from '../../server/use-cases/audit-export/packets.ts'
import { aBilledMonth, packetsIn } from './an-export.ts'

let packet: Packet
beforeAll(async () => {
  const billed = await aBilledMonth(1)
  await billed.make('one.zip')
  packet = packetsIn(billed.pathOf('one.zip'))[0]!
  await billed.close()
})
afterAll(() => undefined)

/** What a forger would hand over: the claim's own seal made anew over the forged proof. */
const forged = (dossier: Dossier, more: Partial<Packet> = {}): Packet => ({
  ...packet,
  claim: null, // its seal would tell at once: the rows must tell too
  frozen: { ...packet.frozen, dossier },
  ...more,
})
const faultsOf = (of: Packet) => verifyPacket(of, sha256).faults
const lists = () =>
  Object.entries(packet.frozen.dossier).filter(
    ([name, list]) => Array.isArray(list) && list.length > 0 && name !== 'elsewhere',
  ) as unknown as readonly (readonly [keyof Dossier, readonly AnyRow[]])[] // lists of rows

const anyRow = () =>
  fc
    .constantFrom(...lists())
    .chain(([name, list]) =>
      fc.record({ name: fc.constant(name), place: fc.nat({ max: list.length - 1 }) }),
    )
const without = (name: keyof Dossier, place: number): Dossier => ({
  ...packet.frozen.dossier,
  [name]: (packet.frozen.dossier[name] as readonly unknown[]).toSpliced(place, 1),
})

test('as it was exported, nothing is wrong with it', () => {
  expect(verifyPacket(packet, sha256)).toEqual({
    faults: [],
    rows: rowsOf(packet.frozen.dossier).length + 1,
  })
})

test('any cell of any row altered', () => {
  fc.assert(
    fc.property(anyRow(), fc.nat(), ({ name, place }, pick) => {
      const rows = packet.frozen.dossier[name] as readonly AnyRow[]
      const row = rows[place]!
      const cells = Object.keys(row).filter(
        (column) =>
          column !== 'case_review_seconds' &&
          typeof row[column] === 'string' &&
          column !== 'time_zone',
      )
      const column = cells[pick % cells.length]!
      const lie = { ...row, [column]: `${row[column]}0` }
      const dossier = { ...packet.frozen.dossier, [name]: rows.toSpliced(place, 1, lie) }
      expect(faultsOf(forged(dossier as Dossier))).not.toEqual([])
    }),
    { numRuns: 60 },
  )
})

test('any row removed, with its events left or not', () => {
  fc.assert(
    fc.property(anyRow(), ({ name, place }) => {
      expect(faultsOf(forged(without(name, place)))).not.toEqual([])
    }),
    { numRuns: 40 },
  )
})

test('a row added, which no event tells of', () => {
  const { dossier } = packet.frozen
  const [first] = dossier.activities
  const activities = [...dossier.activities, { ...first!, activity_id: 'more' }]
  const claim = null
  const faults = verifyPacket({ ...forged({ ...dossier, activities }), claim }, sha256).faults
  expect(faults.map(({ place, says }) => `${place}: ${says}`)).toContain(
    'activities/more: no audit event tells of this row: it was added',
  )
})

test('an event that tells something else than its hash was made of', () => {
  const [first, ...rest] = packet.events
  const lie = { ...packet, events: [{ ...first!, who: 'somebody else' }, ...rest] }
  expect(faultsOf(lie)).toContainEqual({
    place: `audit event ${first!.seq}`,
    says: 'what stands there is not what its hash was made of',
  })
})

test('an event later than the signed checkpoint', () => {
  const last = packet.events.at(-1)!
  expect(verifyPacket(packet, sha256, last.seq).faults).toEqual([])
  expect(verifyPacket(packet, sha256, last.seq - 1).faults).not.toEqual([])
})

test('another answer than the rules come to, and other rules', () => {
  const { determination } = packet.frozen
  const lie = { ...determination, minutes: determination.minutes + 1 }
  const told = { ...packet, frozen: { ...packet.frozen, determination: lie } }
  expect(faultsOf(told).map(({ place }) => place)).toContain('the determination')
  const older = { ...packet, frozen: { ...packet.frozen, rules_version: '2019.1' } }
  expect(faultsOf(older)[0]).toMatchObject({ place: 'the rules' })
})
