/** The list of one administered record, narrowed by a word; a row is opened to be amended. */
import { useState } from 'react'
import type { Administered, AdministrationView } from '../../../server/contract/administration.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { Choices } from '../../components/form/field.tsx'
import { shownValue } from '../../components/form/shown-value.ts'
import { columnsIn } from '../../components/form/values.ts'
import { Empty } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { counted, titled } from '../../components/words.ts'
import type { Known, Opened } from './known.ts'
import { NumbersInForce } from './numbers-in-force.tsx'
import { RecordDialog } from './record-dialog.tsx'
import { termsSaid } from './terms.ts'
import { texts } from './texts.ts'

export function Records({
  record,
  view,
}: {
  readonly record: Administered
  readonly view: AdministrationView
}) {
  const { many, one, says, empty, fields, listed } = texts[record]
  const [text, setText] = useState('')
  const [opened, setOpened] = useState<Opened>(null)
  const choices = choicesOf(view)
  const rows: readonly Known[] = view[record]
  const saidOf = (row: AnyRow, name: string): string =>
    name === 'terms'
      ? termsSaid(Object(row['terms']))
      : shownValue(columnsIn(record)[name]!, row[name], choices)
  const shown = rows.filter(({ row }) =>
    listed.some((name) => saidOf(row, name).toLowerCase().includes(text.trim().toLowerCase())),
  )
  return (
    <div className="stack">
      <p className="quiet">{says}</p>
      {record === 'site_numbers' && (
        <NumbersInForce
          site={view.site_numbers.map(({ row }) => row)}
          onSet={(given) => setOpened({ known: null, given })}
        />
      )}
      <div className="row">
        <label className="row">
          Find{' '}
          <input
            type="text"
            autoComplete="off"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <span className="quiet" role="status">
          {text === '' ? counted(rows.length, 'row') : `${shown.length} of ${rows.length}`}
        </span>
        <button
          type="button"
          className="button primary"
          onClick={() => setOpened({ known: null, given: {} })}
        >
          <Glyph name="add" /> New {one}
        </button>
      </div>
      {rows.length === 0 ? (
        <Empty>{empty}</Empty>
      ) : (
        <List
          heads={listed.map((name) => fields[name]?.label ?? titled(name))}
          rows={shown}
          cells={(row) => listed.map((name) => saidOf(row, name))}
          label={many}
          onOpen={(known) => setOpened({ known, given: {} })}
          {...(record === 'policies'
            ? { onNext: (given: AnyRow) => setOpened(nextOf(given)) }
            : {})}
        />
      )}
      {opened && (
        <RecordDialog
          key={opened.known?.key ?? 'new'}
          record={record}
          opened={opened}
          choices={choices}
          policies={policyNames(view)}
          onClose={() => setOpened(null)}
        />
      )}
    </div>
  )
}

/** A later version of a policy begins with the terms of this one. */
const nextOf = ({ policy, based_on, terms }: AnyRow): Opened => ({
  known: null,
  given: { policy, based_on, terms },
})

const choicesOf = ({ staff, clinics, payers, organizations }: AdministrationView): Choices => ({
  people: staff.map(({ key, row: { staff_id, name, role } }) => ({
    staff: key,
    staff_id,
    name,
    role,
  })),
  clinics: clinics.map(({ row }) => row),
  payers: payers.map(({ row }) => row),
  organizations: organizations.map(({ row }) => row),
})

const policyNames = ({ policies }: AdministrationView): readonly string[] => [
  ...new Set(['cms', 'full_time', ...policies.map(({ row }) => row.policy)]),
]

const rowHeight = 33

function List({
  heads,
  rows,
  cells,
  label,
  onOpen,
  onNext,
}: {
  readonly heads: readonly string[]
  readonly rows: readonly Known[]
  readonly cells: (row: AnyRow) => readonly string[]
  readonly label: string
  readonly onOpen: (known: Known) => void
  readonly onNext?: (row: AnyRow) => void
}) {
  const { scroll, from, to, above, below } = useWindowed(rows.length, rowHeight)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={scroll} className="scroll" aria-label={label} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
            <td />
          </tr>
        </thead>
        <tbody>
          {above > 0 && (
            <tr>
              <td height={above} />
            </tr>
          )}
          {rows.slice(from, to).map((known) => {
            const [first = '', ...others] = cells(known.row)
            return (
              <tr key={known.key}>
                <th scope="row">{first}</th>
                {others.map((text, at) => (
                  <td key={heads[at + 1]} title={text}>
                    {text}
                  </td>
                ))}
                <td className="does">
                  <button type="button" className="button" onClick={() => onOpen(known)}>
                    Amend<span className="hidden-visually"> {first}</span>
                  </button>
                  {onNext && (
                    <button type="button" className="button" onClick={() => onNext(known.row)}>
                      Next version
                    </button>
                  )}
                </td>
              </tr>
            )
          })}
          {below > 0 && (
            <tr>
              <td height={below} />
            </tr>
          )}
        </tbody>
      </table>
    </section>
  )
}
