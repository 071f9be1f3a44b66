/** Diagnosis and billing practitioner (billing.md 6). */
import { general, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change, drop, only } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const holds = (h: string, more: Expected = {}): Expected => ({ h, m: 40, ...more })

const diagnosed = (...given: readonly Given<'diagnoses'>[]): Change =>
  only('diagnoses', ...given.map((each) => ({ recorded_on: '2026-04-01', ...each })))

const diagnoses: readonly Scenario[] = [
  ...['F01.50', 'F03.90', 'F02.80'].map((icd10) =>
    scenario(
      `${icd10} alone needs a person`,
      subsequent(40, diagnosed({ icd10 })),
      holds('diagnosis-needs-review'),
    ),
  ),
  ...['F04', 'F10.20', 'F32.9', 'F33.1', 'F43.10', 'F84.0', 'F99'].map((icd10) =>
    scenario(`${icd10} is a diagnosis`, subsequent(40, diagnosed({ icd10 })), {
      ...bills,
      dx: icd10,
    }),
  ),
  ...['Z63.0', 'G30.9', 'E11.9', 'R45.851'].map((icd10) =>
    scenario(`${icd10} is none`, subsequent(40, diagnosed({ icd10 })), holds('diagnosis-missing')),
  ),
  scenario('no diagnosis', subsequent(40, drop('diagnoses')), holds('diagnosis-missing')),
  scenario(
    'dementia beside depression',
    subsequent(40, diagnosed({ icd10: 'F33.1' }, { icd10: 'F03.90', rank: 2 })),
    { ...bills, dx: 'F33.1 F03.90' },
  ),
  scenario(
    'dementia beside a Z code',
    subsequent(40, diagnosed({ icd10: 'F03.90' }, { icd10: 'Z63.0', rank: 2 })),
    holds('diagnosis-needs-review'),
  ),
  scenario(
    'resolved in the month before',
    subsequent(40, diagnosed({ resolved_on: '2026-05-31' })),
    holds('diagnosis-missing'),
  ),
  scenario('resolved within the month', subsequent(40, diagnosed({ resolved_on: '2026-06-10' })), {
    ...bills,
    dx: 'F33.1',
  }),
  scenario(
    'recorded on the last day of the month',
    subsequent(40, diagnosed({ recorded_on: '2026-06-30' })),
    bills,
  ),
  scenario(
    'recorded after the month',
    subsequent(40, diagnosed({ recorded_on: '2026-07-01' })),
    holds('diagnosis-missing'),
  ),
  scenario(
    'the principal diagnosis comes first, whatever the order of the rows',
    subsequent(
      40,
      diagnosed(
        { icd10: 'F41.1', rank: 3 },
        { icd10: 'F33.1', rank: 1 },
        { icd10: 'F43.10', rank: 2 },
        { icd10: 'F10.20', rank: 4, resolved_on: '2026-05-01' },
      ),
    ),
    { ...bills, dx: 'F33.1 F43.10 F41.1' },
  ),
  scenario(
    'codes of other chapters are not named beside an F code',
    subsequent(40, diagnosed({}, { icd10: 'E11.9', rank: 2 })),
    { ...bills, dx: 'F33.1' },
  ),
  scenario('general BHI needs a diagnosis', general(20, drop('diagnoses')), {
    h: 'diagnosis-missing',
    m: 20,
  }),
]

const professions = [
  'physician',
  'nurse_practitioner',
  'physician_assistant',
  'clinical_nurse_specialist',
  'certified_nurse_midwife',
] as const

const ineligible = [
  'clinical_psychologist',
  'clinical_social_worker',
  'nurse',
  'counselor',
  'other',
  null,
] as const

const practitioner = (given: Given<'staff'>): Change =>
  amend('staff', given, ({ staff_id }) => staff_id === 'bp1')

const practitioners: readonly Scenario[] = [
  ...professions.map((profession) =>
    scenario(`a ${profession} bills`, subsequent(40, practitioner({ profession })), bills),
  ),
  ...ineligible.map((profession) =>
    scenario(
      `a practitioner of profession ${profession ?? 'not given'} cannot bill collaborative care`,
      subsequent(40, practitioner({ profession })),
      holds('practitioner-ineligible'),
    ),
  ),
  scenario(
    'a practitioner without an NPI cannot bill',
    subsequent(40, practitioner({ npi: null })),
    holds('practitioner-ineligible'),
  ),
  scenario(
    'a practitioner without an NPI cannot bill general BHI',
    general(20, practitioner({ npi: null })),
    { h: 'practitioner-ineligible', m: 20 },
  ),
  scenario(
    'the practitioner of the last counted activity bills, not that of the last day',
    subsequent(40, successor('2026-06-12')),
    { ...bills, npi: '1000000031' },
  ),
  scenario(
    'the practitioner of the day of the last counted activity bills',
    subsequent(40, successor('2026-06-11')),
    { ...bills, npi: '1000000032' },
  ),
  scenario(
    'clerical work after the change does not make the new practitioner bill',
    subsequent(
      40,
      successor('2026-06-12'),
      add('activities', activity('clerical', '2026-06-20T09:00', 10)),
    ),
    { ...bills, npi: '1000000031' },
  ),
]

function successor(on: string): Change {
  const ends_on = on === '2026-06-11' ? '2026-06-10' : '2026-06-11'
  return all(
    amend('care_team', { ends_on }, ({ role }) => role === 'billing_practitioner'),
    add('care_team', { role: 'billing_practitioner', staff_id: 'bp2', starts_on: on }),
    add('consents', { billing_practitioner_id: 'bp2', obtained_at: '2026-06-01T08:00' }),
  )
}

export const diagnosesAndPractitioners: readonly Scenario[] = [...diagnoses, ...practitioners]
