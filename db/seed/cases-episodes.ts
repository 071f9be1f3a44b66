/** Difficult cases of the episode: breaks, closings, other models, other bills, new practitioners. */
import { addDays, firstDay, lastDay } from '../../server/domain/calendar.ts'
import type { Episode, RowOf } from '../../server/domain/records/index.ts'
import { timeOn } from './diary.ts'
import { changeLast, type DifficultCase, type Reshape, settled } from './difficult.ts'
import { staff } from './people.ts'

const npiOf = (staffId: string): string | null =>
  staff.find(({ staff_id }) => staff_id === staffId)?.npi ?? null

/** A service in the last full month that a bill must look at. */
const serviceOf =
  (code: string, source: 'own' | 'external', npi: 'theirs' | 'another'): Reshape =>
  (chart, { outline, time }) => {
    const service: RowOf<'services'> = {
      service_id: `${outline.patient.patient_id}-sv1`,
      patient_id: outline.patient.patient_id,
      code,
      units: 1,
      service_on: addDays(firstDay(time.lastMonth), 12),
      practitioner_npi: npi === 'theirs' ? npiOf(outline.practitioner_id) : '1999000099',
      source,
    }
    return { ...chart, services: [service] }
  }

/** Another practitioner took over with the last full month, with a new consent or without one. */
const tookOver =
  (withConsent: boolean): Reshape =>
  (chart, { outline, time }) => {
    const before = outline.practitioner_id
    const after = outline.panel.practitioners.find((one) => one !== before) ?? before
    const since = firstDay(time.lastMonth)
    const team = chart.care_team.flatMap((row) =>
      row.role === 'billing_practitioner'
        ? [
            { ...row, ends_on: lastDay(time.monthAgo(2)) },
            { ...row, staff_id: after, starts_on: since },
          ]
        : [row],
    )
    const again = chart.consents.map((consent) => ({
      ...consent,
      consent_id: `${consent.consent_id}b`,
      billing_practitioner_id: after,
      obtained_at: timeOn(since, 8 * 60),
    }))
    const consents = withConsent ? [...chart.consents, ...again] : chart.consents
    return { ...chart, care_team: team, consents }
  }

/** The consultant recommended a change weeks ago, and nobody has answered. */
const undecided: Reshape = (chart, { time }) => ({
  ...chart,
  case_reviews: changeLast(
    chart.case_reviews,
    ({ reviewed_on }) => reviewed_on < addDays(time.today, -15),
    (review) => ({
      ...review,
      recommendation: 'Increase sertraline to 100 mg; repeat the PHQ-9 in four weeks.',
      recommends_change: true,
      kind: 'medication',
      decision: 'pending',
      decided_by: null,
      decided_on: null,
      carried_out_on: null,
    }),
  ),
})

/** General BHI with a psychologist: the time that counts is the psychologist's own. */
const psychologistsTime: Reshape = (chart, { outline }) => ({
  ...chart,
  activities: chart.activities.map((activity) => ({
    ...activity,
    staff_id: outline.practitioner_id,
  })),
})

type Reason = NonNullable<Episode['close_reason']>

const closing = (
  close_reason: Reason,
  closed: number,
  course: 'remission' | 'partial' | 'unchanged' | 'worse',
): DifficultCase => ({
  says: `closed: ${close_reason}${closed === 0 ? ', this month' : ''}`,
  wish: { enrolled: 7, closed, close_reason, course, payer_id: 'medicare' },
})

const bhi = (payer_id: string): DifficultCase => ({
  says: `general BHI, ${payer_id}`,
  wish: { ...settled, model: 'bhi', payer_id, minutes: {} },
})

const psychologist = (course: 'response' | 'partial'): DifficultCase => ({
  says: `general BHI with a psychologist, ${course}`,
  wish: { ...settled, model: 'bhi', practitioner_id: 'bp-amselberg', course, minutes: { 1: 30 } },
  reshape: psychologistsTime,
})

const away = [9, 8, 7, 6, 5, 4, 3] as const

export const episodeCases: readonly DifficultCase[] = [
  {
    says: 'a break of more than six months, back without a new row',
    wish: { ...settled, enrolled: 11, paused: away, minutes: { 2: 62, 1: 44 } },
  },
  {
    says: 'a break, away to this day',
    wish: { ...settled, enrolled: 10, paused: [7, 6, 5, 4, 3, 2, 1, 0], minutes: {} },
  },
  {
    says: 'five months without service',
    wish: { ...settled, enrolled: 8, paused: [5, 4, 3, 2, 1, 0], minutes: {} },
  },
  {
    says: 'closed by a break and enrolled again',
    wish: { ...settled, enrolled: 11, closed: 9, close_reason: 'break_in_care', minutes: {} },
    again: { ...settled, enrolled: 1, minutes: { 1: 64 } },
  },
  {
    says: 'enrolled again without a gap',
    wish: { ...settled, enrolled: 8, closed: 4, close_reason: 'withdrew', minutes: {} },
    again: { ...settled, enrolled: 1, minutes: { 1: 64 } },
  },
  closing('goals_met', 0, 'remission'),
  closing('withdrew', 0, 'partial'),
  closing('transferred', 0, 'partial'),
  closing('referred_to_psychiatry', 1, 'worse'),
  closing('goals_met', 1, 'remission'),
  closing('lost_to_follow_up', 2, 'unchanged'),
  closing('break_in_care', 3, 'unchanged'),
  closing('died', 2, 'partial'),
  closing('other', 3, 'partial'),
  {
    says: 'relapse prevention',
    wish: { ...settled, enrolled: 9, course: 'remission', minutes: {} },
  },
  {
    says: 'in care for long',
    wish: { ...settled, enrolled: 11, course: 'unchanged', minutes: {} },
  },
  bhi('medicare'),
  bhi('goldleaf'),
  bhi('commonwell'),
  bhi('state-medicaid'),
  psychologist('response'),
  psychologist('partial'),
  { says: 'a recommendation undecided', wish: settled, reshape: undecided },
  { says: 'APCM', wish: settled, reshape: serviceOf('G0557', 'own', 'theirs') },
  {
    says: 'CoCM billed elsewhere',
    wish: settled,
    reshape: serviceOf('99493', 'external', 'another'),
  },
  {
    says: 'BHI billed elsewhere',
    wish: settled,
    reshape: serviceOf('99484', 'external', 'another'),
  },
  {
    says: 'psychotherapy elsewhere',
    wish: settled,
    reshape: serviceOf('90834', 'external', 'another'),
  },
  { says: 'a new practitioner, with consent', wish: settled, reshape: tookOver(true) },
  { says: 'a new practitioner, without consent', wish: settled, reshape: tookOver(false) },
]
