/** The privacy officer's screen: who looked at whom, what left, and what is worth a look. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { AuditPatient } from '../../../server/contract/audit.ts'
import { addDays, type CalendarDay, isCalendarDay } from '../../../server/domain/calendar.ts'
import { sessionQuery } from '../../api/queries.ts'
import { Empty } from '../../components/states.tsx'
import '../../theme/audit.css'
import { AccountingOf } from './accounting.tsx'
import { Events } from './events.tsx'
import { type Lead, PatternList } from './patterns.tsx'
import { type Days, Patient, Period, spanOf, User } from './scope.tsx'

const tabs = { events: 'Events', accounting: 'Disclosures', patterns: 'Worth a look' } as const
type Tab = keyof typeof tabs

/** Patients may ask what left in the last six years (45 CFR 164.528). */
const daysBack: Readonly<Record<Tab, number>> = { events: 6, accounting: 2192, patterns: 30 }

export function AuditPage() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  // a browser has no clock of the registry's: the session's end, minutes ahead, tells the day
  const today = session?.idle_until.slice(0, 10) ?? ''
  return isCalendarDay(today) ? <Audit today={today} /> : null
}

const before = (today: CalendarDay, tab: Tab): Days => ({
  from: addDays(today, -daysBack[tab]),
  to: today,
})

function Audit({ today }: { readonly today: CalendarDay }) {
  const [tab, setTab] = useState<Tab>('events')
  const [days, setDays] = useState<Days>(() => before(today, 'events'))
  const [user, setUser] = useState('')
  const [patient, setPatient] = useState<AuditPatient | null>(null)
  const span = spanOf(days)
  const open = (next: Tab) => {
    setTab(next)
    setDays(before(today, next))
  }
  const lead = (to: Lead) => {
    setTab('events')
    setDays({ from: dayOf(to.from), to: dayOf(to.to) })
    setUser(to.user ?? '')
    setPatient(to.patient)
  }
  return (
    <section className="audit stack" aria-labelledby="audit">
      <header className="row">
        <h1 id="audit">Audit</h1>
        <nav className="views no-print" aria-label="Reports">
          {(Object.keys(tabs) as Tab[]).map((each) => (
            <button
              key={each}
              type="button"
              className="tab"
              aria-pressed={tab === each}
              onClick={() => open(each)}
            >
              {tabs[each]}
            </button>
          ))}
        </nav>
      </header>
      <search className="row filters" aria-label="What the report is about">
        <Period days={days} choose={setDays} />
        {tab === 'events' && <User user={user} choose={setUser} />}
        {tab !== 'patterns' && <Patient patient={patient} choose={setPatient} />}
      </search>
      {span === null ? null : tab === 'patterns' ? (
        <PatternList span={span} lead={lead} />
      ) : tab === 'events' ? (
        <Events scope={{ ...span, user: user || null, patient: patient?.patient ?? null }} />
      ) : patient ? (
        <AccountingOf patient={patient} span={span} days={days} />
      ) : (
        <Empty>Find a patient above: here is then what of theirs was printed or exported.</Empty>
      )}
    </section>
  )
}

/** The day of an instant where the reader is. */
const dayOf = (at: string): string => new Date(at).toLocaleDateString('sv-SE')
