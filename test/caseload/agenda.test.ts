/** The weekly review: who comes first, how long it takes, and who is left for next week. */
import { describe, expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { agenda, type CaseloadRow } from '../../server/domain/caseload/index.ts'
import { type AChart, aChart } from '../support/a-chart.ts'
import { rowOn } from './flag-on.ts'

const today = '2026-03-20'
const start = aChart('2026-01-05')
const reviewed = start.reviewed('2026-03-15')
const pending = { recommends_change: true, decision: 'pending' } as const

const rowNamed = (family_name: string, story: AChart): CaseloadRow => ({
  ...rowOn(story, today)!,
  episode_id: `e-${family_name}`,
  family_name,
})
const hour = { minutes: 60 }
const at18 = start.scored('2026-01-05', 18)

// biome-ignore format: a table reads best as a table
test.for<[string, number, AChart]>([
  ['S1',            100, at18.answered('2026-03-01', '0 0 0 0 0 0 0 0 1')],
  ['T2',             80, at18.reviewed('2026-02-25')],
  ['T4',             60, start.scored('2026-01-05', 8).scored('2026-03-01', 13).reviewed('2026-03-15')],
  ['T5',             50, start.reviewed('2026-03-01', pending).reviewed('2026-03-15')],
  ['C0',             35, start],
  ['R1',             30, start.reviewed('2026-02-10')],
  ['P1',             20, at18.scored('2026-02-20', 3).scored('2026-03-10', 3).reviewed('2026-03-15')],
  ['P2',             20, reviewed.inPhase('2026-03-16', 'relapse_prevention')],
  ['nothing',         0, reviewed],
])('%s weighs %d', ([id, points, story]) => {
  const row = rowNamed('Abel', story)
  expect(row.agenda_points).toBe(points)
  expect(row.flags.map((flag): string => flag.id).includes(id)).toBe(points > 0)
})

test('T1 weighs 70, on its own between day 56 and day 70', () => {
  const row = rowOn(at18, '2026-03-10')!
  expect(row.flags.map(({ id }) => id)).toContain('T1')
  expect(row.agenda_points).toBe(70)
})

const order = (rows: readonly CaseloadRow[], meeting: Parameters<typeof agenda>[1] = hour) =>
  agenda(rows, meeting).entries.map(({ row }) => row.family_name)

describe('order', () => {
  const safety = rowNamed('Zoe', at18.answered('2026-03-01', '0 0 0 0 0 0 0 0 1'))
  const stuck = rowNamed('Abel', at18.reviewed('2026-02-25'))
  const late = rowNamed('Bela', start.reviewed('2026-02-10'))

  test('is by the gravest reason: small ones do not add up to outrank safety', () => {
    expect(order([late, stuck, safety])).toEqual(['Zoe', 'Abel', 'Bela'])
    expect(safety.agenda_points).toBe(100)
  })

  test('a case that time cut last week gains 15, and still stands below safety', () => {
    const carried_over = new Set([late.episode_id, stuck.episode_id])
    const { entries } = agenda([late, stuck, safety], { ...hour, carried_over })
    expect(entries.map(({ points }) => points)).toEqual([100, 95, 45])
    expect(entries[1]?.reasons.at(-1)).toBe('Left out last week for want of time.')
  })

  test('being cut last week brings nobody here whose reasons are gone', () => {
    const quiet = rowNamed('Cara', reviewed)
    expect(order([quiet], { ...hour, carried_over: new Set([quiet.episode_id]) })).toEqual([])
  })

  test('a question brings a case here by itself', () => {
    const quiet = rowNamed('Cara', reviewed)
    const questions = new Map([
      [quiet.episode_id, { asked_on: calendarDay('2026-03-18'), question: 'Augment?' }],
    ])
    expect(order([quiet], hour)).toEqual([])
    expect(agenda([quiet, late], { ...hour, questions }).entries[0]).toMatchObject({
      points: 45,
      minutes: 5,
      reasons: ['Asked on 2026-03-18: Augment?'],
    })
  })

  // biome-ignore format: a table reads best as a table
  test.for<[string, AChart, AChart]>([
    ['the longest since review',        start.reviewed('2026-02-01'), start.reviewed('2026-02-10')],
    ['the highest last score',          start.reviewed('2026-02-01').scored('2026-03-10', 14), start.reviewed('2026-02-01').scored('2026-03-10', 9)],
    ['a score of zero before none',     start.reviewed('2026-02-01').scored('2026-03-10', 0), start.reviewed('2026-02-01')],
  ])('of equal points, %s comes first', ([, first, second]) => {
    expect(order([rowNamed('Abel', second), rowNamed('Zoe', first)])).toEqual(['Zoe', 'Abel'])
  })

  test('all else equal, the name decides, and after it the episode', () => {
    const twin = { ...late, episode_id: 'e-0' }
    const { entries } = agenda([rowNamed('Zoe', start.reviewed('2026-02-10')), late, twin], hour)
    expect(entries.map(({ row }) => row.episode_id)).toEqual(['e-0', 'e-Bela', 'e-Zoe'])
  })
})

describe('time', () => {
  const safety = rowNamed('Zoe', at18.answered('2026-03-01', '0 0 0 0 0 0 0 0 1'))
  const stuck = rowNamed('Abel', at18.reviewed('2026-02-25'))
  const late = rowNamed('Bela', start.reviewed('2026-02-10'))

  test.for([
    [20, ['Zoe', 'Abel', 'Bela'], [], 20],
    [19, ['Zoe', 'Abel'], ['Bela'], 15],
    [15, ['Zoe', 'Abel'], ['Bela'], 15],
    [10, ['Zoe'], ['Abel', 'Bela'], 10],
    [9, [], ['Zoe', 'Abel', 'Bela'], 0],
  ] as const)('%d minutes hold %j; left out %j', ([minutes, inside, out, planned]) => {
    const made = agenda([late, stuck, safety], { minutes })
    expect(made.entries.map(({ row }) => row.family_name)).toEqual(inside)
    expect(made.left_out.map(({ row }) => row.family_name)).toEqual(out)
    expect(made.minutes).toBe(planned)
  })
})

test('each entry prints its reasons, the weightiest first', () => {
  const { entries } = agenda([rowNamed('Abel', at18)], hour)
  expect(entries[0]?.reasons.map((reason) => reason.slice(0, 2))).toEqual(['T2', 'T1', 'C0', 'R1'])
  expect(entries[0]?.reasons[0]).toMatch(/^T2 Not improved, no review: PHQ-9 18 on 2026-01-05/)
})
