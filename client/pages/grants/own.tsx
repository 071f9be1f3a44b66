/** What an auditor was granted: the patient-months of the requests that hold now. */
import { useQuery } from '@tanstack/react-query'
import { ownGrantsQuery } from '../../api/grants.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/administration.css'
import { GrantTable } from './table.tsx'

export function OwnGrantsPage() {
  const { data, isError, isPending, error, refetch } = useQuery(ownGrantsQuery)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="your requests" lines={6} />
  return (
    <section className="administration stack" aria-labelledby="own-grants">
      <h1 id="own-grants">Audit requests</h1>
      <p className="quiet">
        You see the months of these requests, and nothing else, until they end. A month that rests
        on substance-use records needs a grant for those too.
      </p>
      {data.grants.length === 0 ? (
        <Empty>Nothing is granted to you now. The privacy officer grants audit requests.</Empty>
      ) : (
        <GrantTable grants={data.grants} does={null} onDo={() => undefined} />
      )}
    </section>
  )
}
