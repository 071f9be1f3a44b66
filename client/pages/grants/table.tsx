/** Grants in a table: to whom, about whom, why, until when, and what became of it. */
import { Link } from 'wouter'
import type { GrantView } from '../../../server/contract/grants.ts'
import { shownDay, shownMoment, titled } from '../../components/words.ts'

export const kindWords: Readonly<Record<GrantView['kind'], string>> = {
  audit_request: 'Audit request',
  substance_use: 'Substance-use records',
  break_glass: 'Emergency',
}

export function GrantTable({
  grants,
  does,
  onDo,
}: {
  readonly grants: readonly GrantView[]
  readonly does: 'Review' | 'Take back' | null
  readonly onDo: (of: GrantView) => void
}) {
  return (
    <div className="scroll">
      <table>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Who</th>
            <th scope="col">Patients</th>
            <th scope="col">Reason</th>
            <th scope="col">Since</th>
            <th scope="col">Until</th>
            <th scope="col">State</th>
            <td />
          </tr>
        </thead>
        <tbody>
          {grants.map((one) => (
            <tr key={one.grant} className={one.state === 'in_force' ? '' : 'quiet'}>
              <th scope="row">{kindWords[one.kind]}</th>
              <td>{one.granted_to}</td>
              <td>
                <Patients of={one} />
              </td>
              <td title={one.reason}>{one.reason}</td>
              <td>{shownMoment(one.granted_at)}</td>
              <td>{shownMoment(one.expires_at)}</td>
              <td title={one.review_note ?? undefined}>{stateOf(one)}</td>
              <td className="does">
                {does !== null && (does === 'Review' || one.state === 'in_force') && (
                  <button type="button" className="button" onClick={() => onDo(one)}>
                    {does}
                    <span className="hidden-visually">
                      {' '}
                      {kindWords[one.kind]} of {one.granted_to}
                    </span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

const stateOf = ({ state, review, reviewed_by, reviewed_at }: GrantView): string =>
  review === 'reviewed'
    ? `reviewed by ${reviewed_by ?? ''} ${reviewed_at ? shownDay(reviewed_at.slice(0, 10)) : ''}`
    : review === 'overdue'
      ? 'review overdue'
      : titled(state)

/** The first few by name; an audit request may name hundreds. */
function Patients({ of: { patients, kind } }: { readonly of: GrantView }) {
  const more = patients.length - 3
  return (
    <>
      {patients.slice(0, 3).map(({ patient, family_name, given_name, month }, at) => {
        const says = `${family_name}, ${given_name}${month === null ? '' : ` ${month}`}`
        return (
          <span key={`${patient} ${month}`}>
            {at > 0 && '; '}
            {kind === 'audit_request' && month !== null ? (
              <Link href={`/patients/${patient}/months/${month}`}>{says}</Link>
            ) : (
              says
            )}
          </span>
        )
      })}
      {more > 0 && ` and ${more} more`}
    </>
  )
}
