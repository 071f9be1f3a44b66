/** A record's rows, a line each, with what can be done to them. */
import { type AnyRow, idOf, type RowOf } from '../../../server/domain/records/index.ts'
import type { AddedRecord } from '../../../server/domain/writing-defaults.ts'
import { type AddMore, useHere } from './here.ts'
import { Act, Nothing, Part } from './parts.tsx'

export function RowList<R extends AddedRecord>({
  record,
  title,
  does,
  rows,
  says,
  none,
  keyed,
  ...more
}: {
  readonly record: R
  readonly title: string
  readonly does: string
  readonly rows: readonly RowOf<R>[]
  readonly says: (row: RowOf<R>) => string
  readonly none: string
  /** The only columns that may change: the others name the row. */
  readonly keyed?: readonly string[]
} & AddMore) {
  const { may, add, amend } = useHere()
  return (
    <Part
      title={title}
      action={may(record) && <Act glyph="add" does={does} onPress={() => add(record, more)} />}
    >
      {rows.length === 0 && <Nothing>{none}</Nothing>}
      <ul className="lines">
        {rows.map((row) => (
          <li key={idOf(record, row as AnyRow)}>
            <div>{says(row)}</div>
            {may(record) && (
              <Act
                does="Amend"
                about={says(row)}
                onPress={() => amend(record, row as AnyRow, keyed ? { only: keyed } : {})}
              />
            )}
          </li>
        ))}
      </ul>
    </Part>
  )
}
