/** Two people changed one row: both versions side by side, and a choice for each difference. */
import { useState } from 'react'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import type { Choices } from './field.tsx'
import { shownValue } from './shown-value.ts'
import { labelIn } from './texts.ts'
import { columnsIn } from './values.ts'

type Side = 'mine' | 'theirs'

export function Conflict({
  record,
  asked,
  base,
  mine,
  theirs,
  choices,
  onChoose,
  onLeave,
}: {
  readonly record: AmendedRecord
  readonly asked: readonly string[]
  /** As it stood when it was opened here. */
  readonly base: AnyRow
  readonly mine: AnyRow
  readonly theirs: AnyRow
  readonly choices: Choices
  readonly onChoose: (row: AnyRow) => void
  readonly onLeave: () => void
}) {
  const apart = asked.filter((name) => (mine[name] ?? null) !== (theirs[name] ?? null))
  const [sides, setSides] = useState<Readonly<Record<string, Side>>>({})
  /** What only the other one changed is taken over; what was changed here stays, until chosen. */
  const sideOf = (name: string): Side =>
    sides[name] ?? ((mine[name] ?? null) === (base[name] ?? null) ? 'theirs' : 'mine')
  const chosen = Object.fromEntries(
    asked.map((name) => [name, (sideOf(name) === 'mine' ? mine : theirs)[name] ?? null]),
  )
  return (
    <div className="conflict">
      <p role="alert">
        Somebody changed this after you opened it. Choose for each difference; nothing is saved yet.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Yours</th>
            <th scope="col">As it is now</th>
          </tr>
        </thead>
        <tbody>
          {apart.map((name) => (
            <tr key={name}>
              <th scope="row">{labelIn(record, name)}</th>
              {(['mine', 'theirs'] as const).map((side) => (
                <td key={side}>
                  <label>
                    <input
                      type="radio"
                      name={`conflict ${name}`}
                      checked={sideOf(name) === side}
                      onChange={() => setSides({ ...sides, [name]: side })}
                    />{' '}
                    {shownValue(
                      columnsIn(record)[name]!,
                      (side === 'mine' ? mine : theirs)[name],
                      choices,
                    )}
                  </label>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <div className="foot row">
        <button type="button" className="button" onClick={onLeave}>
          Leave it as it is now
        </button>
        <button type="button" className="button primary" onClick={() => onChoose(chosen)}>
          Go on with this choice
        </button>
      </div>
    </div>
  )
}
