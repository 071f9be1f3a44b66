/** Fidelity to the model: is everybody contacted, followed and reviewed as it asks for? */
import { isConfirmed } from '../billing/chart.ts'
import { addDays, type CalendarDay, daysBetween } from '../calendar.ts'
import { citeActivity } from '../caseload/contacts.ts'
import { citeReview } from '../caseload/reviews.ts'
import type { Evidence } from '../evidence.ts'
import type { CaseReview } from '../records/index.ts'
import { type Measure, member, nobody } from './number.ts'
import type { Followed, Period } from './panel.ts'

/** Contacts from which somebody is called engaged, and the days that count as early. */
const engagedFrom = 3
const early = 28

export const processMeasures: readonly Measure[] = [
  {
    id: 'caseload',
    says: 'Caseload',
    definition: 'Open episodes on the last day, for each care manager.',
    unit: 'patients',
    target: '90–120 commercial, 60–80 Medicaid, for a full-time care manager',
    judge: ({ row, isOpen, chart }) =>
      isOpen ? member(true, `Enrolled on ${row.enrolled_on}.`, [episode(chart.span.row)]) : nobody,
  },
  {
    id: 'engaged',
    says: 'Engaged',
    definition: 'Reached at least three times since enrollment, of everybody in care.',
    unit: 'percent',
    target: null,
    judge: ({ chart }) => {
      const { reached } = chart.contacts
      return member(
        reached.length >= engagedFrom,
        `Reached ${times(reached.length)} since enrollment.`,
        reached.slice(0, engagedFrom).map(citeActivity),
      )
    },
  },
  {
    id: 'early_contact',
    says: 'Contact in the first 28 days',
    definition: 'Reached by the 28th day after enrollment, of those for whom it has come.',
    unit: 'percent',
    target: null,
    judge: ({ chart, on }) => {
      const by = addDays(chart.span.enrolled_on, early)
      const [first] = chart.contacts.reached
      const isEarly = first !== undefined && first.on <= by
      if (!isEarly && on < by) return nobody
      const because = first ? `First reached on ${first.on}.` : `Nobody reached by ${by}.`
      return member(isEarly, because, first ? [citeActivity(first)] : [])
    },
  },
  {
    id: 'contacts_a_month',
    says: 'Contacts in the month',
    definition: 'Contacts that reached the patient in the month, for everybody in care.',
    unit: 'mean',
    target: null,
    judge: ({ chart }, period) => {
      const within = chart.contacts.reached.filter(({ on }) => isIn(period, on))
      const because = `Reached ${times(within.length)} in the month.`
      return member(true, because, within.map(citeActivity), within.length)
    },
  },
  {
    id: 'reviewed_in_month',
    says: 'Reviewed in the month',
    definition: 'With a case review in the month that proves, of everybody in care.',
    unit: 'percent',
    target: null,
    judge: (one, period) => {
      const within = proving(one).filter(({ reviewed_on }) => isIn(period, reviewed_on))
      const last = proving(one).at(-1)
      const because = last ? `Last reviewed on ${last.reviewed_on}.` : 'Not reviewed yet.'
      return member(within.length > 0, because, within.map(citeReview))
    },
  },
  {
    id: 'days_to_first_review',
    says: 'Time to first review',
    definition: 'Days from enrollment to the first review, for everybody who had one.',
    unit: 'days',
    target: null,
    judge: (one) => {
      const [first] = proving(one)
      if (!first) return nobody
      const days = daysBetween(one.chart.span.enrolled_on, first.reviewed_on)
      const because = `First reviewed on ${first.reviewed_on}, after ${days} days.`
      return member(true, because, [citeReview(first)], days)
    },
  },
  {
    id: 'recommendations_accepted',
    says: 'Recommendations accepted',
    definition: 'Accepted or modified, of the recommendations decided in the month.',
    unit: 'percent',
    target: null,
    judge: ({ chart }, period) =>
      chart.reviews
        .filter((review) => isDecided(review, period))
        .flatMap((review) =>
          member(
            review.decision !== 'declined',
            `"${review.recommendation}" was ${review.decision} on ${review.decided_on}.`,
            [citeReview(review)],
          ),
        ),
  },
]

export const isIn = ({ first, last }: Period, day: CalendarDay): boolean =>
  first <= day && day <= last

const isDecided = ({ decision, decided_on }: CaseReview, period: Period): boolean =>
  decision !== null && decision !== 'pending' && decided_on !== null && isIn(period, decided_on)

/** Reviews of the episode that prove: those that somebody else entered wait for their consultant. */
export const proving = ({ chart }: Followed): readonly CaseReview[] =>
  chart.reviews.filter(isConfirmed)

export const episode = (row: Followed['chart']['span']['row']): Evidence => ({
  record: 'episodes',
  id: row.episode_id,
  on: row.enrolled_on,
})

const times = (count: number): string => (count === 1 ? 'once' : `${count} times`)
