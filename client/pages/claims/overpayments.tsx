/** What has to be given back, and by when. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { OverpaymentsView } from '../../../server/contract/claims.ts'
import { overpaymentsQuery } from '../../api/claims.ts'
import { Heads } from '../../components/heads.tsx'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { shownDay, shownMonth } from '../../components/words.ts'
import { dollars } from './rows.ts'

export function Overpayments() {
  const { data, error, refetch } = useQuery(overpaymentsQuery)
  if (data) return <Owed overpayments={data.overpayments} />
  if (error) return <Trouble error={error} retry={refetch} />
  return <Skeleton what="what is owed" />
}

function Owed({ overpayments }: Pick<OverpaymentsView, 'overpayments'>) {
  if (overpayments.length === 0)
    return <Empty>No paid claim rests on evidence that proves less now.</Empty>
  return (
    <table>
      <caption className="quiet">
        Paid claims whose months prove less now, of all months. An overpayment is reported and
        returned within 60 days.
      </caption>
      <Heads of={['Give back by', 'Patient', 'MRN', 'Month', 'Paid', 'Since']} />
      <tbody>
        {overpayments.map(({ listed: { claim, patient }, since, refund_due }) => (
          <tr key={claim.claim_id}>
            <td>
              <strong>{shownDay(refund_due)}</strong>
            </td>
            <th scope="row">
              <Link href={`/claims/claim/${claim.claim_id}`}>
                {patient.family_name}, {patient.given_name}
              </Link>
            </th>
            <td>{patient.mrn}</td>
            <td>{shownMonth(claim.month)}</td>
            <td className="number">{dollars(claim.paid_cents)}</td>
            <td>{since && shownDay(since)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
