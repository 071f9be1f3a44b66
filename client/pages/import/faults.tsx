/** Every fault in its place: grouped by file, narrowed by column or by a word; safe for a spreadsheet. */
import { useState } from 'react'
import type { ImportView } from '../../../server/contract/imports.ts'
import { saveLeaving } from '../../components/leaving.ts'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { counted } from '../../components/words.ts'

type Fault = ImportView['faults'][number]

const every = ''

export function Faults({
  faults,
  count,
}: {
  readonly faults: readonly Fault[]
  readonly count: number
}) {
  const [file, setFile] = useState(every)
  const [column, setColumn] = useState(every)
  const [text, setText] = useState('')
  const inFile = faults.filter((fault) => file === every || fault.file === file)
  const shown = inFile.filter(
    (fault) =>
      (column === every || (fault.column ?? '') === column) &&
      `${fault.value ?? ''} ${fault.expected}`.toLowerCase().includes(text.toLowerCase()),
  )
  const choose = (chosen: string) => {
    setFile(chosen)
    setColumn(every)
  }
  return (
    <div className="faults stack">
      <div className="row">
        <Groups faults={faults} chosen={file} onChoose={choose} />
      </div>
      <div className="row filters">
        <label>
          Column{' '}
          <select value={column} onChange={(event) => setColumn(event.target.value)}>
            <option value={every}>all</option>
            {namesOf(inFile, 'column').map(([name, times]) => (
              <option key={name} value={name}>
                {name} ({times})
              </option>
            ))}
          </select>
        </label>
        <label>
          Containing{' '}
          <input
            type="text"
            value={text}
            autoComplete="off"
            onChange={(event) => setText(event.target.value)}
          />
        </label>
        <span className="quiet" role="status">
          {shown.length === faults.length ? counted(count, 'fault') : `${shown.length} of ${count}`}
          {count > faults.length && `; the first ${faults.length} are told`}
        </span>
        <button type="button" className="button" onClick={() => void save(shown)}>
          <Glyph name="down" /> As a list (.csv)
        </button>
      </div>
      <Table faults={shown} />
    </div>
  )
}

/** Names and how often they come, the most frequent first. */
function namesOf(faults: readonly Fault[], of: 'file' | 'column'): [name: string, times: number][] {
  const times = new Map<string, number>()
  for (const fault of faults) {
    const name = fault[of]
    if (name !== null) times.set(name, (times.get(name) ?? 0) + 1)
  }
  return [...times].sort((a, b) => b[1] - a[1])
}

function Groups({
  faults,
  chosen,
  onChoose,
}: {
  readonly faults: readonly Fault[]
  readonly chosen: string
  readonly onChoose: (file: string) => void
}) {
  const groups: [string, string, number][] = [
    [every, 'All files', faults.length],
    ...namesOf(faults, 'file').map(([name, times]): [string, string, number] => [
      name,
      name,
      times,
    ]),
  ]
  return groups.map(([file, says, times]) => (
    <button
      key={file}
      type="button"
      className="button"
      aria-pressed={file === chosen}
      onClick={() => onChoose(file)}
    >
      {says} <span className="quiet">{times}</span>
    </button>
  ))
}

const rowHeight = 25

function Table({ faults }: { readonly faults: readonly Fault[] }) {
  const { scroll, from, to, above, below } = useWindowed(faults.length, rowHeight)
  if (faults.length === 0) return <p className="quiet">No fault fits. Take a filter away.</p>
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={scroll} className="scroll" aria-label="Faults" tabIndex={0}>
      <table aria-rowcount={faults.length + 1}>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col" className="number">
              Line
            </th>
            <th scope="col">Column</th>
            <th scope="col">Value</th>
            <th scope="col">Expected</th>
          </tr>
        </thead>
        <tbody>
          <Blank height={above} />
          {faults.slice(from, to).map((fault, at) => (
            <tr key={keyOf(fault)} aria-rowindex={from + at + 2}>
              <td>{fault.file}</td>
              <td className="number">{fault.line ?? '–'}</td>
              <td>{fault.column ?? '–'}</td>
              <td className="value" title={fault.value ?? ''}>
                {fault.value === null ? '–' : fault.value === '' ? <i>empty</i> : fault.value}
              </td>
              <td className="expected" title={fault.expected}>
                {fault.expected}
              </td>
            </tr>
          ))}
          <Blank height={below} />
        </tbody>
      </table>
    </section>
  )
}

const keyOf = ({ file, line, column, value, expected }: Fault): string =>
  [file, line, column, value, expected].join(' ')

/** The height of the rows that are not drawn: set on the element, as the policy forbids styles in text. */
function Blank({ height }: { readonly height: number }) {
  if (height === 0) return null
  return (
    <tr>
      <td colSpan={5} height={height} className="blank" />
    </tr>
  )
}

function save(faults: readonly Fault[]): Promise<void> {
  const rows = faults.map(({ file, line, column, value, expected }) => [
    file,
    line,
    column,
    value,
    expected,
  ])
  const head = ['file', 'line', 'column', 'value', 'expected']
  const leaving = { screen: 'import faults', patients: [] }
  return saveLeaving('import-faults.csv', [head, ...rows], leaving)
}
