/** Which reason comes first, and time outside the enrollment (billing.md 4). */
import type { ExclusionReason } from '../../../server/domain/billing/determined.ts'
import { initial, subsequent } from './case.ts'
import { more } from './exclusions.ts'
import type { Given } from './rows.ts'
import { type Scenario, scenario } from './scenario.ts'
import { add, all, amend, type Change } from './story.ts'

const from = (staff_id: string, given: Given<'staff'>): Change =>
  amend('staff', given, (person) => person.staff_id === staff_id)

const stay = (kind: 'inpatient' | 'observation' | 'emergency' | 'nursing_facility'): Change =>
  add('facility_stays', { kind, admitted_on: '2026-06-15', discharged_on: '2026-06-15' })

const counts = { b: '99493', m: 60, excluded: {} } as const

const excludes = (reason: ExclusionReason, seconds = 1200) =>
  ({ b: '99493', m: 40, excluded: { [reason]: seconds } }) as const

/** The week's meeting was held on the closing day, before the usual Wednesday. */
const metOnMonday = add('meetings', {
  started_at: '2026-06-15T08:00',
  ended_at: '2026-06-15T08:30',
})

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
      metOnMonday,
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
      metOnMonday,
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

export const firstReason: readonly Scenario[] = [...first, ...enrollment]
