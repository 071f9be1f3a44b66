/** Corners of the rows: roles, instruments, authorizations. */
import { general, initial, policy, subsequent } from './case.ts'
import { activity, type Given, phq9 } from './rows.ts'
import { type Expected, type Scenario, scenario } from './scenario.ts'
import { add, amend, type Change, only, reviewedElsewhere } from './story.ts'

const bills: Expected = { b: '99493', m: 40 }

const score = (given: Given<'scores'>): Change =>
  only('scores', { administered_on: '2026-06-05', ...given })

const roles: readonly Scenario[] = [
  scenario(
    'a nurse in the role of care manager on the team is still clinical staff',
    subsequent(
      40,
      amend('care_team', { staff_id: 'cs1' }, ({ role }) => role === 'care_manager'),
      amend('activities', { staff_id: 'cs1' }),
    ),
    { n: 'below-minimum', among: true, m: 0, excluded: { 'other-role': 2400 } },
  ),
  scenario(
    'a care manager in the role of clinical staff on a team of general BHI counts',
    general(
      20,
      amend('care_team', { staff_id: 'cm1' }, ({ role }) => role === 'clinical_staff'),
      amend('activities', { staff_id: 'cm1' }),
    ),
    { b: '99484', m: 20 },
  ),
  scenario(
    'a progress review by a consultant who is not on the team',
    subsequent(40, amend('case_reviews', { psychiatric_consultant_id: 'pc2' })),
    bills,
    'reading chosen: by the letter any case review of the patient in the episode; other reading: ' +
      "one by the team's consultant",
  ),
]

const instruments: readonly Scenario[] = [
  scenario(
    'a PHQ-2 is a validated instrument',
    subsequent(40, score({ instrument: 'phq-2', items: '1 1' })),
    bills,
  ),
  scenario(
    'an EPDS, of which only totals are entered',
    subsequent(40, score({ instrument: 'epds', total: 12 })),
    bills,
  ),
  scenario(
    'an instrument that nobody knows proves nothing',
    subsequent(40, score({ instrument: 'mood-ring', total: 12 })),
    { h: 'outcome-monitoring-missing', m: 40 },
  ),
  scenario(
    'without a target instrument the PHQ-9 is the target',
    subsequent(40, amend('episodes', { target_instrument: null }), score(phq9('2026-06-05', 2))),
    { h: 'relapse-prevention-missing', m: 40 },
    'reading chosen: the registry treats the PHQ-9 as the target everywhere where none is named; ' +
      'other reading: not applicable',
  ),
  scenario(
    'a target instrument without a definition of remission',
    subsequent(
      40,
      amend('episodes', { target_instrument: 'epds' }),
      score({ instrument: 'epds', total: 0 }),
    ),
    bills,
  ),
]

const two = policy({ months_without_authorization: 1 })

const others: readonly Scenario[] = [
  scenario(
    'two authorizations that follow each other cover the month',
    subsequent(
      40,
      two,
      add(
        'authorizations',
        { starts_on: '2026-05-01', ends_on: '2026-06-15' },
        { starts_on: '2026-06-16', ends_on: '2026-12-31' },
      ),
    ),
    bills,
    'reading chosen: the rows together cover the month; other reading: one row must',
  ),
  scenario(
    'two authorizations with a day between them do not',
    subsequent(
      40,
      two,
      add(
        'authorizations',
        { starts_on: '2026-05-01', ends_on: '2026-06-14' },
        { starts_on: '2026-06-16', ends_on: '2026-12-31' },
      ),
    ),
    { h: 'authorization-missing', m: 40 },
  ),
  scenario(
    'over-allocated time holds also where what counts is below every band',
    subsequent(
      10,
      add('activities', activity('case_review', '2026-06-10T12:00:00', 10)),
      reviewedElsewhere('m-2026-06-10', 45),
    ),
    { h: 'over-allocated', m: 10, excluded: { 'over-allocated': 600 }, proposed: 'G2214' },
  ),
  scenario(
    'over-allocated time that stays below every band is below-minimum',
    subsequent(
      10,
      add('activities', activity('case_review', '2026-06-10T12:00:00', 5)),
      reviewedElsewhere('m-2026-06-10', 46),
    ),
    { n: 'below-minimum', m: 10, excluded: { 'over-allocated': 300 } },
  ),
  scenario(
    'threshold day counts time at once only once',
    subsequent(
      40,
      policy({ service_date: 'threshold_day' }),
      add('activities', activity('follow_up', '2026-06-03T09:00:00', 20, { staff_id: 'cm2' })),
    ),
    { ...bills, s: '2026-06-11', excluded: { overlap: 1200 } },
  ),
  scenario(
    'billed elsewhere by another practitioner and below every band',
    subsequent(
      10,
      add('services', {
        code: '99493',
        service_on: '2026-06-30',
        source: 'external',
        practitioner_npi: '1000000099',
      }),
    ),
    { n: 'below-minimum other-practitioner-billed', m: 10 },
  ),
  scenario(
    'already billed in the initial month itself',
    initial(40, add('services', { code: '99492', service_on: '2026-06-30' })),
    { n: 'already-billed', among: true, m: 40 },
  ),
]

export const cornersOfRows: readonly Scenario[] = [...roles, ...instruments, ...others]
