/** Who is signed in now, and since when; anybody's session can be ended. */
import { useQuery } from '@tanstack/react-query'
import { sessionsQuery, useEndSession } from '../../api/administration.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownMoment, titled } from '../../components/words.ts'

export function Sessions() {
  const { data, isError, isPending, error, refetch } = useQuery(sessionsQuery)
  const ending = useEndSession()
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the sessions" />
  if (data.sessions.length === 0) return <Empty>Open sessions will be listed here.</Empty>
  return (
    <section className="stack" aria-label="Sessions">
      <p className="quiet">
        A session ends after 15 minutes without a sign of life, and after 12 hours in any case.
      </p>
      {ending.error && (
        <p className="refused" role="alert">
          {ending.error.message} The session may still be open.
        </p>
      )}
      <table>
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Role</th>
            <th scope="col">Sign-in name</th>
            <th scope="col">Since</th>
            <th scope="col">Last seen</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {data.sessions.map((one) => (
            <tr key={one.session}>
              <th scope="row">{one.name}</th>
              <td>{titled(one.role)}</td>
              <td>{one.sign_in_name}</td>
              <td>{shownMoment(one.opened_at)}</td>
              <td>{shownMoment(one.seen_at)}</td>
              <td className="does">
                {one.own ? (
                  <span className="quiet">this one</span>
                ) : (
                  <button
                    type="button"
                    className="button"
                    disabled={ending.isPending && ending.variables === one.session}
                    onClick={() => ending.mutate(one.session)}
                  >
                    End<span className="hidden-visually"> the session of {one.name}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
