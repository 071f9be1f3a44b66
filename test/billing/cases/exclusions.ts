/** What time does not count: by kind, place and policy (billing.md 4). */
import type { ExclusionReason } from '../../../server/domain/billing/determined.ts'
import { policy, subsequent } from './case.ts'
import { activity, type Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, type Change } from './story.ts'

/** 20 more minutes on 15 June at 10:00, unless said otherwise. */
export const more = (
  kind: Parameters<typeof activity>[0],
  given: Given<'activities'> = {},
  minutes = 20,
): Change =>
  add('activities', activity(kind, '2026-06-15T10:00:00', minutes, { activity_id: 'x', ...given }))

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

export const exclusions: readonly Scenario[] = [...kinds, ...facilities, ...counted]
