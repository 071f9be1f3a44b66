/** Proven months without a claim: reviewed, chosen, and emitted after a confirmation. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { EmissionView } from '../../../server/contract/claims.ts'
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { Empty } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { counted, shownDay } from '../../components/words.ts'
import { EmitDialog } from './emit-dialog.tsx'
import { Refusals } from './refusals.tsx'
import { dollars, linesSaid, toEmit, total } from './rows.ts'

const rowHeight = 33
const figures = new Set(['Minutes', 'Expected'])

export function ToEmit({
  month,
  rows,
  onEmitted,
}: {
  readonly month: string
  readonly rows: readonly MonthRunRow[]
  readonly onEmitted: () => void
}) {
  const ready = toEmit(rows)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const [asking, setAsking] = useState(false)
  const [refused, setRefused] = useState<EmissionView['results']>([])
  const chosen = ready.filter(({ patient }) => !left.has(patient))
  const toggle = (patient: string): void => {
    const next = new Set(left)
    if (!next.delete(patient)) next.add(patient)
    setLeft(next)
  }
  const all = (): void =>
    setLeft(new Set(chosen.length > 0 ? ready.map(({ patient }) => patient) : []))
  const done = (view: EmissionView): void => {
    setAsking(false)
    const not = view.results.filter(({ outcome }) => outcome !== 'emitted' && outcome !== 'already')
    setRefused(not)
    if (not.length === 0) onEmitted()
  }
  const nameOf = (patient: string) => rows.find((row) => row.patient === patient)
  return (
    <>
      <Refusals refused={refused} nameOf={nameOf} />
      {ready.length === 0 ? (
        <Empty>Every proven month has its claim. What is on hold is under Billing.</Empty>
      ) : (
        <>
          <Rows ready={ready} left={left} month={month} toggle={toggle} all={all} />
          <div className="row">
            <button
              type="button"
              className="button primary"
              disabled={chosen.length === 0}
              onClick={() => setAsking(true)}
            >
              Emit {counted(chosen.length, 'claim')} …
            </button>
            <span role="status">Expected {dollars(total(chosen).cents)}</span>
          </div>
        </>
      )}
      {asking && (
        <EmitDialog month={month} rows={chosen} onDone={done} onClose={() => setAsking(false)} />
      )}
    </>
  )
}

function Rows({
  ready,
  left,
  month,
  toggle,
  all,
}: {
  readonly ready: readonly MonthRunRow[]
  readonly left: ReadonlySet<string>
  readonly month: string
  readonly toggle: (patient: string) => void
  readonly all: () => void
}) {
  const { scroll, from, to, above, below } = useWindowed(ready.length, rowHeight)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={scroll} className="scroll" aria-label="Proven months" tabIndex={0}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <input
                type="checkbox"
                aria-label="All"
                checked={left.size < ready.length}
                onChange={all}
              />
            </th>
            {['Patient', 'MRN', 'Care manager', 'Minutes', 'Codes', 'Service date', 'Expected'].map(
              (head) => (
                <th key={head} scope="col" className={figures.has(head) ? 'number' : undefined}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {ready.slice(from, to).map((row) => (
            <tr key={row.patient}>
              <td>
                <input
                  type="checkbox"
                  aria-label={`Emit ${row.given_name} ${row.family_name}`}
                  checked={!left.has(row.patient)}
                  onChange={() => toggle(row.patient)}
                />
              </td>
              <th scope="row">
                <Link href={`/patients/${row.patient}/months/${month}`}>
                  {row.family_name}, {row.given_name}
                </Link>
                {row.reasons.length > 0 && (
                  <Glyph
                    name="warning"
                    label={row.reasons.map(({ message }) => message).join(' ')}
                  />
                )}
              </th>
              <td>{row.mrn}</td>
              <td>{row.care_manager?.name}</td>
              <td className="number">{row.minutes}</td>
              <td>{linesSaid(row.lines)}</td>
              <td>{row.lines[0] && shownDay(row.lines[0].service_on)}</td>
              <td className="number">{dollars(row.expected_cents)}</td>
            </tr>
          ))}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  )
}
