/** What is worth a look, and what is not: rules over a stream of accesses. */
import { describe, expect, test } from 'vitest'
import { gather, likeness, refusalsFrom } from '../../server/domain/audit/patterns.ts'
import type { Glance } from '../../server/domain/audit/trail.ts'
import { instant } from '../../server/domain/zone.ts'

let seq = 0
const glance = (more: Partial<Omit<Glance, 'at'>> & { readonly at?: string } = {}): Glance => {
  seq += 1
  const { at = '2026-11-02T15:00:00.000Z', ...said } = more
  const plain = { who: 'st-1', role: 'care_manager', action: 'read', outcome: 'done' } as const
  return { seq, patient: null, ...plain, ...said, at: instant(at) }
}
async function* stream(all: readonly Glance[]) {
  yield* all
}
const gathered = (all: readonly Glance[], most = 1000) => gather(stream(all), most)

describe('a name', () => {
  test.for<[staff: string, family: string, given: string, is: string | null]>([
    ['Ngozi Okafor', 'Okafor', 'Ngozi', 'own_record'],
    ['Ngozi Okafor, RN', 'Okafor', 'Ngozi', 'own_record'],
    ['Dr. Ngozi A. Okafor', 'OKAFOR', 'Ngozi', 'own_record'],
    ['Zoë Müller', 'Muller', 'Zoe', 'own_record'],
    ['Adaeze Okafor', 'Okafor', 'Ngozi', 'same_surname'],
    ['Ana María García López', 'García López', 'Juan', 'same_surname'],
    ['Okafor Smith', 'Okafor', 'Ngozi', null],
    ['Brigid Halloran', 'Okafor', 'Ngozi', null],
    ['', 'Okafor', 'Ngozi', null],
  ])('%s beside %s, %s is %s', ([name, family_name, given_name, is]) => {
    expect(likeness({ name }, { family_name, given_name })).toBe(is)
  })
})

describe('what was opened', () => {
  test('counts charts, not lists, not refusals, not sign-ins', async () => {
    const { opened, looked } = await gathered([
      glance({ patient: 'p-1' }),
      glance({ patient: 'p-1', action: 'print', at: '2026-11-02T15:05:00.000Z' }),
      glance({ patient: null, action: 'list' }),
      glance({ patient: 'p-2', outcome: 'refused', action: 'refused' }),
      glance({ action: 'sign-in' }),
    ])
    expect(looked).toBe(5)
    expect(opened).toMatchObject([
      { who: 'st-1', patient: 'p-1', events: 2, to: '2026-11-02T15:05:00.000Z' },
    ])
  })

  test.for<[many: number, days: number]>([
    [19, 0],
    [20, 1],
  ])('of %i patients in one day makes %i day worth a look', async ([many, days]) => {
    const all = Array.from({ length: many }, (_, n) => glance({ patient: `p-${n}` }))
    expect((await gathered([...all, ...all])).days).toHaveLength(days)
  })

  test('of twenty patients over two days makes none', async () => {
    const all = Array.from({ length: 20 }, (_, n) =>
      glance({ patient: `p-${n}`, at: `2026-11-0${(n % 2) + 1}T15:00:00.000Z` }),
    )
    expect((await gathered(all)).days).toEqual([])
  })

  test('is looked at no further than asked', async () => {
    expect((await gathered([glance(), glance(), glance()], 2)).looked).toBe(2)
  })
})

describe('refusals', () => {
  const refused = (at: string, more = {}) =>
    glance({ outcome: 'refused', action: 'refused', at: `2026-11-02T15:${at}.000Z`, ...more })
  const five = ['00:00', '01:00', '02:00', '03:00', '04:00']
  test.for<[string, readonly Glance[], number]>([
    ['five in a row', five.map((at) => refused(at)), 1],
    ['four in a row', five.slice(1).map((at) => refused(at)), 0],
    [
      'five with something allowed between them',
      [
        ...five.slice(0, 2).map((at) => refused(at)),
        glance(),
        ...five.slice(2).map((at) => refused(at)),
      ],
      0,
    ],
    ['five of two people', five.map((at, n) => refused(at, { who: `st-${n % 2}` })), 0],
    [
      'five, each a quarter of an hour later',
      ['00', '15', '30', '45', '59'].map((m) => refused(`${m}:00`)),
      0,
    ],
    [
      'five, while somebody else works',
      five.flatMap((at) => [refused(at), glance({ who: 'st-2' })]),
      1,
    ],
  ])('%s', async ([, all, count]) => {
    const { refusals } = await gathered(all)
    expect(refusals).toHaveLength(count)
    if (count > 0) expect(refusals[0]).toMatchObject({ who: 'st-1', events: refusalsFrom })
  })
})
