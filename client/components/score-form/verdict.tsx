/** Total, band and change as they stand while somebody types. */
import type { InstrumentView } from '../../../server/domain/caseload/row.ts'
import { instruments, type Scored } from '../../../server/domain/instruments/index.ts'
import { bandOf } from '../severity.tsx'
import { Glyph, type GlyphName } from '../symbols.tsx'
import { counted, shownDay } from '../words.ts'
import { type Entry, sumSoFar } from './entry.ts'
import type { Before } from './props.ts'

const steps = ['minimal', 'mild', 'moderate', 'moderately severe', 'severe']

export function Verdict({
  entry,
  scored,
  before,
}: {
  readonly entry: Entry
  readonly scored: Scored | null
  readonly before: Before
}) {
  const open = entry.by_total ? 0 : entry.answers.filter((given) => given === 'open').length
  return (
    <p className="verdict" role="status">
      {scored === null || open === entry.answers.length ? (
        <span className="quiet">{entry.by_total ? 'No total yet' : 'Nothing answered yet'}</span>
      ) : open > 0 ? (
        <>
          <strong>{sumSoFar(entry)}</strong> so far,{' '}
          <span className="quiet">{counted(open, 'item')} to go</span>
        </>
      ) : (
        <Standing entry={entry} scored={scored} before={before} />
      )}
    </p>
  )
}

function Standing({
  entry,
  scored,
  before,
}: {
  readonly entry: Entry
  readonly scored: Scored
  readonly before: Before
}) {
  const { name } = instruments[entry.instrument]
  const { total, status, missing, band } = scored
  const level = band ?? (total === null ? null : bandOf(entry.instrument, total))
  const step = steps.indexOf(level ?? '')
  return (
    <>
      {total === null ? (
        <strong>{level ? `${name}: ${level} risk` : `${name}: no total`}</strong>
      ) : (
        <strong className={`total step-${step}`}>
          {status === 'prorated' ? '~' : ''}
          {total} {step >= 0 && <Glyph name={`step-${step}` as GlyphName} />} {level}
        </strong>
      )}{' '}
      <span className="quiet">{saysOf(status, missing ?? 0)}</span>{' '}
      {total !== null && <ChangeOf total={total} view={before[entry.instrument]} />}
    </>
  )
}

function saysOf(status: Scored['status'], missing: number): string {
  if (status === 'prorated')
    return `prorated, ${counted(missing, 'item')} blank: guides care, proves nothing`
  if (status === 'unscorable') return `unscorable, ${counted(missing, 'item')} blank: no total`
  if (status === 'total_only') return 'total only'
  return ''
}

/** Against the last score and the baseline; less is better. */
function ChangeOf({
  total,
  view,
}: {
  readonly total: number
  readonly view: InstrumentView | undefined
}) {
  if (view === undefined || (view.last === null && view.first === null))
    return <span className="quiet">first score</span>
  return (
    <span className="changes">
      {view.last !== null && (
        <Difference by={total - view.last} than="last" was={view.last} on={view.last_on} />
      )}
      {view.first !== null && (
        <Difference by={total - view.first} than="baseline" was={view.first} on={view.first_on} />
      )}
    </span>
  )
}

function Difference({
  by,
  than,
  was,
  on,
}: {
  readonly by: number
  readonly than: string
  readonly was: number
  readonly on: string | null
}) {
  const words = by === 0 ? 'no change' : `${Math.abs(by)} ${by < 0 ? 'better' : 'worse'}`
  return (
    <span title={on === null ? '' : shownDay(on)}>
      {by !== 0 && <Glyph name={by < 0 ? 'better' : 'worse'} />} {words}{' '}
      <span className="quiet">
        than {than} {was}
      </span>
    </span>
  )
}
