/** Audit exports: ordered here, made on the server while one goes on, fetched as one zip. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useHistoryState } from 'wouter/use-browser-location'
import { auditExportsQuery } from '../../api/audit-exports.ts'
import { ownGrantsQuery } from '../../api/grants.ts'
import { sessionQuery } from '../../api/queries.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownMonth } from '../../components/words.ts'
import '../../theme/patient.css'
import '../../theme/forms.css'
import '../../theme/administration.css'
import '../../theme/import.css'
import { One } from './one.tsx'
import { OrderDialog } from './order-dialog.tsx'
import { begun, type Granted } from './typed.ts'

/** What a list of claims hands over: their numbers. */
interface Chosen {
  readonly claims?: readonly string[]
}

export function AuditExportsPage() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const isAuditor = session?.role === 'auditor'
  const { claims = [] } = useHistoryState<Chosen | null>() ?? {}
  const [ordering, setOrdering] = useState(claims.length > 0)
  const granted = useGranted(isAuditor)
  return (
    <section className="administration import stack" aria-labelledby="audit-exports">
      <header className="row">
        <h1 id="audit-exports">Audit exports</h1>
        <button
          type="button"
          className="button primary"
          disabled={isAuditor && granted.length === 0}
          onClick={() => setOrdering(true)}
        >
          New export
        </button>
      </header>
      <p className="quiet">
        Sheets on paper, as JSON and as CSV, with the audit trail of exactly those records, a signed
        manifest and the program that verifies it. An export is kept for a day.
      </p>
      {isAuditor && granted.length === 0 && (
        <Empty>No patient-month is granted to you now. The privacy officer grants requests.</Empty>
      )}
      <Ordered />
      {ordering && session && (
        <OrderDialog
          first={begun(isAuditor, claims, granted)}
          granted={granted}
          onClose={() => setOrdering(false)}
        />
      )}
    </section>
  )
}

/** Every month that a request names now; nobody but an auditor needs one. */
function useGranted(isAuditor: boolean): readonly Granted[] {
  const { data } = useQuery({ ...ownGrantsQuery, enabled: isAuditor })
  const months = (data?.grants ?? [])
    .filter(({ kind }) => kind === 'audit_request')
    .flatMap(({ patients }) => patients)
    .flatMap(({ patient, month, family_name, given_name, mrn }) =>
      month === null
        ? []
        : [
            {
              patient,
              month,
              says: `${family_name}, ${given_name} (${mrn}), ${shownMonth(month)}`,
            },
          ],
    )
  return [...new Map(months.map((one) => [`${one.patient} ${one.month}`, one])).values()]
}

function Ordered() {
  const { data, isError, isPending, error, refetch } = useQuery(auditExportsQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="your exports" lines={4} />
  if (data.exports.length === 0)
    return <Empty>Your exports of the last day will stand here, with how far each is.</Empty>
  return data.exports.map((view) => <One key={view.export} view={view} />)
}
