/** What holds for every chart, however it came about. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, calendarDay } from '../../server/domain/calendar.ts'
import {
  agenda,
  caseloadLine,
  caseloadRow,
  type FlagId,
  rules,
} from '../../server/domain/caseload/index.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { type AChart, aChart } from '../support/a-chart.ts'

const enrolled = calendarDay('2026-01-05')
const dayAfter = (count: number) => addDays(enrolled, count)
const days = fc.integer({ min: 0, max: 300 })

/** One thing that happens in a chart on a day. */
type Event = (story: AChart) => AChart
const answers = fc
  .array(fc.constantFrom('0', '1', '2', '3', '-'), { minLength: 9, maxLength: 9 })
  .map((list) => list.join(' '))
const events: fc.Arbitrary<Event> = fc.oneof(
  fc.tuple(days, fc.nat(24)).map(
    ([d, n]) =>
      (s: AChart) =>
        s.scored(dayAfter(d), n),
  ),
  fc.tuple(days, answers).map(
    ([d, a]) =>
      (s: AChart) =>
        s.answered(dayAfter(d), a),
  ),
  fc.tuple(days, fc.nat(27)).map(
    ([d, n]) =>
      (s: AChart) =>
        s.totalled(dayAfter(d), n),
  ),
  days.map((d) => (s: AChart) => s.reached(dayAfter(d))),
  fc
    .tuple(days, fc.constantFrom('phone', 'message', 'video') as fc.Arbitrary<'phone' | 'message'>)
    .map(
      ([d, way]) =>
        (s: AChart) =>
          s.tried(dayAfter(d), way),
    ),
  fc.tuple(days, fc.boolean(), fc.nat(40), fc.constantFrom('accepted', 'pending', 'declined')).map(
    ([d, recommends_change, later, decision]) =>
      (s: AChart) =>
        s.reviewed(dayAfter(d), {
          recommends_change,
          decision: decision as 'accepted',
          decided_on: dayAfter(d + later),
        }),
  ),
  days.map((d) => (s: AChart) => s.planned(dayAfter(d))),
  days.map((d) => (s: AChart) => s.consulted(dayAfter(d))),
)
const stories = fc
  .array(events, { maxLength: 25 })
  .map((list) => list.reduce((story, event) => event(story), aChart(enrolled).inOrder(enrolled)))
const today = days.map(dayAfter)
const row = (dossier: Dossier, day: string) => caseloadRow(dossier, calendarDay(day))
const runs = { numRuns: 150 }

const reversed = (dossier: Dossier): Dossier => ({
  ...dossier,
  ...Object.fromEntries(
    Object.entries(dossier)
      .filter(([, rows]) => Array.isArray(rows))
      .map(([name, rows]) => [name, (rows as unknown[]).toReversed()]),
  ),
})

describe('a row', () => {
  test('does not depend on the order in which records come', () => {
    fc.assert(
      fc.property(stories, today, ({ dossier }, day) => {
        const inOrder = row(dossier, day)
        const line = (of: typeof inOrder) => of && caseloadLine({ ...of, flags: withoutClaim(of) })
        expect(line(row(reversed(dossier), day))).toEqual(line(inOrder))
      }),
      runs,
    )
  })

  test('does not know of anything that is dated after its day', () => {
    fc.assert(
      fc.property(stories, today, fc.array(events), ({ dossier }, day, more) => {
        const later = more.reduce((story, event) => event(story), aChart(enrolled)).dossier
        const added = (name: 'scores' | 'activities' | 'case_reviews' | 'care_plans') => ({
          [name]: [...dossier[name], ...later[name].filter((one) => dayIn(one) > day)],
        })
        const grown = {
          ...dossier,
          ...added('scores'),
          ...added('activities'),
          ...added('case_reviews'),
          ...added('care_plans'),
        }
        expect(row(grown, day)).toEqual(row(dossier, day))
      }),
      runs,
    )
  })

  test('says of each flag a day not after its own, why, and on which records', () => {
    fc.assert(
      fc.property(stories, today, ({ dossier }, day) => {
        for (const { since, because, inputs } of row(dossier, day)?.flags ?? []) {
          expect(since <= day).toBe(true)
          expect(because).toMatch(/\.$/)
          expect(inputs.filter(({ on }) => on > day)).toEqual([])
        }
      }),
      runs,
    )
  })
})

/** Flags whose truth follows from records alone, so that since and the day before can be checked. */
const exact: readonly FlagId[] = ['S1', 'S2', 'C0', 'C1', 'C3', 'M2', 'T4', 'P1']

test('a flag is up on the day that it names as its since', () => {
  fc.assert(
    fc.property(stories, today, ({ dossier }, day) => {
      const now = row(dossier, day)
      for (const { id, since } of now?.flags ?? []) {
        if (!exact.includes(id)) continue
        const then = row(dossier, since)
        // A break has since begun another episode; on that day only the one before it was known.
        if (!then || then.enrolled_on !== now?.enrolled_on) continue
        expect(then.flags.find((flag) => flag.id === id)?.since ?? `no ${id}`).toBe(since)
      }
    }),
    runs,
  )
})

test('no later score takes S1 away or makes it younger', () => {
  fc.assert(
    fc.property(stories, today, answers, fc.nat(60), (story, day, items, after) => {
      const before = row(story.dossier, day)?.flags.find(({ id }) => id === 'S1')
      fc.pre(before !== undefined)
      const later = addDays(day, after)
      const then = row(story.answered(later, items).dossier, later)
      fc.pre(then !== undefined)
      expect(then.flags.find(({ id }) => id === 'S1')?.since).toBe(before.since)
    }),
    runs,
  )
})

test('safety stands first among the flags, and first on the agenda', () => {
  fc.assert(
    fc.property(fc.array(stories, { minLength: 2, maxLength: 6 }), today, (charts, day) => {
      const rows = charts.flatMap((story) => row(story.dossier, day) ?? [])
      const { entries } = agenda(rows, { minutes: 600 })
      const isSafe = entries.map((entry) => entry.row.flags.every(({ id }) => id !== 'S1'))
      expect(isSafe).toEqual(isSafe.toSorted((a, b) => Number(a) - Number(b)))
      for (const { flags } of rows)
        if (flags.some(({ safety }) => safety)) expect(flags[0]?.severity).toBe('red')
    }),
    { numRuns: 50 },
  )
})

test('the rules are a table: every id once, every text a sentence', () => {
  expect(new Set(rules.map(({ id }) => id)).size).toBe(rules.length)
  for (const { clears, says, safety, id } of rules) {
    expect(clears).toMatch(/^[A-Z].*\.$/)
    expect(says).not.toBe('')
    expect(safety).toBe(id.startsWith('S'))
  }
})

/** A determination may cite the same records in another order. */
const withoutClaim = ({ flags }: NonNullable<ReturnType<typeof caseloadRow>>) =>
  flags.filter(({ id }) => id !== 'B1')

function dayIn(one: object): string {
  for (const name of ['administered_on', 'started_at', 'reviewed_on', 'effective_on'])
    if (name in one) return String((one as Record<string, unknown>)[name]).slice(0, 10)
  throw new RangeError('a record without a day')
}
