/** Somebody else was faster: what they wrote, beside what was typed here. */
import type { AnyRow } from '../../../server/domain/records/index.ts'
import { titled } from '../../components/words.ts'

export function Stale({
  current,
  mine,
  onOver,
  onTheirs,
}: {
  readonly current: { readonly version: number; readonly row: AnyRow }
  readonly mine: AnyRow
  readonly onOver: () => void
  readonly onTheirs: () => void
}) {
  const apart = Object.keys(mine).filter(
    (name) => (mine[name] ?? null) !== (current.row[name] ?? null),
  )
  return (
    <div className="refused stack" role="alert">
      <p>Somebody changed this after you opened it. Nothing of yours is saved yet.</p>
      <ul>
        {apart.map((name) => (
          <li key={name}>
            {titled(name)}: yours {String(mine[name] ?? '–')}, now{' '}
            {String(current.row[name] ?? '–')}
          </li>
        ))}
      </ul>
      <div className="row">
        <button type="button" className="button" onClick={onTheirs}>
          Take theirs
        </button>
        <button type="button" className="button" onClick={onOver}>
          Keep what I typed, and save again
        </button>
      </div>
    </div>
  )
}
