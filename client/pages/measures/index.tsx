/** How the care goes, month by month: each number with its target and the patients behind it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Route } from 'wouter'
import type { Measure, MeasuresView } from '../../../server/contract/measures.ts'
import { isCalendarMonth } from '../../../server/domain/calendar.ts'
import { measuresQuery } from '../../api/measures.ts'
import { useThen } from '../../components/frame/looking-back.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownDay } from '../../components/words.ts'
import '../../theme/measures.css'
import { useNow } from '../enroll/clock.ts'
import { Detail } from './detail.tsx'
import { Months } from './months.tsx'
import { Numbers } from './numbers.tsx'
import { Nys } from './nys.tsx'

export function MeasuresPage() {
  const now = useNow()
  const [then] = useThen()
  if (now === '') return <Skeleton what="the measures" />
  return (
    <Route path="/measures/:month?">
      {({ month }) => {
        const wanted = month ?? now.slice(0, 7)
        // numbers of one day are never shown while those of another are asked for
        const key = JSON.stringify(then)
        if (isCalendarMonth(wanted))
          return <Month key={key} month={wanted} last={now.slice(0, 7)} />
        return <Empty>This address names no month. Choose Measures on the left.</Empty>
      }}
    </Route>
  )
}

type Groups = MeasuresView['care_managers']
/** Whom one may choose: known once everybody's numbers were there. */
interface Choices {
  readonly care_managers: Groups
  readonly clinics: Groups
}

function Month({ month, last }: { readonly month: string; readonly last: string }) {
  const [careManager, setCareManager] = useState('')
  const [clinic, setClinic] = useState('')
  const [chosen, choose] = useState<Measure['id']>('caseload')
  const [report, setReport] = useState<Report>('fidelity')
  const scope = {
    ...(careManager ? { careManager } : {}),
    ...(clinic ? { clinic } : {}),
  }
  const [then] = useThen()
  const everybody = useQuery(measuresQuery(month, {}, then))
  const query = useQuery({
    ...measuresQuery(month, scope, then),
    placeholderData: (before) => before,
  })
  const { data, isError, error, refetch } = query
  return (
    <section className="measures stack" aria-labelledby="measures">
      <header className="row">
        <h1 id="measures">Measures</h1>
        <Months month={month} last={last} />
        <Reports report={report} onReport={setReport} />
        {report === 'fidelity' && (
          <Scope
            choices={everybody.data}
            careManager={careManager}
            clinic={clinic}
            onCareManager={setCareManager}
            onClinic={setClinic}
          />
        )}
      </header>
      {report === 'nys' && <Nys month={month} />}
      {report === 'fidelity' && isError && <Trouble error={error} retry={refetch} />}
      {report === 'fidelity' && !isError && !data && <Skeleton what="the measures" lines={14} />}
      {report === 'fidelity' && data && <Shown view={data} chosen={chosen} onChoose={choose} />}
    </section>
  )
}

type Report = 'fidelity' | 'nys'
const reports: readonly (readonly [Report, string])[] = [
  ['fidelity', 'Fidelity'],
  ['nys', 'New York State'],
]

function Reports({
  report,
  onReport,
}: {
  readonly report: Report
  readonly onReport: (report: Report) => void
}) {
  return (
    <nav className="row no-print" aria-label="Reports">
      {reports.map(([one, says]) => (
        <button
          key={one}
          type="button"
          className="button"
          aria-pressed={one === report}
          onClick={() => onReport(one)}
        >
          {says}
        </button>
      ))}
    </nav>
  )
}

function Shown({
  view,
  chosen,
  onChoose,
}: {
  readonly view: MeasuresView
  readonly chosen: Measure['id']
  readonly onChoose: (id: Measure['id']) => void
}) {
  const measure = view.measures.find(({ id }) => id === chosen) ?? view.measures[0]
  if (!measure || view.patients.length === 0)
    return (
      <Empty>
        Nobody within your reach was in care in this month. The numbers will be here once patients
        are enrolled; choose another month above.
      </Empty>
    )
  return (
    <>
      <div className="two">
        <Numbers measures={view.measures} chosen={measure.id} onChoose={onChoose} />
        <Detail key={measure.id} measure={measure} view={view} />
      </div>
      <p className="quiet small">
        As of {shownDay(view.as_of)}, definitions {view.version}. Only complete scores count, never
        prorated ones.
      </p>
    </>
  )
}

function Scope({
  choices,
  careManager,
  clinic,
  onCareManager,
  onClinic,
}: {
  readonly choices: Choices | undefined
  readonly careManager: string
  readonly clinic: string
  readonly onCareManager: (group: string) => void
  readonly onClinic: (group: string) => void
}) {
  const selects = [
    ['Care manager', careManager, onCareManager, choices?.care_managers],
    ['Clinic', clinic, onClinic, choices?.clinics],
  ] as const
  return selects.map(([label, value, onPick, groups]) => (
    <label key={label} className="scope">
      {label}{' '}
      <select value={value} onChange={(event) => onPick(event.target.value)}>
        <option value="">all</option>
        {groups?.map(({ group, name }) => (
          <option key={group} value={group}>
            {name}
          </option>
        ))}
      </select>
    </label>
  ))
}
