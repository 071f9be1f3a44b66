/** A month's end: look, choose, emit, export, close. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { Link } from 'wouter'
import { addMonths, calendarMonth } from '../../../server/domain/calendar.ts'
import { claimsQuery } from '../../api/claims.ts'
import { monthRunQuery } from '../../api/queries.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { shownMonth } from '../../components/words.ts'
import { ClaimList } from './list.tsx'
import { Money } from './money.tsx'
import { MonthSteps } from './month-steps.tsx'
import { Overpayments } from './overpayments.tsx'
import { toEmit } from './rows.ts'
import { ToEmit } from './to-emit.tsx'
import { WhatIf } from './what-if.tsx'

const tabs = ['emit', 'claims', 'money', 'owed', 'what-if'] as const
type Tab = (typeof tabs)[number]

export function ClaimMonth({ month }: { readonly month: string }) {
  const run = useQuery(monthRunQuery(month))
  const claims = useQuery(claimsQuery(month))
  const [tab, setTab] = useState<Tab>('emit')
  const failed = [run, claims].find(({ isError }) => isError)
  if (failed) return <Trouble error={failed.error} retry={failed.refetch} />
  if (!run.data || !claims.data)
    return (
      <Screen month={month}>
        <Skeleton what="the month" lines={16} />
      </Screen>
    )
  const { rows } = run.data
  const says: Readonly<Record<Tab, string>> = {
    emit: `To emit ${toEmit(rows).length}`,
    claims: `Claims ${claims.data.claims.length}`,
    money: 'Expected revenue',
    owed: `Overpayments ${claims.data.overpayments}`,
    'what-if': 'What if',
  }
  return (
    <Screen month={month} beside={<MonthSteps month={month} rows={rows} />}>
      <nav className="views" aria-label="Claims of the month">
        {tabs.map((one) => (
          <button
            key={one}
            type="button"
            className="tab"
            aria-pressed={tab === one}
            onClick={() => setTab(one)}
          >
            {says[one]}
          </button>
        ))}
      </nav>
      {tab === 'emit' && <ToEmit month={month} rows={rows} onEmitted={() => setTab('claims')} />}
      {tab === 'claims' && <ClaimList month={month} claims={claims.data.claims} rows={rows} />}
      {tab === 'money' && <Money rows={rows} />}
      {tab === 'what-if' && <WhatIf month={month} />}
      {tab === 'owed' && <Overpayments />}
    </Screen>
  )
}

function Screen({
  month,
  beside,
  children,
}: {
  readonly month: string
  readonly beside?: ReactNode
  readonly children: ReactNode
}) {
  const step = (by: number): string => `/claims/${addMonths(calendarMonth(month), by)}`
  return (
    <section className="claims-screen stack" aria-labelledby="claims">
      <header className="row">
        <h1 id="claims">Claims</h1>
        <nav className="row month-chooser" aria-label="Month">
          <Link className="icon-button no-print" href={step(-1)}>
            <Glyph name="before" label={shownMonth(addMonths(calendarMonth(month), -1))} />
          </Link>
          <strong>{shownMonth(month)}</strong>
          <Link className="icon-button no-print" href={step(1)}>
            <Glyph name="open" label={shownMonth(addMonths(calendarMonth(month), 1))} />
          </Link>
        </nav>
        {beside}
      </header>
      {children}
    </section>
  )
}
