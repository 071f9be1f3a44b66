/** What the patient page says, before it is drawn: changes of a plan, marks of the chart, forms. */
import { describe, expect, test } from 'vitest'
import { changedFrom, faultsIn, rowMeant, typedRow } from '../../client/components/form/values.ts'
import { itemNine } from '../../client/components/score-chart/points.ts'
import { planChanges } from '../../client/pages/patient/plan-changes.ts'
import type { Score } from '../../server/domain/records/index.ts'

describe('two versions of a plan', () => {
  test.for<[string | undefined, string, string[]]>([
    [undefined, 'sleep; walk', ['same sleep', 'same walk']],
    ['sleep; walk', 'sleep; walk', ['same sleep', 'same walk']],
    ['sleep; walk', 'walk\ncall her sister', ['same walk', 'new call her sister', 'gone sleep']],
    ['', 'sleep', ['new sleep']],
    ['sleep', '', ['gone sleep']],
    ['sleep;; sleep ', ' sleep;', ['same sleep']],
  ])('%j → %j', ([before, now, says]) => {
    expect(planChanges(before, now).map(({ change, text }) => `${change} ${text}`)).toEqual(says)
  })
})

describe('item 9 on the chart: a blank is not asked, zero is an answer', () => {
  const score = (instrument: string, items: string | null): Score => ({
    score_id: 's1',
    patient_id: 'p1',
    instrument,
    administered_on: '2026-10-01' as Score['administered_on'], // a day that exists
    items,
    difficulty: null,
    total: null,
    mode: null,
    administered_by: null,
    safety_items: null,
  })
  test.for<[string, string | null, number | 'not_asked' | null]>([
    ['phq-9', '1 1 1 1 1 1 1 1 0', 0],
    ['phq-9', '1 1 1 1 1 1 1 1 2', 2],
    ['phq-9', '1 1 1 1 1 1 1 1 -', 'not_asked'],
    ['phq-9', null, 'not_asked'],
    ['phq-9', 'nonsense', 'not_asked'],
    ['gad-7', '1 1 1 1 1 1 1', null],
    ['unheard-of', null, null],
  ])('%s %j: %j', ([instrument, items, said]) => {
    expect(itemNine(score(instrument, items))).toBe(said)
  })
})

describe('what is typed in a form', () => {
  const asked = ['icd10', 'rank', 'recorded_on', 'resolved_on']
  const row = { icd10: 'F33.1', rank: 1, recorded_on: '2026-10-01', resolved_on: null }

  test('a row typed and meant again is the same row: nothing changed', () => {
    const meant = rowMeant('diagnoses', typedRow('diagnoses', asked, row))
    expect(meant).toEqual(row)
    expect(changedFrom(row, meant)).toEqual({})
  })

  test('an empty field is absent, never zero', () => {
    expect(rowMeant('diagnoses', { rank: ' ' })).toEqual({ rank: null })
    expect(rowMeant('coverages', { rank: '0' })).toEqual({ rank: 0 })
  })

  test.for<[Record<string, string>, Record<string, string>]>([
    [{ icd10: 'F33.1' }, {}],
    [{ icd10: 'F331' }, { icd10: 'must be an ICD-10-CM code with its dot' }],
    [{ icd10: '' }, { icd10: 'is needed' }],
    [{ rank: '1.5' }, { rank: 'must be a whole number from 1 to 99' }],
    [{ rank: '100' }, { rank: 'must be a whole number from 1 to 99' }],
    [{ recorded_on: '2026-02-30' }, { recorded_on: 'must be a date that exists, YYYY-MM-DD' }],
    [{ resolved_on: '' }, {}],
  ])('%j: %j', ([typed, faults]) => {
    expect(faultsIn('diagnoses', typed)).toEqual(faults)
  })

  test('what the registry says itself may be left empty', () => {
    expect(faultsIn('risk_assessments', { assessed_at: '' }, { assessed_at: 'now' })).toEqual({})
    expect(faultsIn('risk_assessments', { assessed_at: '' })).toEqual({ assessed_at: 'is needed' })
  })
})
