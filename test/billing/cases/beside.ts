/** What may be billed beside what: services already billed (billing.md 7). */
import { bySocialWorker, general, initial, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, type Change } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const service = (code: string, more: Given<'services'> = {}): Change =>
  add('services', { code, service_on: '2026-06-30', ...more })

const elsewhere = { source: 'external', practitioner_npi: '1000000099' } as const

const general5 = ['99484', 'G0507', 'G0323', 'G0511', 'G0570']

const family = ['99492', '99493', '99494', 'G2214', 'G0512', 'G0502', 'G0503']

const allowed =
  '99490 90791 90792 90832 90834 90837 90839 90847 96130 99213 99495 99401 99406 99366 99483 ' +
  'H2011 H2014 G0544 G0546 G0554 G0560'

const conflicts: readonly Scenario[] = [
  ...general5.map((code) =>
    scenario(`collaborative care beside ${code}`, subsequent(40, service(code)), {
      n: 'code-conflict',
      m: 40,
    }),
  ),
  scenario(
    'collaborative care beside general BHI of another practitioner',
    subsequent(40, service('99484', elsewhere)),
    { n: 'code-conflict', m: 40 },
  ),
  scenario(
    'collaborative care beside general BHI without an NPI',
    subsequent(40, service('99484', { ...elsewhere, practitioner_npi: null })),
    { n: 'code-conflict', m: 40 },
  ),
  scenario(
    'general BHI of the month before is no conflict',
    subsequent(40, service('99484', { service_on: '2026-05-31' })),
    bills,
  ),
  scenario(
    'general BHI of the month after is no conflict',
    subsequent(40, service('99484', { service_on: '2026-07-01' })),
    bills,
  ),
  ...family.map((code) =>
    scenario(`${code} of this practice already billed`, subsequent(40, service(code)), {
      n: 'already-billed',
      m: 40,
    }),
  ),
  scenario(
    'already billed elsewhere under the same NPI',
    subsequent(40, service('99493', { source: 'external' })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'already billed from here under another NPI',
    subsequent(40, service('99493', { practitioner_npi: '1000000099' })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'already billed elsewhere, the row without an NPI',
    subsequent(40, service('99493', { ...elsewhere, practitioner_npi: null })),
    { n: 'already-billed', m: 40 },
  ),
  scenario(
    'billed elsewhere by another practitioner: a person decides',
    subsequent(40, service('99493', elsewhere)),
    { h: 'other-practitioner-billed', m: 40, proposed: '99493' },
  ),
  scenario(
    'G2214 billed elsewhere by another practitioner: a person decides',
    initial(40, service('G2214', elsewhere)),
    { h: 'other-practitioner-billed', m: 40, proposed: '99492' },
  ),
  scenario(
    'billed elsewhere by another and under the own NPI: already billed outweighs',
    subsequent(40, service('99493', elsewhere), service('99493', { service_id: 'second' })),
    { n: 'already-billed', among: true, m: 40 },
  ),
  scenario(
    'collaborative care of the month before is not of this month',
    subsequent(40, service('99492', { service_on: '2026-04-30' })),
    bills,
  ),
  ...allowed
    .split(' ')
    .map((code) =>
      scenario(`${code} is allowed beside`, subsequent(40, service(code, elsewhere)), bills),
    ),
  ...['G0568', 'G0569'].map((code) =>
    scenario(`${code} never beside a time code`, subsequent(40, service(code)), {
      n: 'already-billed code-conflict',
      m: 40,
    }),
  ),
  scenario('99484 beside 99484', general(20, service('99484')), { n: 'already-billed', m: 20 }),
  ...['G0507', 'G0323', 'G0511', 'G0570'].map((code) =>
    scenario(
      `two codes of general BHI are never together: 99484 beside ${code}`,
      general(20, service(code)),
      { n: 'already-billed code-conflict', m: 20 },
      'reading chosen: both sentences of section 7 are broken, so both reasons are given; other ' +
        'reading: one of the two',
    ),
  ),
  scenario(
    'general BHI of another practitioner is already billed too',
    general(20, service('99484', elsewhere)),
    { n: 'already-billed', m: 20 },
  ),
  ...['99492', '99494', 'G2214', 'G0512', 'G0569'].map((code) =>
    scenario(`general BHI beside ${code}`, general(20, service(code)), {
      n: 'code-conflict',
      m: 20,
    }),
  ),
  scenario(
    'general BHI beside collaborative care of another practitioner',
    general(20, service('99493', elsewhere)),
    { n: 'code-conflict', m: 20 },
  ),
  scenario('G0323 beside 99484', bySocialWorker(20, service('99484', elsewhere)), {
    n: 'already-billed code-conflict',
    m: 20,
  }),
  scenario('general BHI beside CCM', general(20, service('99490')), { b: '99484', m: 20 }),
]

export const beside: readonly Scenario[] = [...conflicts]
