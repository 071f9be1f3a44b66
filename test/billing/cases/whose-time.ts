/** Whose time counts: by role, qualification and relationship (billing.md 4). */
import type { ExclusionReason } from '../../../server/domain/billing/determined.ts'
import { bySocialWorker, general, subsequent } from './case.ts'
import { more } from './exclusions.ts'
import type { Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { amend, type Change } from './story.ts'

const from = (staff_id: string, given: Given<'staff'>): Change =>
  amend('staff', given, (person) => person.staff_id === staff_id)

const counts = { b: '99493', m: 60, excluded: {} } as const

const excludes = (reason: ExclusionReason, seconds = 1200) =>
  ({ b: '99493', m: 40, excluded: { [reason]: seconds } }) as const

const staff: readonly Scenario[] = [
  scenario(
    'the consultant alone does not count',
    subsequent(40, more('consultation', { staff_id: 'pc1' })),
    excludes('consultant-time'),
  ),
  scenario(
    "the billing practitioner's time is in the codes already",
    subsequent(40, more('follow_up', { staff_id: 'bp1' })),
    excludes('practitioner-time'),
  ),
  scenario(
    'clinical staff do not count for collaborative care',
    subsequent(40, more('follow_up', { staff_id: 'cs1' })),
    excludes('other-role'),
  ),
  scenario(
    'billing staff do not count',
    subsequent(40, more('follow_up', { staff_id: 'desk' })),
    excludes('other-role'),
  ),
  scenario(
    'a second care manager who is not on the team counts: the role is that of staff.csv',
    subsequent(40, more('follow_up', { staff_id: 'cm2' })),
    counts,
  ),
  scenario(
    'a care manager without a qualification on file does not count',
    subsequent(40, from('cm2', { qualification: null }), more('follow_up', { staff_id: 'cm2' })),
    excludes('unqualified-staff'),
  ),
  scenario(
    'a care manager qualified from that day on counts',
    subsequent(
      40,
      from('cm2', { qualified_from: '2026-06-15' }),
      more('follow_up', { staff_id: 'cm2' }),
    ),
    counts,
  ),
  scenario(
    'a care manager qualified from the day after does not count',
    subsequent(
      40,
      from('cm2', { qualified_from: '2026-06-16' }),
      more('follow_up', { staff_id: 'cm2' }),
    ),
    excludes('unqualified-staff'),
  ),
  scenario(
    'a care manager counts on the last day of the qualification',
    subsequent(
      40,
      from('cm2', { qualified_to: '2026-06-15' }),
      more('follow_up', { staff_id: 'cm2' }),
    ),
    counts,
  ),
  scenario(
    'a care manager does not count the day after the qualification ended',
    subsequent(
      40,
      from('cm2', { qualified_to: '2026-06-14' }),
      more('follow_up', { staff_id: 'cm2' }),
    ),
    excludes('unqualified-staff'),
  ),
  ...(['none', null] as const).map((relationship) =>
    scenario(
      `a care manager whose relationship is ${relationship ?? 'not given'} does not count`,
      subsequent(40, from('cm2', { relationship }), more('follow_up', { staff_id: 'cm2' })),
      excludes('unqualified-staff'),
    ),
  ),
  scenario(
    'a contracted care manager counts',
    subsequent(
      40,
      from('cm2', { relationship: 'contracted' }),
      more('follow_up', { staff_id: 'cm2' }),
    ),
    counts,
  ),
  scenario(
    'general BHI: clinical staff need no qualification',
    general(20, more('follow_up', { staff_id: 'cs2' })),
    { b: '99484', m: 40, excluded: {} },
  ),
  scenario(
    'general BHI: the billing practitioner counts',
    general(10, more('follow_up', { staff_id: 'bp1' })),
    { b: '99484', m: 30, excluded: {} },
  ),
  scenario(
    'general BHI: a care manager counts',
    general(10, more('follow_up', { staff_id: 'cm1' })),
    { b: '99484', m: 30, excluded: {} },
  ),
  scenario(
    'general BHI: a care manager without a qualification does not',
    general(20, from('cm1', { qualification: null }), more('follow_up', { staff_id: 'cm1' })),
    { b: '99484', m: 20, excluded: { 'unqualified-staff': 1200 } },
  ),
  scenario(
    'general BHI: clinical staff without a relationship do not',
    general(20, from('cs2', { relationship: null }), more('follow_up', { staff_id: 'cs2' })),
    { b: '99484', m: 20, excluded: { 'unqualified-staff': 1200 } },
  ),
  scenario(
    'general BHI: the consultant alone does not',
    general(20, more('consultation', { staff_id: 'pc1' })),
    { b: '99484', m: 20, excluded: { 'consultant-time': 1200 } },
  ),
  scenario(
    'general BHI: billing staff do not',
    general(20, more('follow_up', { staff_id: 'desk' })),
    { b: '99484', m: 20, excluded: { 'other-role': 1200 } },
  ),
  scenario(
    'G0323: clinical staff do not count, only the social worker',
    bySocialWorker(20, more('follow_up', { staff_id: 'cs1' })),
    { b: 'G0323', m: 20, excluded: { 'other-role': 1200 } },
  ),
  scenario(
    'G0323: a care manager does not count',
    bySocialWorker(20, more('follow_up', { staff_id: 'cm1' })),
    { b: 'G0323', m: 20, excluded: { 'other-role': 1200 } },
  ),
]

export const whoseTime: readonly Scenario[] = [...staff]
