/** The table of the caseload: sticky head and name, sorted by any column, windowed when long. */
import { memo } from 'react'
import { useLocation } from 'wouter'
import { useRowKeys } from '../components/row-keys.ts'
import { Glyph } from '../components/symbols.tsx'
import { useWindowed } from '../components/windowed.ts'
import type { Column } from './caseload-column.ts'
import type { Listed, Sort } from './caseload-state.ts'

/** As --row of tokens.css. */
export const rowHeight = 24

export function CaseloadTable({
  rows,
  columns,
  sort,
  sortBy,
}: {
  readonly rows: readonly Listed[]
  readonly columns: readonly Column[]
  readonly sort: Sort | null
  readonly sortBy: (sort: Sort | null) => void
}) {
  const { scroll, from, to, above, below, show } = useWindowed(rows.length, rowHeight)
  const { chosen, choose } = useRowKeys(rows.length, scroll, show)
  const [, navigate] = useLocation()
  return (
    <section ref={scroll} className="scroll list-scroll" aria-label="Caseload list">
      <table className="caseload" aria-rowcount={rows.length + 1}>
        <colgroup>
          {columns.map(({ id }) => (
            <col key={id} className={`col-${id}`} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <Head key={column.id} column={column} sort={sort} sortBy={sortBy} />
            ))}
          </tr>
        </thead>
        <tbody>
          <Gap height={above} columns={columns.length} />
          {rows.slice(from, to).map((one, place) => (
            <Line
              key={one.row.episode_id}
              one={one}
              index={from + place}
              columns={columns}
              isChosen={from + place === chosen}
              choose={choose}
              open={navigate}
            />
          ))}
          <Gap height={below} columns={columns.length} />
        </tbody>
      </table>
    </section>
  )
}

/** The height of the rows that are not drawn. */
export function Gap({ height, columns }: { readonly height: number; readonly columns: number }) {
  if (height === 0) return null
  return (
    <tr className="gap">
      <td colSpan={columns} style={{ height }} />
    </tr>
  )
}

function Head({
  column: { id, head, says, isNumber },
  sort,
  sortBy,
}: {
  readonly column: Column
  readonly sort: Sort | null
  readonly sortBy: (sort: Sort | null) => void
}) {
  const own = sort?.column === id ? sort : null
  // once up, once down, and then by urgency again
  const next = own === null ? { column: id, down: false } : own.down ? null : { ...own, down: true }
  const order = own === null ? 'none' : own.down ? 'descending' : 'ascending'
  return (
    <th scope="col" className={`at-${id} ${isNumber ? 'number' : ''}`} aria-sort={order}>
      <button type="button" title={`${says}: sort`} onClick={() => sortBy(next)}>
        <span aria-hidden="true">{head}</span>
        <span className="hidden-visually">{says}</span>
        {own && <Glyph name={own.down ? 'falling' : 'rising'} />}
      </button>
    </th>
  )
}

interface LineProps {
  readonly one: Listed
  readonly index: number
  readonly columns: readonly Column[]
  readonly isChosen: boolean
  readonly choose: (index: number) => void
  readonly open: (path: string) => void
}

/** Drawn again only when its own patient or the columns change: scrolling costs new rows alone. */
const Line = memo(function Line({ one, index, columns, isChosen, choose, open }: LineProps) {
  return (
    <tr
      aria-rowindex={index + 2}
      data-chosen={isChosen ? '' : undefined}
      onClick={() => choose(index)}
      onDoubleClick={() => open(`/patients/${one.patient}`)}
    >
      {columns.map(({ id, isNumber, show }) =>
        id === 'name' ? (
          <th key={id} scope="row" className="at-name">
            {show(one)}
          </th>
        ) : (
          <td key={id} className={`at-${id} ${isNumber ? 'number' : ''}`}>
            {show(one)}
          </td>
        ),
      )}
    </tr>
  )
})
