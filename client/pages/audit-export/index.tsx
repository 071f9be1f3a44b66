/** An auditor's visit: the patient-months of their requests, and the audit sheet of each. */
import { useQuery } from '@tanstack/react-query'
import { Link, Route } from 'wouter'
import { auditSheetPaper, auditSheetQuery } from '../../api/audit-sheets.ts'
import { ownGrantsQuery } from '../../api/grants.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownMonth } from '../../components/words.ts'
import '../../theme/patient.css'
import '../../theme/administration.css'
import { Sheet } from './sheet.tsx'

export function AuditSheetsPage() {
  return (
    <Route path="/audit-sheets/:patient?/:month?">
      {({ patient, month }) => (
        <section className="administration audit-sheets stack" aria-labelledby="audit-sheets">
          <h1 id="audit-sheets">Audit sheets</h1>
          <Granted chosen={patient && month ? `${patient} ${month}` : null} />
          {patient && month && (
            <Shown key={`${patient} ${month}`} patient={patient} month={month} />
          )}
        </section>
      )}
    </Route>
  )
}

/** One sheet alone: whoever bills comes to it from a claim. */
export function AuditSheetPage({
  patient,
  month,
}: {
  readonly patient: string
  readonly month: string
}) {
  return (
    <section className="administration audit-sheets stack" aria-labelledby="audit-sheets">
      <h1 id="audit-sheets">Audit sheet</h1>
      <Shown key={`${patient} ${month}`} patient={patient} month={month} />
    </section>
  )
}

/** Every month that a request names now. */
function Granted({ chosen }: { readonly chosen: string | null }) {
  const { data, isError, isPending, error, refetch } = useQuery(ownGrantsQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="your requests" lines={3} />
  const months = data.grants
    .filter(({ kind }) => kind === 'audit_request')
    .flatMap(({ patients }) => patients)
    .flatMap(({ month, ...one }) => (month === null ? [] : [{ ...one, month }]))
  if (months.length === 0)
    return (
      <Empty>No patient-month is granted to you now. The privacy officer grants requests.</Empty>
    )
  return (
    <nav className="row no-print" aria-label="Granted months">
      {months.map(({ patient, family_name, given_name, mrn, month }) => (
        <Link
          key={`${patient} ${month}`}
          className="button"
          href={`/audit-sheets/${patient}/${month}`}
          aria-current={chosen === `${patient} ${month}` ? 'page' : undefined}
        >
          {family_name}, {given_name} ({mrn}), {shownMonth(month)}
        </Link>
      ))}
    </nav>
  )
}

function Shown({ patient, month }: { readonly patient: string; readonly month: string }) {
  const { data, isError, isPending, error, refetch } = useQuery(auditSheetQuery(patient, month))
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the audit sheet" lines={20} />
  return <Sheet view={data} paper={auditSheetPaper(patient, month)} />
}
