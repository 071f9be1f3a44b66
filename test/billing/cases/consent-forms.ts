/** How complete a consent is, how documented, and for whom (billing.md 5, 6). */
import { general, initial, policy, subsequent } from './case.ts'
import type { Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

const consent = (given: Given<'consents'>): Change => amend('consents', given)

const another = (given: Given<'consents'>): Change => add('consents', given)

const verbal = policy({ consent_written: true })

/** The practitioner changes on 9 June, from bp1 to bp2. */
const change: Change = all(
  amend('care_team', { ends_on: '2026-06-08' }, ({ role }) => role === 'billing_practitioner'),
  add('care_team', {
    role: 'billing_practitioner',
    staff_id: 'bp2',
    starts_on: '2026-06-09',
  }),
)

const ofSecond = (given: Given<'consents'>): Change =>
  another({ billing_practitioner_id: 'bp2', ...given })

const incomplete = { h: 'consent-incomplete', m: 40, proposed: '99493' } as const

const completeness: readonly Scenario[] = [
  ...(
    ['consult_permission', 'cost_sharing_face_to_face', 'cost_sharing_non_face_to_face'] as const
  ).map((column) =>
    scenario(
      `a consent without ${column} is incomplete`,
      subsequent(40, consent({ [column]: false })),
      incomplete,
    ),
  ),
  scenario(
    'a consent without permission to consult is incomplete for general BHI too',
    general(20, consent({ consult_permission: false })),
    { h: 'consent-incomplete', m: 20 },
  ),
  scenario(
    'a complete consent after the first counted minute heals nothing',
    subsequent(
      40,
      consent({ consult_permission: false }),
      another({ obtained_at: '2026-06-05T08:00' }),
    ),
    incomplete,
  ),
  scenario(
    'an incomplete consent after the first counted minute harms nothing',
    subsequent(40, another({ obtained_at: '2026-06-05T08:00', consult_permission: false })),
    { b: '99493', m: 40 },
  ),
  scenario(
    'a complete consent before the first counted minute of the month heals the month',
    subsequent(
      40,
      consent({ consult_permission: false }),
      another({ obtained_at: '2026-06-03T08:59' }),
    ),
    { b: '99493', m: 40 },
  ),
  scenario(
    'a complete consent and a later incomplete one, both before the month',
    subsequent(40, another({ obtained_at: '2026-05-20T08:00', consult_permission: false })),
    { b: '99493', m: 40 },
    'reading chosen: the complete consent is still in force, and one is enough; other reading: ' +
      'the latest consent is the one in force, so that consent-incomplete holds',
  ),
]

const sameDay = { obtained_at: '2026-06-03T09:00:00' }

const documents: readonly Scenario[] = [
  scenario(
    'documented 30 days after',
    initial(40, consent({ ...sameDay, documented_at: '2026-07-03T08:00' })),
    { b: '99492', m: 40 },
  ),
  scenario(
    'documented 31 days after',
    initial(40, consent({ ...sameDay, documented_at: '2026-07-04T10:00' })),
    { h: 'consent-late', m: 40 },
  ),
  scenario(
    'documented long after it was obtained, before the first counted minute of this month',
    subsequent(40, consent({ documented_at: '2026-05-15T10:00' })),
    { b: '99493', m: 40 },
    'reading chosen: 30 days after the first counted minute (of the month); other reading: 30 ' +
      'days after it was obtained, so that consent-late holds',
  ),
  scenario('a payer that wants it written: verbal', subsequent(40, verbal), {
    h: 'consent-not-written',
    m: 40,
  }),
  scenario(
    'a payer that wants it written: written',
    subsequent(40, verbal, consent({ mode: 'written' })),
    { b: '99493', m: 40 },
  ),
  scenario(
    'incomplete, late and not written are told at once',
    initial(40, verbal, consent({ consult_permission: false, documented_at: '2026-08-01T10:00' })),
    { h: 'consent-incomplete consent-late consent-not-written', m: 40 },
  ),
]

const second: Expected = { b: '99493', m: 40, npi: '1000000032', excluded: {} }

const practitioners: readonly Scenario[] = [
  scenario(
    'a new practitioner without a new consent: time after the change does not count',
    subsequent(40, change),
    { b: 'G2214', m: 30, npi: '1000000031', excluded: { 'before-consent': 600 } },
  ),
  scenario(
    'a new practitioner with a new consent on the day of the change',
    subsequent(40, change, ofSecond({ obtained_at: '2026-06-09T08:00' })),
    second,
  ),
  scenario(
    'a new practitioner with a consent from before the change',
    subsequent(40, change, ofSecond({ obtained_at: '2026-06-02T08:00' })),
    second,
  ),
  scenario(
    'a new consent within the first entry after the change',
    subsequent(40, change, ofSecond({ obtained_at: '2026-06-11T09:04' })),
    { b: '99493', m: 36, npi: '1000000032', excluded: { 'before-consent': 240 } },
  ),
  scenario(
    "the new practitioner's incomplete consent comes after the month's first counted minute",
    subsequent(
      40,
      change,
      ofSecond({ obtained_at: '2026-06-09T08:00', consult_permission: false }),
    ),
    second,
  ),
  scenario(
    'a practitioner changed before the month, without a new consent: consent is missing',
    subsequent(
      40,
      amend(
        'care_team',
        { staff_id: 'bp2', starts_on: '2026-05-10' },
        ({ role }) => role === 'billing_practitioner',
      ),
      add('care_team', {
        role: 'billing_practitioner',
        staff_id: 'bp1',
        starts_on: '2026-04-01',
        ends_on: '2026-05-09',
      }),
    ),
    { h: 'consent-missing', m: 40, proposed: '99493' },
  ),
]

export const consentForms: readonly Scenario[] = [...completeness, ...documents, ...practitioners]
