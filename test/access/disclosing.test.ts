/** 42 CFR Part 2: nothing of substance use leaves without a consent that covers it, whom, and when. */
import { expect, test } from 'vitest'
import { calendarDay } from '../../server/domain/calendar.ts'
import { type Disclosed, mayDisclose } from '../../server/domain/disclosing.ts'
import type { Part2Consent, RowOf } from '../../server/domain/records/index.ts'
import { aChart } from '../support/a-chart.ts'

const consent: Part2Consent = {
  part2_consent_id: 'p2-1',
  patient_id: 'p1',
  obtained_on: calendarDay('2026-03-01'),
  recipient: 'Medicare',
  scope: 'billing',
  purpose: 'payment of claims',
  expires_on: calendarDay('2026-08-31'),
  revoked_on: null,
}
const { dossier } = aChart('2026-01-05')
const drinks: RowOf<'diagnoses'> = {
  diagnosis_id: 'dx-su',
  patient_id: dossier.patient.patient_id,
  icd10: 'F10.20',
  rank: 2,
  recorded_on: calendarDay('2026-01-05'),
  resolved_on: null,
}
const chart = (...part2_consents: readonly Part2Consent[]) => ({
  ...dossier,
  diagnoses: [drinks],
  part2_consents,
})

test.for<[string, Partial<Part2Consent>, string | string[], string, Disclosed, boolean]>([
  ['covers its recipient', {}, 'Medicare', '2026-06-01', 'billing', true],
  ['under any of its names', {}, ['payer-1', ' MEDICARE '], '2026-06-01', 'billing', true],
  ['nobody else', {}, 'Aetna', '2026-06-01', 'billing', false],
  ['on its first day', {}, 'Medicare', '2026-03-01', 'billing', true],
  ['not before', {}, 'Medicare', '2026-02-28', 'billing', false],
  ['on its last day', {}, 'Medicare', '2026-08-31', 'billing', true],
  ['not after', {}, 'Medicare', '2026-09-01', 'billing', false],
  ['without an end', { expires_on: null }, 'Medicare', '2036-09-01', 'billing', true],
  [
    'not once revoked',
    { revoked_on: calendarDay('2026-06-01') },
    'Medicare',
    '2026-06-01',
    'billing',
    false,
  ],
  [
    'until it is revoked',
    { revoked_on: calendarDay('2026-06-01') },
    'Medicare',
    '2026-05-31',
    'billing',
    true,
  ],
  ['no other purpose', {}, 'Medicare', '2026-06-01', 'audit', false],
  ['every purpose where it is for all', { scope: 'all' }, 'Medicare', '2026-06-01', 'audit', true],
])('a consent holds %s', ([, other, recipient, on, disclosed, may]) => {
  const made = mayDisclose(chart({ ...consent, ...other }), recipient, calendarDay(on), disclosed)
  expect(made.may).toBe(may)
})

test('without one it is refused, naming whom; without such records none is needed', () => {
  const refused = mayDisclose(chart(), 'Medicare', calendarDay('2026-06-01'))
  if (refused.may) throw new Error('it was disclosed')
  expect(refused.shortfall.reason).toBe('no_part2_consent')
  expect(refused.shortfall.message).toContain(dossier.patient.mrn)
  expect(refused.shortfall.message).toContain('Medicare')
  const plain = { ...dossier, diagnoses: [], scores: [] }
  expect(mayDisclose(plain, 'Medicare', calendarDay('2026-06-01'))).toMatchObject({
    may: true,
    needed: false,
  })
})
