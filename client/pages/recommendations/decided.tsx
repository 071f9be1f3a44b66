/** Why a recommendation was accepted, modified or declined: the reason of the version that says so. */
import { useQuery } from '@tanstack/react-query'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import { recordHistoryQuery } from '../../api/records.ts'
import { shownDay } from '../../components/words.ts'

const isDecision = (value: unknown): boolean => typeof value === 'string' && value !== 'pending'

export function Decided({
  one: { patient, key, review, version },
  view,
}: {
  readonly one: Recommendation
  readonly view: PatientView
}) {
  const wasDecided = isDecision(review.decision)
  const history = useQuery({
    ...recordHistoryQuery(patient, 'case_reviews', key),
    enabled: wasDecided && version > 1,
  })
  if (!wasDecided) return null
  const who = view.people.find(({ staff_id }) => staff_id === review.decided_by)?.name
  // the first version with the decision as it stands: later ones changed something else
  const made = history.data?.versions.find(
    ({ row, version }) => version > 1 && row['decision'] === review.decision,
  )
  return (
    <p className="decided">
      {made && (
        <>
          <strong>Reason</strong> {made.reason}{' '}
        </>
      )}
      <span className="quiet">
        {who && `decided by ${who}`}
        {made && made.by !== who && `, entered by ${made.by} ${shownDay(made.at.slice(0, 10))}`}
      </span>
    </p>
  )
}
