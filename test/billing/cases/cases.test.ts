/** Independent cases: the specification's sentences as stories, and what must be determined. */
import { describe, expect, test } from 'vitest'
import { determine } from '../../../server/domain/billing/determination.ts'
import { exclusionReasons, reasonSlugs } from '../../../server/domain/billing/determined.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import { columnsOf, idOf, recordNames } from '../../../server/domain/records/index.ts'
import { isLocalTime } from '../../../server/domain/zone.ts'
import { bands } from './bands.ts'
import { beside } from './beside.ts'
import { breaks } from './breaks.ts'
import { claimFacts } from './claim-facts.ts'
import { clock } from './clock.ts'
import { codesByDate } from './codes-by-date.ts'
import { consents } from './consent.ts'
import { consultations } from './consultations.ts'
import { exclusions } from './exclusions.ts'
import { firstMonth } from './first-month.ts'
import { generalBhi } from './general-bhi.ts'
import { laterMonths } from './later-months.ts'
import { overlaps } from './overlaps.ts'
import { payers } from './payers.ts'
import { reenrolled } from './reenrolled.ts'
import { type Scenario, said, whole } from './scenario.ts'
import { dossierOf, type Story, spanOf, zoneOfStory } from './story.ts'
import { team } from './team.ts'
import { visits } from './visits.ts'

const subjects = {
  'time to codes': bands,
  'codes by date and clinic': codesByDate,
  'whose time counts': exclusions,
  'months, midnights and clocks': clock,
  'overlaps, late time, double booking': overlaps,
  consent: consents,
  'the initiating visit': visits,
  'payers and policies': payers,
  'six months without care': breaks,
  'enrolled again': reenrolled,
  'diagnosis, practitioner, team, registry': team,
  'the weekly consultation': consultations,
  'the elements of a first month': firstMonth,
  'the elements of later months': laterMonths,
  'general behavioral health integration': generalBhi,
  'codes beside each other': beside,
  'claim facts and precedence': claimFacts,
} satisfies Readonly<Record<string, readonly Scenario[]>>

const named = (scenarios: readonly Scenario[]) =>
  scenarios.map((each) => [each.title, each] as const)
const everything = named(Object.values(subjects).flat())

/** Activities that overlap the month on its calendar, midnight to midnight of the clinic. */
const touching = ({ activities, month }: Story): readonly string[] =>
  activities
    .filter(
      ({ started_at, ended_at }) =>
        started_at.slice(0, 7) <= month && ended_at.slice(0, 7) >= month,
    )
    .filter(({ ended_at }) => !new RegExp(`^${month}-01T00:00(:00)?$`).test(ended_at))
    .map(({ activity_id }) => activity_id)

describe.each(Object.entries(subjects))('%s', (_, scenarios) => {
  test.for(named(scenarios))('%s', ([, { story, expected }]) => {
    const got = determine(dossierOf(story), story.month)
    expect(said(got, expected, touching(story))).toEqual(whole(expected))
  })
})

describe('whatever the story', () => {
  test.for(everything)('every second is accounted for: %s', ([, { story }]) => {
    const got = determine(dossierOf(story), story.month)
    const touched = touching(story)
    const zone = zoneOfStory(story)
    const worked = story.activities
      .filter(({ activity_id }) => touched.includes(activity_id))
      .map((each) => [each.activity_id, spanOf(each, zone).to - spanOf(each, zone).from] as const)
    const told = touched.map((id) => {
      const parts = [...got.counted, ...got.excluded].filter(({ activity }) => activity === id)
      return [id, parts.reduce((sum, { seconds }) => sum + seconds, 0)] as const
    })
    expect(told).toEqual(worked)
    const counted = got.counted.reduce((sum, { seconds }) => sum + seconds, 0)
    expect(got.minutes).toBe(Math.floor(counted / 60))
  })

  test.for(everything)('outcome, lines, elements and reasons agree: %s', ([, { story }]) => {
    const got = determine(dossierOf(story), story.month)
    expect(got.lines.length > 0).toBe(got.outcome === 'bill')
    expect(got.outcome === 'hold' && got.reasons.length === 0).toBe(false)
    const unmet = got.elements.filter(({ outcome }) => outcome === 'unmet')
    expect(got.outcome === 'bill' && unmet.length > 0).toBe(false)
    for (const { met, evidence, remedy } of got.elements) {
      expect(met !== true || evidence.length > 0).toBe(true)
      expect(met !== false || Boolean(remedy)).toBe(true)
    }
    for (const { reason, message, remedy } of got.reasons) {
      expect(reasonSlugs).toContain(reason)
      expect(message.length > 0 && remedy.length > 0).toBe(true)
    }
    for (const { reason } of got.excluded) expect(exclusionReasons).toContain(reason)
    expect(new Set(got.reasons.map(({ reason }) => reason)).size).toBe(got.reasons.length)
  })

  test.for(everything)('the same rows, the same determination: %s', ([, { story }]) => {
    const once = determine(dossierOf(story), story.month)
    expect(determine(structuredClone(dossierOf(story)), story.month)).toEqual(once)
  })
})

describe('the stories themselves', () => {
  test('titles tell scenarios apart', () => {
    for (const [subject, scenarios] of Object.entries(subjects)) {
      const titles = scenarios.map(({ title }) => title)
      expect([subject, new Set(titles).size]).toEqual([subject, titles.length])
    }
  })

  test.for(everything)('rows are as a bundle may have them: %s', ([, { story }]) => {
    for (const record of recordNames) {
      const keys = story[record].map((row) => idOf(record, { ...row }))
      expect(new Set(keys).size).toBe(keys.length)
      for (const row of story[record]) expect(wrongCells(record, { ...row })).toEqual([])
    }
    for (const each of story.activities) {
      const { from, to } = spanOf(each, zoneOfStory(story))
      expect(to > from && to - from <= 8 * 3600).toBe(true)
    }
  })
})

/** Columns that are absent where they must not be, or that hold no such day or time. */
function wrongCells(record: (typeof recordNames)[number], row: Record<string, unknown>) {
  const columns = Object.entries(columnsOf[record])
  const unknown = Object.keys(row).filter((name) => !(name in columnsOf[record]))
  const wrong = columns.filter(([name, { kind, required, values, pattern }]) => {
    const cell = row[name]
    if (cell === null) return required
    if (kind === 'day') return !isCalendarDay(String(cell))
    if (kind === 'time') return !isLocalTime(String(cell))
    if (values) return !values.includes(String(cell))
    return cell === undefined || (pattern !== undefined && !pattern.test(String(cell)))
  })
  return [...unknown, ...wrong.map(([name]) => `${record}.${name}: ${String(row[name])}`)]
}
