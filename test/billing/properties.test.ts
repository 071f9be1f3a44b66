/** Laws of the determination: true for every story, whatever is in it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { determine } from '../../server/domain/billing/determination.ts'
import type { Determination } from '../../server/domain/billing/determined.ts'
import { noteReasons } from '../../server/domain/billing/reasons.ts'
import { addDays, addMonths, firstDay, lastDay, monthOf } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import { type AnyRow, idOf, type RecordName } from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import { general, initial, policy, subsequent } from './cases/case.ts'
import { activity, phq9 } from './cases/rows.ts'
import { add, amend, type Change, dossierOf, drop, type Story } from './cases/story.ts'

/** Ways in which a month of care may be thinner, messier or richer than the clean one. */
const changes: readonly Change[] = [
  drop('consents'),
  amend('consents', { cost_sharing_face_to_face: false }),
  amend('consents', { obtained_at: '2026-06-07T09:02' }),
  amend('consents', { revoked_at: '2026-06-10T12:00' }),
  drop('visits'),
  amend('visits', { visit_on: '2026-06-05' }),
  amend('visits', { code: '99211' }),
  drop('diagnoses'),
  amend('diagnoses', { icd10: 'F02.80' }),
  drop('scores'),
  amend('scores', { items: '1 1 1 1 1 1 1 - -' }),
  add('scores', phq9('2026-06-20', 2)),
  add('scores', phq9('2026-06-21', 24)),
  drop('case_reviews'),
  amend('case_reviews', { recommends_change: true }),
  amend('case_reviews', { entered_by: 'cm1' }),
  drop('care_plans'),
  add('care_plans', { plan_id: 'later', effective_on: '2026-06-15' }),
  add('relapse_plans', { made_on: '2026-06-22' }),
  drop('meetings', ({ started_at }) => started_at > '2026-06-14'),
  drop('activities', ({ kind }) => kind === 'coordination'),
  drop('activities', ({ kind }) => kind === 'brief_intervention'),
  amend('activities', { reached: false }),
  amend('activities', { recorded_at: '2026-07-15T09:00' }, ({ kind }) => kind === 'follow_up'),
  amend('episodes', { closed_on: '2026-06-20', close_reason: 'goals_met' }),
  amend('episodes', { entered_at: '2026-07-02' }),
  amend('staff', { prescriber: false }, ({ staff_id }) => staff_id === 'pc1'),
  amend('staff', { qualified_to: '2026-06-05' }, ({ staff_id }) => staff_id === 'cm1'),
  add('facility_stays', { admitted_on: '2026-06-07', discharged_on: '2026-06-12' }),
  add('services', { code: '99484', service_on: '2026-06-30' }),
  add('services', { code: '99490', service_on: '2026-06-30' }),
  add('activities', activity('clerical', '2026-06-16T10:00:00', 30)),
  add('activities', activity('outreach', '2026-06-17T10:00:00', 20, { reached: false })),
  add('activities', activity('follow_up', '2026-06-30T23:50:00', 30)),
  add('activities', activity('follow_up', '2026-06-07T09:01:00', 25, { staff_id: 'cm2' })),
  add('activities', activity('relapse_prevention', '2026-06-18T10:00:00', 12)),
  drop('coverages'),
]

/** One payer's rules at a time: two versions of a policy for one day are refused at import. */
const payers: readonly Change[] = [
  (story) => story,
  policy({ time_rule: 'full' }),
  policy({ add_on_cap: 1, service_date: 'threshold_day' }),
  policy({ count_consultant_solo_time: true, score_max_age_days: 45 }),
]

const stories: fc.Arbitrary<Story> = fc
  .record({
    kind: fc.constantFrom(initial, subsequent, general),
    minutes: fc.oneof(fc.integer({ min: 1, max: 130 }), fc.constantFrom(15, 16, 30, 31, 36, 76)),
    changed: fc.subarray([...changes], { maxLength: 4 }),
    payer: fc.constantFrom(...payers),
  })
  .map(({ kind, minutes, changed, payer }) => kind(minutes, ...changed, payer))

const month = monthOf(dayOfTime('2026-06-01T00:00' as never)) // June 2026, of every story here
const judged = (story: Story) => determine(dossierOf(story), month)
const law = (property: (story: Story) => void, numRuns = 300) =>
  fc.assert(fc.property(stories, property), { numRuns })

/** How high on the ladder a month stands, billed or proposed. */
function height({ lines, proposed }: Determination): number {
  const codes = [...lines, ...proposed]
  const isShort = codes[0]?.code === 'G2214'
  return codes.length === 0 ? 0 : isShort ? 1 : 2 + (codes[1]?.units ?? 0)
}

test('more counted minutes on a day already served, overlapping nothing, never lower a code', () => {
  fc.assert(
    fc.property(stories, fc.integer({ min: 1, max: 90 }), (story, minutes) => {
      const before = judged(story)
      fc.pre(before.outcome !== 'no_bill' && before.counted.length > 0)
      const served = story.activities.find(({ activity_id }) => activity_id === 'intervention')
      fc.pre(before.counted.some((one) => one.activity === served?.activity_id))
      const more = activity('follow_up', '2026-06-07T18:00:00', minutes, {
        staff_id: served!.staff_id,
      })
      const after = judged(add('activities', more)(story))
      expect(after.minutes).toBeGreaterThanOrEqual(before.minutes)
      expect(height(after)).toBeGreaterThanOrEqual(height(before))
    }),
    { numRuns: 300 },
  )
})

test('the order in which records lie does not matter', () => {
  const turned = (dossier: Dossier): Dossier =>
    Object.fromEntries(
      Object.entries(dossier).map(([name, rows]) => [
        name,
        Array.isArray(rows) ? [...rows].reverse() : rows,
      ]),
    ) as unknown as Dossier // the same names, each list the other way round
  const settled = (one: Determination) => ({
    ...one,
    elements: one.elements.map((each) => ({
      ...each,
      because: '',
      evidence: each.evidence.map(({ record, id }) => `${record} ${id}`).toSorted(),
    })),
  })
  law((story) => {
    const dossier = dossierOf(story)
    expect(settled(determine(turned(dossier), month))).toEqual(settled(determine(dossier, month)))
  })
})

test('activities, scores and reviews dated in later months do not change a month', () => {
  const july = addMonths(month, 1)
  const later: Change[] = [
    add('activities', activity('follow_up', `${july}-03T09:00:00`, 45, { activity_id: 'next' })),
    add('activities', activity('assessment', '2027-03-03T09:00:00', 45, { activity_id: 'year' })),
    add('scores', { ...phq9(`${july}-05`, 1), score_id: 'next' }),
    add('case_reviews', { review_id: 'next', reviewed_on: `${july}-02`, recommends_change: true }),
  ]
  law((story) => {
    const after = later.reduce((so, change) => change(so), story)
    expect(judged(after)).toEqual(judged(story))
  })
})

const without = (dossier: Dossier, gone: ReadonlySet<string>): Dossier =>
  Object.fromEntries(
    Object.entries(dossier).map(([record, rows]) => [
      record,
      Array.isArray(rows) && record !== 'elsewhere'
        ? (rows as AnyRow[]).filter((row) => !gone.has(nameOf(record as RecordName, row)))
        : rows,
    ]),
  ) as unknown as Dossier // the same names, some rows fewer
const nameOf = (record: RecordName, row: AnyRow) => `${record} ${idOf(record, row)}`

test('without all records that an element cites, it is no longer met', () => {
  law((story) => {
    const dossier = dossierOf(story)
    const before = determine(dossier, month)
    for (const { element, met, evidence } of before.elements.filter((one) => one.met)) {
      const gone = new Set(evidence.map(({ record, id }) => `${record} ${id}`))
      // without its episode there is no month to judge; without its staff no referral
      if (evidence.some(({ record }) => record === 'episodes')) continue
      const after = determine(without(dossier, gone), month)
      const same = after.elements.find((one) => one.element === element)
      expect([element, met, same?.met === true]).toEqual([element, true, false])
    }
  }, 150)
})

/** Records of which a determination says everything that it used. */
const told: readonly RecordName[] = [
  'visits',
  'diagnoses',
  'consents',
  'scores',
  'case_reviews',
  'care_plans',
  'relapse_plans',
  'meetings',
  'facility_stays',
]

test('without a record that nothing cites, a bill stays as it is', () => {
  law((story) => {
    const dossier = dossierOf(story)
    const before = determine(dossier, month)
    fc.pre(before.outcome === 'bill')
    const cited = new Set(
      before.elements.flatMap(({ evidence }) =>
        evidence.map(({ record, id }) => `${record} ${id}`),
      ),
    )
    for (const record of told)
      for (const row of dossier[record as 'visits'] as readonly AnyRow[]) {
        const name = nameOf(record, row)
        if (cited.has(name) || record === 'facility_stays') continue
        const after = determine(without(dossier, new Set([name])), month)
        expect([name, after.lines, after.elements]).toEqual([name, before.lines, before.elements])
      }
  }, 150)
})

test('every second of the month is counted, or excluded for one reason', () => {
  law((story) => {
    const { counted, excluded, minutes } = judged(story)
    const seconds = new Map<string, number>()
    for (const one of [...counted, ...excluded])
      seconds.set(one.activity, (seconds.get(one.activity) ?? 0) + one.seconds)
    for (const { activity_id, started_at, ended_at } of story.activities) {
      if (monthOf(dayOfTime(started_at)) !== month) continue
      const length = (Date.parse(`${ended_at}Z`) - Date.parse(`${started_at}Z`)) / 1000
      expect([activity_id, seconds.get(activity_id)]).toEqual([activity_id, length])
    }
    expect(minutes).toBe(Math.floor(counted.reduce((sum, one) => sum + one.seconds, 0) / 60))
  })
})

test('a bill has every element met or not applicable, and nothing but notes against it', () => {
  law((story) => {
    const { outcome, lines, proposed, elements, reasons } = judged(story)
    const isClean =
      elements.every((one) => one.outcome !== 'unmet') &&
      reasons.every(({ reason }) => noteReasons.has(reason))
    if (elements.length > 0) expect(outcome === 'bill').toBe(isClean)
    expect(lines.length > 0).toBe(outcome === 'bill')
    expect(proposed.length > 0).toBe(outcome === 'hold')
    for (const { message, remedy } of reasons) expect(message && remedy).toMatch(/\.$/)
  })
})

test('evidence is held in the dossier, and a service day lies in the month', () => {
  law((story) => {
    const dossier = dossierOf(story)
    const held = new Set(
      Object.entries(dossier).flatMap(([record, rows]) =>
        Array.isArray(rows) && record !== 'elsewhere'
          ? (rows as AnyRow[]).map((row) => nameOf(record as RecordName, row))
          : [],
      ),
    )
    const { elements, lines, proposed } = determine(dossier, month)
    for (const { evidence } of elements)
      for (const { record, id } of evidence) expect(held).toContain(`${record} ${id}`)
    for (const { service_on } of [...lines, ...proposed]) {
      expect(service_on >= firstDay(month) && service_on <= lastDay(month)).toBe(true)
      expect(addDays(service_on, 0)).toBe(service_on)
    }
  })
})
