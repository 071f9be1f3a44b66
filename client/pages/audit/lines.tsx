/** Lines of the trail as a table: sorted by any of its columns; on paper, all of them. */
import { useMemo, useState } from 'react'
import type { AuditLine } from '../../../server/contract/audit.ts'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { columns, type Names, type Sort, sortedBy } from './words.ts'

const rowHeight = 25

export function Lines({
  lines,
  names,
  label,
}: {
  readonly lines: readonly AuditLine[]
  readonly names: Names
  readonly label: string
}) {
  const [sort, setSort] = useState<Sort>({ column: 'at', down: true })
  const shown = useMemo(() => sortedBy(lines, sort, names), [lines, sort, names])
  const { scroll, from, to, above, below } = useWindowed(shown.length, rowHeight)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={scroll} className="trail-scroll" aria-label={label} tabIndex={0}>
      <table aria-rowcount={shown.length + 1} className="audit-lines">
        <Head sort={sort} onSort={setSort} />
        <tbody>
          <Blank height={above} />
          {shown.slice(from, to).map((line, at) => (
            <tr key={`${line.log} ${line.seq}`} aria-rowindex={from + at + 2}>
              {columns.map(({ id, value }) => {
                const text = value(line, names)
                return (
                  <td key={id} className={`of-${id} ${line.outcome}`} title={text}>
                    {text}
                  </td>
                )
              })}
            </tr>
          ))}
          <Blank height={below} />
        </tbody>
      </table>
    </section>
  )
}

function Head({ sort, onSort }: { readonly sort: Sort; readonly onSort: (sort: Sort) => void }) {
  return (
    <thead>
      <tr>
        {columns.map(({ id, says }) => {
          const isChosen = id === sort.column
          const way = sort.down ? 'descending' : 'ascending'
          return (
            <th key={id} scope="col" className={`of-${id}`} aria-sort={isChosen ? way : undefined}>
              <button
                type="button"
                onClick={() => onSort({ column: id, down: isChosen ? !sort.down : id === 'at' })}
              >
                {says} {isChosen && <Glyph name={sort.down ? 'falling' : 'rising'} />}
              </button>
            </th>
          )
        })}
      </tr>
    </thead>
  )
}

/** The height of the rows that are not drawn: set on the element, as the policy forbids styles in text. */
function Blank({ height }: { readonly height: number }) {
  if (height === 0) return null
  return (
    <tr>
      <td colSpan={columns.length} height={height} className="blank" />
    </tr>
  )
}
