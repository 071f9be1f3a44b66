/** A case that has its review in this meeting: what was written, and the way to amend it. */
import { useState } from 'react'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { CaseReview } from '../../../server/domain/records/index.ts'
import { AmendDialog } from '../../components/form/amend-dialog.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { shownDay, titled } from '../../components/words.ts'

const amendable = [
  'note',
  'kind',
  'recommendation',
  'recommends_change',
  'minutes',
  'next_review_on',
] as const

export function SavedReview({
  review,
  patient,
  onNext,
}: {
  readonly review: CaseReview
  readonly patient: PatientView
  readonly onNext: () => void
}) {
  const [amends, setAmends] = useState(false)
  const mark = patient.marks.case_reviews[review.review_id]
  const { chart, people } = patient
  return (
    <section className="note saved" aria-label="Reviewed">
      <p>
        <Glyph name="met" /> <strong>Reviewed{review.kind && `: ${titled(review.kind)}`}.</strong>{' '}
        {review.recommendation}{' '}
        <span className="quiet">
          {review.recommends_change ? 'Treatment changes' : 'No change'} · {review.minutes ?? '–'}{' '}
          min
          {review.next_review_on && ` · next review ${shownDay(review.next_review_on)}`}
        </span>
      </p>
      {review.note && <p className="quiet">{review.note}</p>}
      <p className="row">
        {mark && (
          <button type="button" className="button" onClick={() => setAmends(true)}>
            Amend
          </button>
        )}
        <button type="button" className="button primary" onClick={onNext}>
          Next case
        </button>
      </p>
      {amends && mark && (
        <AmendDialog
          patient={patient.handle}
          record="case_reviews"
          row={{ ...review }}
          seen={{ key: mark[0], version: mark[1] }}
          choices={{ people, payers: chart.payers, clinics: chart.clinics }}
          only={amendable}
          onClose={() => setAmends(false)}
        />
      )}
    </section>
  )
}
