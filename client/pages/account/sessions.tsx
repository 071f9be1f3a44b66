/** One's own open sessions: from where and since when; one of them, or all others, can be ended. */
import type { OwnSession } from '../../../server/contract/account.ts'
import { useEndOwnSession } from '../../api/account.ts'
import { shownMoment } from '../../components/words.ts'

export function OwnSessions({ sessions }: { readonly sessions: readonly OwnSession[] }) {
  const ending = useEndOwnSession()
  return (
    <section className="panel stack" aria-labelledby="sessions">
      <h2 id="sessions">Where you are signed in</h2>
      <p className="quiet small">
        A session ends after 15 minutes without a sign of life, and after 12 hours in any case.
      </p>
      <table>
        <thead>
          <tr>
            <th scope="col">From</th>
            <th scope="col">Since</th>
            <th scope="col">Last seen</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {sessions.map((one) => (
            <tr key={one.session}>
              <th scope="row">
                {one.client ?? 'Another program'}
                {one.address && `, ${one.address}`}
              </th>
              <td>{shownMoment(one.opened_at)}</td>
              <td>{shownMoment(one.seen_at)}</td>
              <td className="does">
                {one.own ? (
                  <span className="quiet">this one</span>
                ) : (
                  <button
                    type="button"
                    className="button"
                    disabled={ending.isPending}
                    onClick={() => ending.mutate(one.session)}
                  >
                    End
                    <span className="hidden-visually"> that of {shownMoment(one.opened_at)}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {sessions.length > 1 && (
        <p>
          <button
            type="button"
            className="button"
            disabled={ending.isPending}
            onClick={() => ending.mutate(null)}
          >
            End all others
          </button>
        </p>
      )}
      {ending.error && (
        <p className="refused" role="alert">
          {ending.error.message} The session may still be open.
        </p>
      )}
    </section>
  )
}
