/** The demo's month run looks like a real clinic's: most of what took the time can be billed. */
import { describe, expect, test } from 'vitest'
import { determine } from '../../server/domain/billing/determination.ts'
import {
  addMonths,
  type CalendarMonth,
  calendarDay,
  monthOf,
} from '../../server/domain/calendar.ts'
import { dossiersOf, rowsOn, shownOn } from './clinic-in-memory.ts'

const inMonth =
  (month: CalendarMonth) => (episode: { referred_on: string; closed_on: string | null }) =>
    episode.referred_on.slice(0, 7) <= month &&
    (episode.closed_on === null || episode.closed_on.slice(0, 7) >= month)

describe.each([shownOn, calendarDay('2027-01-12'), calendarDay('2026-12-09')])('on %s', (today) => {
  const dossiers = dossiersOf(rowsOn(today))
  const determined = (month: CalendarMonth) =>
    dossiers
      .filter(({ episodes }) => episodes.some(inMonth(month)))
      .map((dossier) => determine(dossier, month))
  const last = determined(addMonths(monthOf(today), -1))
  const long = last.filter(({ reasons }) =>
    reasons.every(({ reason }) => reason !== 'below-minimum'),
  )

  test('of the last full month at least 70 % of the months with enough minutes are billed', () => {
    const billed = long.filter(({ outcome }) => outcome === 'bill')
    expect(long.length).toBeGreaterThan(150)
    expect(billed.length / long.length).toBeGreaterThanOrEqual(0.7)
    expect(billed.length / long.length).toBeLessThan(0.95)
  })

  test('the month before it at least 85 %', () => {
    const before = determined(addMonths(monthOf(today), -2)).filter(({ reasons }) =>
      reasons.every(({ reason }) => reason !== 'below-minimum'),
    )
    const billed = before.filter(({ outcome }) => outcome === 'bill')
    expect(billed.length / before.length).toBeGreaterThanOrEqual(0.85)
  })

  test('every code that a clinic of this kind emits is emitted', () => {
    const codes = new Set(last.flatMap(({ lines }) => lines.map(({ code }) => code)))
    expect([...codes].sort()).toEqual([
      '99484',
      '99492',
      '99493',
      '99494',
      'G0323',
      'G0569',
      'G2214',
    ])
  })

  test.for([
    'staff-double-booked',
    'time-recorded-late',
    'coverage-missing',
    'policy-missing',
    'payer-not-covered',
    'consent-missing',
    'consent-incomplete',
    'consent-late',
    'consent-not-written',
    'initiating-visit-missing',
    'diagnosis-missing',
    'diagnosis-needs-review',
    'practitioner-ineligible',
    'consultant-unqualified',
    'registry-entry-missing',
    'outreach-engagement-missing',
    'initial-assessment-missing',
    'treatment-plan-missing',
    'plan-not-updated',
    'brief-intervention-missing',
    'care-coordination-missing',
    'progress-review-missing',
    'outcome-monitoring-missing',
    'relapse-prevention-missing',
    'authorization-missing',
    'other-practitioner-billed',
    'code-conflict',
    'new-episode-without-gap',
    'add-on-capped',
    'initial-month-short',
    'g2214-minimum-disputed',
    'below-minimum',
  ])('%s is among the reasons', (slug) => {
    expect(last.flatMap(({ reasons }) => reasons.map(({ reason }) => reason))).toContain(slug)
  })

  test('most patients with a reason to hold lack exactly one thing', () => {
    const held = long.filter(({ outcome }) => outcome === 'hold')
    const one = held.filter(
      ({ reasons }) =>
        reasons.filter(({ reason }) => reason !== 'g2214-minimum-disputed').length === 1,
    )
    expect(one.length / held.length).toBeGreaterThan(0.75)
  })
})
