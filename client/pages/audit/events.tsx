/** Who did what, when and to whom: of a time, of a patient, of a user. */
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { type AuditScope, auditEventsQuery } from '../../api/audit.ts'
import { printScreen, saveLeaving, useLeaving } from '../../components/leaving.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { counted } from '../../components/words.ts'
import { Press } from '../caseload-tools.tsx'
import { Lines } from './lines.tsx'
import { namesOf, rowsOfLines } from './words.ts'

const screen = 'audit events'

export function Events({ scope }: { readonly scope: AuditScope }) {
  const query = useInfiniteQuery(auditEventsQuery(scope))
  const { data, isPending, isError, error, refetch, hasNextPage, isFetchingNextPage } = query
  const lines = useMemo(() => data?.pages.flatMap((page) => page.lines) ?? [], [data])
  const names = useMemo(() => namesOf(data?.pages.flatMap((page) => page.patients) ?? []), [data])
  const handles = useMemo(() => [...names.keys()], [names])
  useLeaving(screen, handles)
  if (isPending) return <Skeleton what="the trail" lines={20} />
  if (isError) return <Trouble error={error} retry={refetch} />
  if (lines.length === 0)
    return <Empty>Nothing happened in this time that fits. Choose another time, or anybody.</Empty>
  const save = () =>
    saveLeaving('audit-events.csv', rowsOfLines(lines, names), { screen, patients: handles })
  return (
    <>
      <p className="row">
        <span role="status">
          {counted(lines.length, 'event')}
          {hasNextPage && ', the newest; sorting is among these'}
        </span>
        {hasNextPage && (
          <button
            type="button"
            className="button no-print"
            disabled={isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            Older ones
          </button>
        )}
        <span className="row end no-print">
          <Press glyph="download" words="CSV" press={() => void save()} />
          <Press glyph="print" words="Print" press={printScreen} />
        </span>
      </p>
      <Lines lines={lines} names={names} label="Events" />
    </>
  )
}
