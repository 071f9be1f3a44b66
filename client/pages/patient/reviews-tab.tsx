/** Case reviews, what they recommended, what became of it, and the score four to eight weeks on. */
import { addDays, type CalendarDay } from '../../../server/domain/calendar.ts'
import { seenScores } from '../../../server/domain/caseload/course.ts'
import type { CaseReview } from '../../../server/domain/records/index.ts'
import { useAmendRecord } from '../../api/records.ts'
import { Refused } from '../../components/form/fields.tsx'
import { ScoreMark } from '../../components/severity.tsx'
import { shownDay, titled, words } from '../../components/words.ts'
import { seenOf, useHere } from './here.ts'
import { Act, Nothing, Part } from './parts.tsx'

export function ReviewsTab() {
  const { chart } = useHere()
  const reviews = chart.case_reviews.toSorted((a, b) => (a.reviewed_on < b.reviewed_on ? 1 : -1))
  return (
    <>
      <Questions />
      <Part title="Case reviews">
        {reviews.length === 0 && (
          <Nothing>Not reviewed yet. The weekly review writes here.</Nothing>
        )}
        <ol className="versions">
          {reviews.map((review) => (
            <Review key={review.review_id} review={review} />
          ))}
        </ol>
      </Part>
    </>
  )
}

function Questions() {
  const { chart, may, add, amend, nameOf, today } = useHere()
  const rows = chart.questions.toSorted((a, b) => (a.asked_on < b.asked_on ? 1 : -1))
  return (
    <Part
      title="Questions to the consultant"
      action={
        may('questions') && (
          <Act
            glyph="add"
            does="Question"
            onPress={() => add('questions', { leave: ['settled_on'] })}
          />
        )
      }
    >
      {rows.length === 0 && <Nothing>None. A question brings the case to the next review.</Nothing>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={row.question_id} className={row.settled_on ? 'past' : ''}>
            <div>
              {row.question}{' '}
              <span className="quiet">
                {nameOf(row.asked_by)}, {shownDay(row.asked_on)}
                {row.settled_on && `, settled ${shownDay(row.settled_on)}`}
              </span>
            </div>
            {may('questions') && !row.settled_on && (
              <Act
                does="Settled"
                about={row.question}
                onPress={() =>
                  amend('questions', row, {
                    only: ['settled_on'],
                    given: { settled_on: today },
                    title: 'Question settled',
                  })
                }
              />
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}

function Review({ review }: { readonly review: CaseReview }) {
  const { nameOf } = useHere()
  return (
    <li>
      <p className="row">
        <strong>{shownDay(review.reviewed_on)}</strong>
        <span className="quiet">
          {nameOf(review.psychiatric_consultant_id)} with {nameOf(review.care_manager_id)}
          {review.minutes !== null && `, ${review.minutes} min`}
        </span>
      </p>
      <p>
        {review.kind && <span className="chip">{titled(review.kind)}</span>}{' '}
        <strong>{review.recommendation}</strong>
        {review.recommends_change && <span className="chip change">change</span>}
      </p>
      <p>{became(review, nameOf)}</p>
      <ConfirmAlone review={review} />
      {review.question && <p className="quiet">Asked: {review.question}</p>}
      {review.note && <p className="quiet">{review.note}</p>}
      <Outcome review={review} />
      {review.next_review_on && (
        <p className="quiet">Next review {shownDay(review.next_review_on)}</p>
      )}
    </li>
  )
}

/** A review of no meeting has nothing else that its consultant could confirm it with. */
function ConfirmAlone({ review }: { readonly review: CaseReview }) {
  const { view, me } = useHere()
  const confirming = useAmendRecord(view.handle, 'case_reviews')
  const isTheirs = review.psychiatric_consultant_id === me.staff_id
  const seen = seenOf(view, 'case_reviews', { ...review })
  if (review.meeting_id !== null || isConfirmed(review) || !isTheirs || !seen) return null
  const confirm = () => {
    if (confirming.isPending) return
    const changes = { confirmed_by: me.staff_id }
    confirming.mutate({ ...seen, changes, reason: 'confirmed by the consultant' })
  }
  return (
    <div>
      <Refused error={confirming.error} />
      <Act
        does="Confirm"
        about={`the review of ${shownDay(review.reviewed_on)}`}
        onPress={confirm}
      />
    </div>
  )
}

const isConfirmed = ({ entered_by, confirmed_by, psychiatric_consultant_id: own }: CaseReview) =>
  entered_by === null || entered_by === own || confirmed_by === own

/** Unconfirmed, sent, decided, carried out: in one sentence. */
function became(review: CaseReview, nameOf: (id: string | null) => string): string {
  const { decision, decided_by, decided_on, sent_on, carried_out_on } = review
  const isDecided = decision !== null && decision !== 'pending'
  const parts = [
    !isConfirmed(review) && 'waits for the consultant’s confirmation',
    sent_on && `sent ${shownDay(sent_on)}`,
    isDecided && decidedWords(decision, decided_by && nameOf(decided_by), decided_on),
    !isDecided && 'no decision yet',
    carried_out_on && `carried out ${shownDay(carried_out_on)}`,
  ]
  const text = parts.filter(Boolean).join(' · ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

const decidedWords = (decision: string, by: string | null, on: string | null): string =>
  [words(decision), by && `by ${by}`, on && shownDay(on)].filter(Boolean).join(' ')

/** The last total up to the review, and the last one of four to eight weeks later. */
function Outcome({ review }: { readonly review: CaseReview }) {
  const { chart, episode, today } = useHere()
  const instrument = episode?.target_instrument ?? 'phq-9'
  const from = addDays(review.reviewed_on, 28)
  const to = addDays(review.reviewed_on, 56)
  const totals = seenScores(chart.scores, chart.patient.sex).filter(
    ({ score, standing }) => score.instrument === instrument && standing.total !== null,
  )
  const lastBetween = (first: string, last: CalendarDay) =>
    totals.findLast(({ on }) => first <= on && on <= last)
  const before = lastBetween('', review.reviewed_on)
  const after = lastBetween(from, to)
  const why = today < from ? `due from ${shownDay(from)}` : 'no score 4 to 8 weeks later'
  return (
    <p className="outcome-line">
      Score then{' '}
      <ScoreMark instrument={instrument} total={before?.standing.total ?? null} why="none" />
      {' · '}4 to 8 weeks later{' '}
      <ScoreMark instrument={instrument} total={after?.standing.total ?? null} why={why} />
      {!after && <span className="quiet"> {why}</span>}
      {after && <span className="quiet"> {shownDay(after.on)}</span>}
    </p>
  )
}
