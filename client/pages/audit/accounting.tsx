/** What of one patient left the registry: the accounting that a patient may ask for. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AuditPatient } from '../../../server/contract/audit.ts'
import { type AuditSpan, accountingQuery } from '../../api/audit.ts'
import { printScreen, saveLeaving, useLeaving } from '../../components/leaving.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { counted, shownDay } from '../../components/words.ts'
import { Press } from '../caseload-tools.tsx'
import { Lines } from './lines.tsx'
import type { Days } from './scope.tsx'
import { nameOf, namesOf, rowsOfLines } from './words.ts'

const screen = 'accounting of disclosures'

export function AccountingOf({
  patient,
  span,
  days,
}: {
  readonly patient: AuditPatient
  readonly span: AuditSpan
  readonly days: Days
}) {
  const { data, isPending, isError, error, refetch } = useQuery(
    accountingQuery(patient.patient, span),
  )
  const handles = useMemo(() => [patient.patient], [patient])
  const names = useMemo(() => namesOf([patient]), [patient])
  useLeaving(screen, handles)
  if (isPending) return <Skeleton what="the accounting" lines={12} />
  if (isError) return <Trouble error={error} retry={refetch} />
  const { lines, notice, complete } = data
  const save = () =>
    saveLeaving('accounting.csv', rowsOfLines(lines, names), { screen, patients: handles })
  return (
    <article className="accounting stack">
      <header className="row">
        <h2>Accounting of disclosures</h2>
        <span className="row end no-print">
          <Press glyph="download" words="CSV" press={() => void save()} />
          <Press glyph="print" words="Print" press={printScreen} />
        </span>
      </header>
      <p>
        {nameOf(patient)}, born {patient.birth_date}. What was printed, exported or handed over from
        this registry between {shownDay(days.from)} and {shownDay(days.to)}:{' '}
        <strong role="status">{counted(lines.length, 'disclosure')}</strong>
        {!complete && ', the newest of more: choose a shorter time'}.
      </p>
      {lines.length > 0 && <Lines lines={lines} names={names} label="Disclosures" />}
      {notice && (
        <aside className="notice" aria-label="Notice under 42 CFR 2.32">
          <p>{notice.says}</p>
          <p>
            <strong>{notice.statement}</strong>
          </p>
        </aside>
      )}
    </article>
  )
}
