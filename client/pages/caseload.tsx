/** The caseload list: one row a patient, in the order of urgency, with every flag's reason. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { caseloadQueryAt } from '../api/queries.ts'
import { useWalked } from '../components/beside/walk.ts'
import { useThen } from '../components/frame/looking-back.ts'
import { placedIn, useScope } from '../components/frame/scope.ts'
import { useKept } from '../components/kept.ts'
import { printScreen, saveLeaving, useLeaving } from '../components/leaving.ts'
import { Empty, Skeleton, Trouble } from '../components/states.tsx'
import { counted, titled } from '../components/words.ts'
import { nameOf } from './caseload-cells.tsx'
import type { Column } from './caseload-column.ts'
import { columns } from './caseload-columns.tsx'
import { fits, sorted, totalsOf } from './caseload-rows.ts'
import { type CaseloadState, everything, type Listed } from './caseload-state.ts'
import { CaseloadTable } from './caseload-table.tsx'
import { ColumnChooser, Filters, Press } from './caseload-tools.tsx'
import { Views } from './caseload-views.tsx'

export function CaseloadPage() {
  const { data, isPending, isError, error, refetch } = useQuery(caseloadQueryAt(useThen()[0]))
  return (
    <section className="list-screen" aria-labelledby="caseload">
      {isError ? (
        <Trouble error={error} retry={refetch} />
      ) : isPending ? (
        <>
          <h1 id="caseload">Caseload</h1>
          <Skeleton what="the caseload" lines={26} />
        </>
      ) : (
        <Scoped rows={data.rows} />
      )}
    </section>
  )
}

function Scoped({ rows }: { readonly rows: readonly Listed[] }) {
  const { within } = useScope()
  return (
    <Caseload
      rows={useMemo(() => rows.filter(({ row }) => within(placedIn(row))), [rows, within])}
    />
  )
}

function Caseload({ rows }: { readonly rows: readonly Listed[] }) {
  const [state, show] = useKept<CaseloadState>('caseload', everything)
  const [then] = useThen()
  const change = (part: Partial<CaseloadState>): void => show({ ...state, ...part })
  const { filter, sort, hidden } = state
  const shown = useMemo(() => {
    const valueIn = columns.find(({ id }) => id === sort?.column)?.value
    return sorted(
      rows.filter((one) => fits(one, filter)),
      sort,
      valueIn,
    )
  }, [rows, filter, sort])
  const handles = useMemo(() => shown.map(({ patient }) => patient), [shown])
  useLeaving('caseload', handles)
  useWalked('/caseload', 'Caseload', () => shown.map(walkerOf), shown)
  const kept = useMemo(() => columns.filter(({ id }) => !hidden.includes(id)), [hidden])
  return (
    <>
      <h1 className="on-paper">Caseload</h1>
      <header className="tools no-print">
        <h1 id="caseload">Caseload</h1>
        <Views state={state} show={show} />
        <Filters
          rows={rows}
          filter={filter}
          change={(part) => change({ filter: { ...filter, ...part } })}
        />
        <div className="row end">
          <ColumnChooser hidden={hidden} change={change} />
          {/* a file would not say as of when it was */}
          {then === null && (
            <Press
              glyph="download"
              words="CSV"
              press={() => void exportRows(shown, kept, handles)}
            />
          )}
          <Press glyph="print" words="Print" press={printScreen} />
        </div>
      </header>
      {shown.length === 0 ? (
        <Nothing isFiltered={rows.length > 0} showAll={() => show(everything)} />
      ) : (
        <CaseloadTable
          // a new order begins at its top
          key={JSON.stringify([filter, sort])}
          rows={shown}
          columns={kept}
          sort={sort}
          sortBy={(next) => change({ sort: next })}
        />
      )}
      <Footer rows={shown} />
    </>
  )
}

function walkerOf({ patient, row }: Listed) {
  const target = row.instruments[row.target_instrument]
  const course = target
    ? ` · ${nameOf(row.target_instrument)} ${target.first ?? '–'} to ${target.last ?? '–'}`
    : ''
  const says = `${row.status === 'active' ? `week ${row.weeks}` : titled(row.status)}${course}`
  return { patient, name: `${row.family_name}, ${row.given_name}`, says }
}

function Nothing({
  isFiltered,
  showAll,
}: {
  readonly isFiltered: boolean
  readonly showAll: () => void
}) {
  if (!isFiltered)
    return <Empty>Patients whose team you are on will be listed here once they are enrolled.</Empty>
  return (
    <div className="state stack">
      <p>Nobody on this caseload fits the filter.</p>
      <p>
        <button type="button" className="button" onClick={showAll}>
          Show everybody
        </button>
      </p>
    </div>
  )
}

/** What the list comes to; said aloud as the filter changes. */
function Footer({ rows }: { readonly rows: readonly Listed[] }) {
  const { patients, improved, elevated, at_target, overdue, minutes } = totalsOf(rows)
  return (
    <p className="totals" role="status">
      <strong>{counted(patients, 'patient')}</strong>
      <span title="At least half below the baseline, or below 10; of those whose baseline was 10 or more">
        {improved} of {elevated} improved
      </span>
      <span>{at_target} at target</span>
      <span title="Contact, score or review is overdue">{overdue} overdue</span>
      <span>{counted(minutes, 'minute')} this month</span>
    </p>
  )
}

/** The rows as they stand on the screen. The file's name tells the day, and nobody. */
function exportRows(
  rows: readonly Listed[],
  shown: readonly Column[],
  patients: readonly string[],
): Promise<void> {
  const head = shown.map(({ says }) => says)
  const body = rows.map((one) => shown.map(({ value }) => value(one)))
  const name = `caseload-${rows[0]?.today ?? 'empty'}.csv`
  return saveLeaving(name, [head, ...body], { screen: 'caseload', patients })
}
