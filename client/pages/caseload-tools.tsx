/** Above the list: views, filters, columns, the file for a spreadsheet. */
import type { Person } from '../../server/domain/caseload/row.ts'
import { Tick } from '../components/form/tick.tsx'
import { PopUp } from '../components/pop-up.tsx'
import { Glyph } from '../components/symbols.tsx'
import { alwaysShown, columns } from './caseload-columns.tsx'
import type { CaseloadState, Filter, Listed } from './caseload-state.ts'

export function Filters({
  rows,
  filter,
  change,
}: {
  readonly rows: readonly Listed[]
  readonly filter: Filter
  readonly change: (part: Partial<Filter>) => void
}) {
  const people = careManagersOf(rows)
  return (
    <search className="row filters" aria-label="Filter the list">
      <input
        type="text"
        aria-label="Filter by name, MRN, clinic"
        placeholder="Filter"
        value={filter.text}
        onChange={(event) => change({ text: event.target.value })}
      />
      <Choice
        label="Flag"
        all="Any flag"
        value={filter.flag}
        options={flagOptions(rows)}
        choose={(flag) => change({ flag })}
      />
      <Choice
        label="Status"
        all="Any status"
        value={filter.status}
        options={statusOptions}
        choose={(status) => change({ status })}
      />
      {people.length > 1 && (
        <Choice
          label="Care manager"
          all="All care managers"
          value={filter.care_manager}
          options={people.map(({ staff_id, name }) => [staff_id, name])}
          choose={(care_manager) => change({ care_manager })}
        />
      )}
      <Tick says="At target" is={filter.at_target} set={(at_target) => change({ at_target })} />
      <Tick says="Overdue" is={filter.overdue} set={(overdue) => change({ overdue })} />
    </search>
  )
}

type Option = readonly [value: string, words: string]

const statusOptions: readonly Option[] = [
  ['active', 'Active'],
  ['relapse_prevention', 'Relapse prevention'],
  ['closed', 'Closed'],
]

/** Kinds of flags, then each rule that is up somewhere. */
function flagOptions(rows: readonly Listed[]): readonly Option[] {
  const up = new Map(
    rows.flatMap(({ row }) => row.flags.map(({ id, says }) => [id as string, says])),
  )
  return [
    ['safety', 'Safety'],
    ['act', 'Act today'],
    ['T', 'Not improved (T1–T3)'],
    ['none', 'No flag'],
    ...[...up]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, says]): Option => [id, `${id} ${says}`]),
  ]
}

/** By name: those who have somebody in the list. */
function careManagersOf(rows: readonly Listed[]): readonly Person[] {
  const found = new Map(
    rows.flatMap(({ row: { team } }) =>
      team.care_manager ? [[team.care_manager.staff_id, team.care_manager]] : [],
    ),
  )
  return [...found.values()].toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

export function Choice({
  label,
  all,
  value,
  options,
  choose,
}: {
  readonly label: string
  readonly all: string
  readonly value: string
  readonly options: readonly Option[]
  readonly choose: (value: string) => void
}) {
  return (
    <select aria-label={label} value={value} onChange={(event) => choose(event.target.value)}>
      <option value="">{all}</option>
      {options.map(([one, words]) => (
        <option key={one} value={one}>
          {words}
        </option>
      ))}
    </select>
  )
}

export function ColumnChooser({
  hidden,
  change,
}: {
  readonly hidden: readonly string[]
  readonly change: (part: Partial<CaseloadState>) => void
}) {
  return (
    <PopUp words="Columns" glyph="columns">
      {() => (
        <div className="choices">
          {columns
            .filter(({ id }) => !alwaysShown.includes(id))
            .map(({ id, says }) => (
              <Tick
                key={id}
                says={says}
                is={!hidden.includes(id)}
                set={(is) =>
                  change({ hidden: is ? hidden.filter((one) => one !== id) : [...hidden, id] })
                }
              />
            ))}
        </div>
      )}
    </PopUp>
  )
}

export function Press({
  glyph,
  words,
  press,
}: {
  readonly glyph: 'download' | 'print' | 'add'
  readonly words: string
  readonly press: () => void
}) {
  return (
    <button type="button" className="button" onClick={press}>
      <Glyph name={glyph} /> {words}
    </button>
  )
}
