/** The imports since the server was started, the newest first. */
import type { ImportView } from '../../../server/contract/imports.ts'
import { Empty } from '../../components/states.tsx'
import { counted, shownMoment, words } from '../../components/words.ts'

export function Past({
  imports,
  shown,
  onOpen,
}: {
  readonly imports: readonly ImportView[]
  readonly shown: string | null
  readonly onOpen: (id: string) => void
}) {
  return (
    <section className="stack" aria-labelledby="past">
      <h2 id="past">Since the server was started</h2>
      {imports.length === 0 ? (
        <Empty>Imports and their reports will stand here. Drop a bundle above to begin.</Empty>
      ) : (
        <table className="past">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Outcome</th>
              <th scope="col">Report</th>
            </tr>
          </thead>
          <tbody>
            {imports.map((one) => (
              <tr key={one.import}>
                <td>{shownMoment(one.started_at)}</td>
                <td>{one.dry_run ? 'dry run' : 'import'}</td>
                <td>
                  {words(one.state)}
                  {one.fault_count > 0 && `, ${counted(one.fault_count, 'fault')}`}
                </td>
                <td>
                  <button
                    type="button"
                    className="link"
                    aria-pressed={one.import === shown}
                    onClick={() => onOpen(one.import)}
                  >
                    open
                  </button>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
