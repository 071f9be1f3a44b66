/** The month's run over the panel: what may be billed, and what would mend the rest. */
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { Link, useParams } from 'wouter'
import { addMonths, calendarMonth, isCalendarMonth } from '../../server/domain/calendar.ts'
import { monthRunQuery, sessionQuery } from '../api/queries.ts'
import { useWalked } from '../components/beside/walk.ts'
import { useThen } from '../components/frame/looking-back.ts'
import { useScope } from '../components/frame/scope.ts'
import { useKept } from '../components/kept.ts'
import { printScreen, useLeaving } from '../components/leaving.ts'
import { Empty, Skeleton, Trouble } from '../components/states.tsx'
import { Glyph } from '../components/symbols.tsx'
import { counted, shownMonth } from '../components/words.ts'
import { Choice, Press } from './caseload-tools.tsx'
import { exportMonth, walkerOf } from './months-out.ts'
import {
  byWork,
  countsOf,
  fitsMonth,
  groups,
  groupWords,
  type MonthFilter,
  type MonthRow,
  noMonthFilter,
  provenUnits,
  reasonsIn,
} from './months-rows.ts'
import { MonthsTable } from './months-table.tsx'

export function MonthsPage() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const named = useParams()['*'] ?? ''
  // a browser has no clock of the clinic's: the session's end, minutes ahead, tells the month
  const month = isCalendarMonth(named) ? named : session?.idle_until.slice(0, 7)
  if (month === undefined || !isCalendarMonth(month))
    return <Empty>This address names no month.</Empty>
  return <Run key={month} month={month} />
}

function Run({ month }: { readonly month: string }) {
  const [then] = useThen()
  const { data, isPending, isError, error, refetch } = useQuery(monthRunQuery(month, then))
  const { within } = useScope()
  const rows = useMemo(() => (data?.rows ?? []).filter(within), [data, within])
  return (
    <section className="list-screen months-screen" aria-labelledby="months">
      {isError ? (
        <Trouble error={error} retry={refetch} />
      ) : isPending ? (
        <>
          <MonthChooser month={month} />
          <Skeleton what="the month" lines={24} />
        </>
      ) : (
        <Rows month={month} rows={rows} />
      )}
    </section>
  )
}

function MonthChooser({ month }: { readonly month: string }) {
  const step = (by: number): string => addMonths(calendarMonth(month), by)
  return (
    <div className="row">
      <h1 id="months">Billing</h1>
      <nav className="row month-chooser" aria-label="Month">
        <Link className="icon-button no-print" href={`/billing/${step(-1)}`}>
          <Glyph name="before" label={shownMonth(step(-1))} />
        </Link>
        <strong>{shownMonth(month)}</strong>
        <Link className="icon-button no-print" href={`/billing/${step(1)}`}>
          <Glyph name="open" label={shownMonth(step(1))} />
        </Link>
      </nav>
    </div>
  )
}

function Rows({ month, rows }: { readonly month: string; readonly rows: readonly MonthRow[] }) {
  const [filter, show] = useKept<MonthFilter>('months', noMonthFilter)
  const [then] = useThen()
  const change = (part: Partial<MonthFilter>): void => show({ ...filter, ...part })
  const shown = useMemo(
    () => rows.filter((row) => fitsMonth(row, filter)).toSorted(byWork),
    [rows, filter],
  )
  const handles = useMemo(() => shown.map(({ patient }) => patient), [shown])
  useLeaving('billing months', handles)
  useWalked(`/billing/${month}`, `Billing, ${shownMonth(month)}`, () => shown.map(walkerOf), shown)
  return (
    <>
      <header className="tools">
        <MonthChooser month={month} />
        <Totals rows={rows} filter={filter} change={change} />
        <search className="row filters no-print" aria-label="Filter the list">
          <input
            type="text"
            aria-label="Filter by name or MRN"
            placeholder="Filter"
            value={filter.text}
            onChange={(event) => change({ text: event.target.value })}
          />
          <Choice
            label="Reason"
            all="Any reason"
            value={filter.reason}
            options={reasonsIn(rows)}
            choose={(reason) => change({ reason })}
          />
        </search>
        <div className="row end no-print">
          {then === null && (
            <Press
              glyph="download"
              words="CSV"
              press={() => void exportMonth(month, shown, handles)}
            />
          )}
          <Press glyph="print" words="Print" press={printScreen} />
        </div>
      </header>
      {rows.length === 0 ? (
        <Empty>Nobody within your reach was in care in this month.</Empty>
      ) : shown.length === 0 ? (
        <Empty>Nobody in this month fits the filter. Press “All” to see everybody.</Empty>
      ) : (
        <MonthsTable key={JSON.stringify(filter)} month={month} rows={shown} />
      )}
      <Footer rows={shown} />
    </>
  )
}

/** The panel in four numbers; each shows its rows. */
function Totals({
  rows,
  filter,
  change,
}: {
  readonly rows: readonly MonthRow[]
  readonly filter: MonthFilter
  readonly change: (part: Partial<MonthFilter>) => void
}) {
  const counts = countsOf(rows)
  return (
    <nav className="views" aria-label="Groups">
      <button
        type="button"
        className="tab"
        aria-pressed={filter.group === ''}
        onClick={() => change(noMonthFilter)}
      >
        All {rows.length}
      </button>
      {groups
        .filter((group) => group !== 'not_billable' || counts[group] > 0)
        .map((group) => (
          <button
            key={group}
            type="button"
            className={`tab group-${group}`}
            aria-pressed={filter.group === group}
            onClick={() => change({ group })}
          >
            {groupWords[group]} <strong>{counts[group]}</strong>
          </button>
        ))}
    </nav>
  )
}

function Footer({ rows }: { readonly rows: readonly MonthRow[] }) {
  const units = provenUnits(rows)
  return (
    <p className="totals" role="status">
      <strong>{counted(rows.length, 'patient')}</strong>
      <span>
        {counted(
          rows.reduce((sum, { minutes }) => sum + minutes, 0),
          'minute',
        )}{' '}
        count
      </span>
      <span>
        proven:{' '}
        {units.length === 0
          ? 'nothing yet'
          : units.map(([code, count]) => `${code} × ${count}`).join(' · ')}
      </span>
    </p>
  )
}
