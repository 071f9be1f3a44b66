/** Every required element: met, missing or not applicable, with the records that prove it. */
import { Link } from 'wouter'
import type { Chart } from '../../server/contract/patients.ts'
import type { Judged } from '../../server/domain/billing/determined.ts'
import type { Evidence } from '../../server/domain/evidence.ts'
import { type AnyRow, idOf } from '../../server/domain/records/index.ts'
import { Glyph } from './symbols.tsx'
import { counted, shownDay, shownTime, titled, withDays, words } from './words.ts'

const marks = {
  met: { glyph: 'met', says: 'met' },
  unmet: { glyph: 'unmet', says: 'missing' },
  not_applicable: { glyph: 'none', says: 'not applicable' },
} as const

/** Missing ones first: they are what somebody has to do. */
const inOrder = (elements: readonly Judged[]): readonly Judged[] => [
  ...elements.filter(({ outcome }) => outcome === 'unmet'),
  ...elements.filter(({ outcome }) => outcome !== 'unmet'),
]

export function Elements({
  elements,
  chart,
  patient = '',
}: {
  readonly elements: readonly Judged[]
  /** Whose they are: where the records stand. Told wherever there is a chart. */
  readonly patient?: string
  /** Null: not for this role to read; evidence is then named, and not shown. */
  readonly chart: Chart | null
}) {
  if (elements.length === 0) return null
  return (
    <section className="panel stack" aria-labelledby="elements">
      <h2 id="elements">
        Required elements{' '}
        <span className="quiet">
          {elements.filter(({ outcome }) => outcome === 'met').length} of{' '}
          {elements.filter(({ outcome }) => outcome !== 'not_applicable').length} proven
        </span>
      </h2>
      <ul className="elements">
        {inOrder(elements).map((one) => (
          <li key={one.element} className={one.outcome}>
            <Glyph name={marks[one.outcome].glyph} />
            <div>
              <h3>
                {titled(one.element)} <span className="quiet">{marks[one.outcome].says}</span>
              </h3>
              <p>{withDays(one.because)}</p>
              {one.remedy && <p className="remedy">{one.remedy}</p>}
              <p className="quiet small">
                {one.says} {one.source}
              </p>
              {one.evidence.length > 0 && (
                <Proof evidence={one.evidence} chart={chart} patient={patient} />
              )}
            </div>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** The records themselves, as they are held. */
function Proof({
  evidence,
  chart,
  patient,
}: {
  readonly evidence: readonly Evidence[]
  readonly chart: Chart | null
  readonly patient: string
}) {
  return (
    <details>
      <summary>{counted(evidence.length, 'record')}</summary>
      <ul className="proof">
        {evidence.map((one) => (
          <li key={`${one.record} ${one.id} ${one.on}`}>
            <Named
              says={`${titled(one.record)}, ${shownDay(one.on)}`}
              place={chart && placeOf(chart, one, patient)}
            />{' '}
            {chart && said(rowOf(chart, one.record, one.id))}
          </li>
        ))}
      </ul>
    </details>
  )
}

/** The row that a piece of evidence names, where the chart holds it. */
function rowOf(chart: Chart, record: Evidence['record'], id: string): AnyRow | undefined {
  const rows: unknown = record in chart ? chart[record as 'scores'] : []
  return (rows as readonly AnyRow[]).find((row) => idOf(record, row) === id)
}

/** One click leads to the record, for whoever may read it. */
const Named = ({ says, place }: { readonly says: string; readonly place: string | null }) =>
  place === null ? (
    <strong>{says}</strong>
  ) : place.startsWith('#') ? (
    <a href={place}>{says}</a>
  ) : (
    <Link href={place}>{says}</Link>
  )

/** The tab of the chart on which each kind of record stands; the others are in its history. */
const tabs: Readonly<Partial<Record<Evidence['record'], string>>> = {
  care_plans: 'plan',
  medications: 'plan',
  diagnoses: 'plan',
  case_reviews: 'reviews',
  consents: 'enrollment',
  visits: 'enrollment',
  care_team: 'enrollment',
  coverages: 'enrollment',
  episodes: 'enrollment',
  facility_stays: 'enrollment',
  relapse_plans: 'enrollment',
}

/** Time has its place further down the page, meetings have theirs in the review. */
function placeOf(chart: Chart, { record, id }: Evidence, patient: string): string | null {
  const at = chart.activities.findIndex(({ activity_id }) => activity_id === id)
  if (record === 'activities' && at >= 0) return `#activity-${at}`
  if (!rowOf(chart, record, id)) return null
  return `/patients/${patient}?tab=${tabs[record] ?? 'history'}`
}

/** What a row says, column by column, ids left aside; days and times as they are shown. */
const said = (row: AnyRow | undefined): string =>
  Object.entries(row ?? {})
    .filter(([column, value]) => value !== null && value !== '' && !/_id$|_by$/.test(column))
    .map(([column, value]) => `${words(column)}: ${shown(value)}`)
    .join(' · ')

const shown = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  if (/^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}.*)?$/.test(text)) return shownTime(text)
  return /^[a-z]+(_[a-z]+)+$/.test(text) ? words(text) : text
}
