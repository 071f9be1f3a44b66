/** Whose time counts (billing.md 4): each reason alone, and which comes first. */
import type { ExclusionReason } from '../../../server/domain/billing/determined.ts'
import { bySocialWorker, general, initial, policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

/** 20 more minutes on 15 June at 10:00, unless said otherwise. */
const more = (
  kind: Parameters<typeof activity>[0],
  given: Given<'activities'> = {},
  minutes = 20,
): Change =>
  add('activities', activity(kind, '2026-06-15T10:00:00', minutes, { activity_id: 'x', ...given }))
const from = (staff_id: string, given: Given<'staff'>): Change =>
  amend('staff', given, (person) => person.staff_id === staff_id)
const stay = (kind: 'inpatient' | 'observation' | 'emergency' | 'nursing_facility'): Change =>
  add('facility_stays', { kind, admitted_on: '2026-06-15', discharged_on: '2026-06-15' })

const counts = { b: '99493', m: 60, excluded: {} } as const
const excludes = (reason: ExclusionReason, seconds = 1200) =>
  ({ b: '99493', m: 40, excluded: { [reason]: seconds } }) as const

const kinds: readonly Scenario[] = [
  ...(['clerical', 'travel', 'supervision'] as const).map((kind) =>
    scenario(`${kind} is not care`, subsequent(40, more(kind)), excludes('clerical')),
  ),
  ...(
    [
      'assessment',
      'care_planning',
      'follow_up',
      'brief_intervention',
      'case_review',
      'coordination',
      'registry',
      'relapse_prevention',
      'safety_planning',
      'crisis',
      'consultation',
      'outreach',
    ] as const
  ).map((kind) =>
    scenario(`the care manager's ${kind} counts`, subsequent(40, more(kind)), counts),
  ),
  scenario(
    'an unanswered call of kind outreach is no time',
    subsequent(40, more('outreach', { reached: false })),
    excludes('unanswered'),
  ),
  scenario(
    'an unreached follow_up is time: only outreach is left out',
    subsequent(40, more('follow_up', { reached: false, modality: 'none' })),
    counts,
  ),
  scenario(
    'time that is billed separately does not count',
    subsequent(40, more('brief_intervention', { billed_as: '90834' })),
    excludes('separately-billed'),
  ),
]

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

const facilities: readonly Scenario[] = [
  ...(['inpatient', 'observation', 'nursing_facility'] as const).map((kind) =>
    scenario(
      `in a facility (${kind}), admission and discharge day included`,
      subsequent(40, stay(kind), more('follow_up')),
      excludes('in-facility'),
    ),
  ),
  scenario(
    'an emergency stay counts',
    subsequent(40, stay('emergency'), more('follow_up')),
    counts,
  ),
  scenario(
    'a stay that goes on takes all that follows',
    subsequent(40, add('facility_stays', { admitted_on: '2026-06-15' }), more('follow_up')),
    excludes('in-facility'),
  ),
  scenario(
    'discharged the day before: time counts',
    subsequent(
      40,
      add('facility_stays', { admitted_on: '2026-06-12', discharged_on: '2026-06-14' }),
      more('follow_up'),
    ),
    counts,
  ),
  scenario(
    'an entry that crosses midnight into the day of admission counts until midnight',
    subsequent(
      40,
      add('facility_stays', { admitted_on: '2026-06-16', discharged_on: '2026-06-18' }),
      more('follow_up', { started_at: '2026-06-15T23:50', ended_at: '2026-06-16T00:10' }),
    ),
    { b: '99493', m: 50, excluded: { 'in-facility': 600 } },
  ),
]

/** Two reasons apply to the same time: the first in the specification's order is given. */
const first: readonly Scenario[] = [
  scenario(
    'clerical work billed separately is clerical',
    subsequent(40, more('clerical', { billed_as: '99490' })),
    excludes('clerical'),
  ),
  scenario(
    'time billed separately by somebody unqualified is separately billed',
    subsequent(
      40,
      from('cm2', { qualification: null }),
      more('follow_up', { staff_id: 'cm2', billed_as: '90834' }),
    ),
    excludes('separately-billed'),
  ),
  scenario(
    'a consultant without a relationship is unqualified staff',
    subsequent(
      40,
      add('staff', {
        staff_id: 'pc9',
        name: 'Visitor',
        role: 'psychiatric_consultant',
        relationship: null,
      }),
      more('consultation', { staff_id: 'pc9' }),
    ),
    excludes('unqualified-staff'),
  ),
  scenario(
    'a nurse without a relationship is unqualified staff, not another role',
    subsequent(40, from('cs1', { relationship: 'none' }), more('follow_up', { staff_id: 'cs1' })),
    excludes('unqualified-staff'),
  ),
  scenario(
    'an unanswered call by a nurse is another role',
    subsequent(40, more('outreach', { staff_id: 'cs1', reached: false })),
    excludes('other-role'),
  ),
  scenario(
    'an unanswered call to an inpatient is unanswered',
    subsequent(40, stay('inpatient'), more('outreach', { reached: false })),
    excludes('unanswered'),
  ),
  scenario(
    'the consultant with an inpatient is consultant time',
    subsequent(40, stay('inpatient'), more('consultation', { staff_id: 'pc1' })),
    excludes('consultant-time'),
  ),
  scenario(
    'late time of an inpatient is in-facility, and does not hold the claim',
    subsequent(60, stay('inpatient'), more('follow_up', { recorded_at: '2026-07-05T10:00' })),
    { b: '99493', m: 60, excluded: { 'in-facility': 1200 } },
  ),
  scenario(
    'late clerical work is clerical, and does not hold the claim',
    subsequent(60, more('clerical', { recorded_at: '2026-07-05T10:00' })),
    { b: '99493', m: 60, excluded: { clerical: 1200 } },
  ),
]

const counted: readonly Scenario[] = [
  scenario(
    'a policy that counts the consultant alone',
    subsequent(
      40,
      policy({ count_consultant_solo_time: true }),
      more('consultation', { staff_id: 'pc1' }),
    ),
    counts,
  ),
  scenario(
    'a policy that counts the billing practitioner',
    subsequent(
      40,
      policy({ count_practitioner_time: true }),
      more('follow_up', { staff_id: 'bp1' }),
    ),
    counts,
  ),
  scenario(
    'a policy that counts time in a facility',
    subsequent(40, policy({ count_facility_time: true }), stay('inpatient'), more('follow_up')),
    counts,
  ),
  scenario(
    'a policy that counts unanswered outreach',
    subsequent(
      40,
      policy({ count_unanswered_outreach: true }),
      more('outreach', { reached: false }),
    ),
    counts,
  ),
  scenario(
    'consultant time that a policy counts still counts once beside the care manager',
    subsequent(
      40,
      policy({ count_consultant_solo_time: true }),
      more('follow_up'),
      add('activities', activity('consultation', '2026-06-15T10:10', 20, { staff_id: 'pc1' })),
    ),
    { b: '99493', m: 70, excluded: { overlap: 600 } },
  ),
]

const enrollment: readonly Scenario[] = [
  scenario('time before the referral', initial(40, amendReferral('2026-06-05')), {
    b: 'G2214',
    m: 20,
    notes: 'g2214-minimum-disputed',
    excluded: { 'not-enrolled': 1200 },
  }),
  scenario('time on the day of referral counts', initial(40, amendReferral('2026-06-03')), {
    b: '99492',
    m: 40,
  }),
  scenario(
    'time after the closing day',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-14', close_reason: 'withdrew' }),
      more('follow_up'),
    ),
    { ...excludes('not-enrolled'), s: '2026-06-14' },
  ),
  scenario(
    'time on the closing day counts',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-15', close_reason: 'goals_met' }),
      more('follow_up'),
    ),
    { ...counts, s: '2026-06-15' },
  ),
  scenario(
    'clerical work after the closing day is not enrolled',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-14', close_reason: 'died' }),
      more('clerical'),
    ),
    excludes('not-enrolled'),
  ),
  scenario(
    'an entry across midnight of the closing day counts until midnight',
    subsequent(
      40,
      amend('episodes', { closed_on: '2026-06-15', close_reason: 'withdrew' }),
      more('follow_up', { started_at: '2026-06-15T23:45', ended_at: '2026-06-16T00:15' }),
    ),
    { b: '99493', m: 55, excluded: { 'not-enrolled': 900 } },
  ),
  scenario(
    'time between referral and enrollment counts',
    initial(40, amend('episodes', { enrolled_on: '2026-06-10' })),
    { b: '99492', m: 40, excluded: {} },
  ),
]

/** The patient was referred later than the work of the month began, and is otherwise in order. */
function amendReferral(day: string): Change {
  return all(
    amend('episodes', { referred_on: day, enrolled_on: day }),
    amend('care_plans', { effective_on: day }),
    amend('scores', { administered_on: day }),
    add('meetings', { started_at: `${day}T15:00`, ended_at: `${day}T15:30` }),
  )
}

export const exclusions: readonly Scenario[] = [
  ...kinds,
  ...staff,
  ...facilities,
  ...first,
  ...counted,
  ...enrollment,
]
