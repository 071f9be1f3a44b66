/** The last recommendations, what became of them, and the score four to eight weeks later. */
import type { PatientView } from '../../../server/contract/patients.ts'
import { isConfirmed } from '../../../server/domain/billing/chart.ts'
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import { seenScores } from '../../../server/domain/caseload/course.ts'
import type { CaseReview } from '../../../server/domain/records/index.ts'
import { ScoreMark } from '../../components/severity.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { listDay, words } from '../../components/words.ts'

const shownAtOnce = 4

export function Past({
  view: { chart, today },
  instrument,
}: {
  readonly view: PatientView
  readonly instrument: string
}) {
  const reviews = chart.case_reviews.toSorted((a, b) => (a.reviewed_on < b.reviewed_on ? 1 : -1))
  const totals = seenScores(chart.scores, chart.patient.sex).flatMap(({ score, on, standing }) =>
    score.instrument === instrument && standing.total !== null
      ? [{ on, total: standing.total }]
      : [],
  )
  const lastBetween = (from: string, to: CalendarDay) =>
    totals.findLast(({ on }) => from <= on && on <= to)?.total ?? null
  return (
    <section className="past" aria-label="Last recommendations">
      <h3>Last recommendations</h3>
      {reviews.length === 0 && <p className="quiet">None yet: this is the first review.</p>}
      <ul>
        {reviews.slice(0, shownAtOnce).map((review) => (
          <li key={review.review_id}>
            <span className="when">{listDay(review.reviewed_on, today)}</span>{' '}
            {review.recommendation} <span className="became">{became(review, today)}</span>{' '}
            <span className="quiet">
              <ScoreMark
                instrument={instrument}
                total={lastBetween('', review.reviewed_on)}
                why="no score before it"
              />{' '}
              <Glyph name="open" label="then" />{' '}
              <ScoreMark
                instrument={instrument}
                total={lastBetween(
                  addDays(review.reviewed_on, 28),
                  addDays(review.reviewed_on, 56),
                )}
                why="no score four to eight weeks later"
              />
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The latest thing that became of it. */
export function became(review: CaseReview, today: CalendarDay): string {
  const { decision, decided_on, sent_on, carried_out_on } = review
  if (!isConfirmed(review)) return 'waits for the consultant’s confirmation'
  if (carried_out_on !== null) return `carried out ${listDay(carried_out_on, today)}`
  if (decision !== null && decision !== 'pending')
    return `${words(decision)}${decided_on ? ` ${listDay(decided_on, today)}` : ''}`
  if (sent_on !== null) return `sent ${listDay(sent_on, today)}, not decided`
  return review.recommends_change ? 'not sent, not decided' : 'no decision needed'
}
