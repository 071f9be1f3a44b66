/** The rows of the month's run: minutes, code, every element as a mark, and the first way out. */
import { useQuery } from '@tanstack/react-query'
import { memo } from 'react'
import { Link, useLocation } from 'wouter'
import type { Role } from '../../server/domain/records/people.ts'
import { sessionQuery } from '../api/queries.ts'
import { Meter } from '../components/meter.tsx'
import { useRowKeys } from '../components/row-keys.ts'
import { Glyph, type GlyphName } from '../components/symbols.tsx'
import { useWindowed } from '../components/windowed.ts'
import { words } from '../components/words.ts'
import { Gap } from './caseload-table.tsx'
import { remedyPlace } from './months-remedies.ts'
import { codesOf, type MonthRow } from './months-rows.ts'

const rowHeight = 24
const heads = ['Patient', 'MRN', 'Minutes', 'Code', 'Elements', 'What would mend it'] as const
const slugs = ['name', 'mrn', 'meter', 'code', 'elements', 'remedy'] as const

export function MonthsTable({
  month,
  rows,
}: {
  readonly month: string
  readonly rows: readonly MonthRow[]
}) {
  const { scroll, from, to, above, below, show } = useWindowed(rows.length, rowHeight)
  const { chosen, choose } = useRowKeys(rows.length, scroll, show)
  const [, navigate] = useLocation()
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  return (
    <>
      <section ref={scroll} className="scroll list-scroll" aria-label="Month run">
        <table className="months" aria-rowcount={rows.length + 1}>
          <colgroup>
            {slugs.map((slug) => (
              <col key={slug} className={`col-${slug}`} />
            ))}
          </colgroup>
          <thead>
            <tr aria-rowindex={1}>
              {heads.map((head) => (
                <th key={head} scope="col">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            <Gap height={above} columns={heads.length} />
            {rows.slice(from, to).map((row, place) => (
              <Line
                key={row.mrn}
                row={row}
                month={month}
                index={from + place}
                isChosen={from + place === chosen}
                role={session?.role}
                choose={choose}
                open={navigate}
              />
            ))}
            <Gap height={below} columns={heads.length} />
          </tbody>
        </table>
      </section>
      <Chosen row={rows[chosen]} />
    </>
  )
}

interface LineProps {
  readonly row: MonthRow
  readonly month: string
  readonly index: number
  readonly isChosen: boolean
  readonly role: Role | undefined
  readonly choose: (index: number) => void
  readonly open: (path: string) => void
}

const Line = memo(function Line({ row, month, index, isChosen, role, choose, open }: LineProps) {
  const path = `/patients/${row.patient}/months/${month}`
  const [first, ...more] = row.reasons
  const codes = codesOf(row)
  return (
    <tr
      aria-rowindex={index + 2}
      data-chosen={isChosen ? '' : undefined}
      onClick={() => choose(index)}
      onDoubleClick={() => open(path)}
    >
      <th scope="row">
        <Link href={path} onFocus={() => choose(index)}>
          {row.family_name}, {row.given_name}
        </Link>
      </th>
      <td>{row.mrn}</td>
      <td>
        <span className="metered">
          <span className="number">{row.minutes}</span>
          <Meter minutes={row.minutes} bands={row.bands} />
        </span>
      </td>
      <td className="codes">
        <Code codes={codes} outcome={row.outcome} next={row.next} />
      </td>
      <td>
        <Strip elements={row.elements} />
      </td>
      <td title={row.reasons.map(({ message, remedy }) => `${message} ${remedy}`).join('\n')}>
        {first && row.outcome !== 'bill' && (
          <Link
            className="button small mend"
            href={remedyPlace(first.reason, { patient: row.patient, month, role })}
          >
            {more.length > 0 && <span className="quiet">1 of {more.length + 1}: </span>}
            {first.remedy}
          </Link>
        )}
      </td>
    </tr>
  )
})

const outcomeGlyphs = { bill: 'met', hold: 'ring', no_bill: 'none' } as const
const outcomeSays = { bill: 'proven', hold: 'on hold', no_bill: 'not billed' } as const

function Code({
  codes,
  outcome,
  next,
}: Pick<MonthRow, 'outcome' | 'next'> & { readonly codes: string }) {
  return (
    <span className={`outcome-${outcome}`}>
      <Glyph name={outcomeGlyphs[outcome]} label={outcomeSays[outcome]} />{' '}
      {codes || (next && <span className="quiet">{`${next.code} in ${next.minutes_to_go}`}</span>)}
    </span>
  )
}

const marks: Readonly<Record<string, GlyphName>> = {
  met: 'met',
  unmet: 'unmet',
  not_applicable: 'none',
}

/** A mark an element, in the order of the code's list; its words come with the pointer or below. */
function Strip({ elements }: Pick<MonthRow, 'elements'>) {
  const unmet = elements.filter(({ outcome }) => outcome === 'unmet')
  return (
    <span className="strip">
      {elements.map(({ element, outcome }) => (
        <span key={element} className={outcome} title={`${words(element)}: ${words(outcome)}`}>
          <Glyph name={marks[outcome] ?? 'none'} />
        </span>
      ))}
      <span className="hidden-visually">
        {unmet.length === 0
          ? `${elements.length} elements, none missing`
          : `missing: ${unmet.map(({ element }) => words(element)).join(', ')}`}
      </span>
    </span>
  )
}

/** The chosen row in words: its place is always there, so that nothing jumps. */
function Chosen({ row }: { readonly row: MonthRow | undefined }) {
  return (
    <div className="chosen-row no-print" aria-live="polite">
      {row ? (
        <>
          <p className="strip-words">
            <strong>
              {row.family_name}, {row.given_name}
            </strong>
            {row.elements.map(({ element, outcome }) => (
              <span key={element} className={outcome}>
                <Glyph name={marks[outcome] ?? 'none'} label={words(outcome)} /> {words(element)}
              </span>
            ))}
          </p>
          <p>{row.reasons.map(({ message }) => message).join(' ') || 'Every element is proven.'}</p>
        </>
      ) : (
        <p className="quiet">Choose a row (j, k) to read its elements in words; Enter opens it.</p>
      )}
    </div>
  )
}
