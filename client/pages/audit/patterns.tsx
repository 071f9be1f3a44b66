/** Patterns worth a look: each with its rule, and each leading to its events. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AuditFinding, AuditPatient } from '../../../server/contract/audit.ts'
import { type AuditSpan, patternsQuery } from '../../api/audit.ts'
import { printScreen, useLeaving } from '../../components/leaving.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { counted, words } from '../../components/words.ts'
import { Press } from '../caseload-tools.tsx'
import { momentWords, nameOf, namesOf } from './words.ts'

const titles: Readonly<Record<AuditFinding['pattern'], string>> = {
  break_glass: 'Emergencies',
  own_record: 'Own name',
  same_surname: 'Same surname',
  off_caseload: 'Many charts outside the caseload',
  refusals: 'Refusals in a row',
}

export interface Lead {
  readonly user: string | null
  readonly patient: AuditPatient | null
  readonly from: string
  readonly to: string
}

export function PatternList({
  span,
  lead,
}: {
  readonly span: AuditSpan
  readonly lead: (to: Lead) => void
}) {
  const { data, isPending, isError, error, refetch } = useQuery(patternsQuery(span))
  const names = useMemo(() => namesOf(data?.patients ?? []), [data])
  const handles = useMemo(() => [...names.keys()], [names])
  useLeaving('audit patterns', handles)
  if (isPending) return <Skeleton what="the patterns" lines={14} />
  if (isError) return <Trouble error={error} retry={refetch} />
  return (
    <>
      <p className="row">
        <span role="status">
          {counted(data.looked, 'access').replace('accesss', 'accesses')} looked at
          {!data.complete && ', the first of more: choose a shorter time'}. None of this says that
          anything was wrong.
        </span>
        <span className="row end no-print">
          <Press glyph="print" words="Print" press={printScreen} />
        </span>
      </p>
      {data.rules.map(({ pattern, says }) => {
        const found = data.findings.filter((finding) => finding.pattern === pattern)
        return (
          <section key={pattern} className="panel stack" aria-labelledby={pattern}>
            <h2 id={pattern}>
              {titles[pattern]} <span className="quiet">{found.length}</span>
            </h2>
            <p className="quiet">{says}</p>
            <ul className="findings">
              {found.map((finding) => (
                <li key={`${finding.who} ${finding.from} ${finding.patients[0] ?? ''}`}>
                  <Found finding={finding} names={names} lead={lead} />
                </li>
              ))}
            </ul>
          </section>
        )
      })}
    </>
  )
}

function Found({
  finding,
  names,
  lead,
}: {
  readonly finding: AuditFinding
  readonly names: ReadonlyMap<string, AuditPatient>
  readonly lead: (to: Lead) => void
}) {
  const [first] = finding.patients
  const one = finding.patient_count === 1 && first ? (names.get(first) ?? null) : null
  const whom = one ? nameOf(one) : counted(finding.patient_count, 'patient')
  return (
    <>
      <strong>{finding.who}</strong>
      {finding.role !== '' && `, ${words(finding.role)}`}: {whom},{' '}
      {counted(finding.events, 'event')} from {momentWords(finding.from)} to{' '}
      {momentWords(finding.to)}
      {finding.note && ` · ${finding.note}`}{' '}
      <button
        type="button"
        className="link no-print"
        onClick={() =>
          lead({ user: finding.user, patient: one, from: finding.from, to: finding.to })
        }
      >
        Its events
      </button>
    </>
  )
}
