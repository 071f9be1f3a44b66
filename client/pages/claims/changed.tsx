/** Evidence-changed: what is not as it was, who changed it, and what would be said of the month now. */
import type { ClaimView } from '../../../server/contract/claims.ts'
import type { Claim } from '../../../server/domain/records/claims.ts'
import { Glyph } from '../../components/symbols.tsx'
import { shownDay, shownTime, titled, words } from '../../components/words.ts'
import { valueSaid } from './evidence.tsx'
import { linesSaid } from './rows.ts'

type Difference = NonNullable<ClaimView['changed']>

const kindWords = { amended: 'amended', added: 'added later', gone: 'taken back' } as const
const outcomeWords = { bill: 'bill', hold: 'hold', no_bill: 'not billed' } as const

export function Changed({
  changed,
  claim,
}: {
  readonly changed: Difference
  readonly claim: Claim
}) {
  const { cause, rows, now, says_less, refund_due } = changed
  return (
    <section className="panel stack changed" aria-labelledby="changed">
      <h2 id="changed">
        <Glyph name="warning" />{' '}
        {cause === 'rules'
          ? 'The rules of this version judge it otherwise'
          : 'The evidence has changed since this claim was emitted'}
      </h2>
      {refund_due && (
        <p role="alert">
          <strong>Paid, and proven no longer: give back by {shownDay(refund_due)}.</strong>
        </p>
      )}
      <p>
        The month would now be: <strong>{outcomeWords[now.outcome]}</strong>{' '}
        {linesSaid(now.lines.length > 0 ? now.lines : now.proposed)}, {now.minutes} minutes
        {says_less ? ', which is less than was billed.' : '.'}{' '}
        {now.reasons.map(({ message }) => message).join(' ')}
      </p>
      {rows.length === 0 && cause === 'evidence' && (
        <p>No row of this patient changed; colleagues’ time for others, or a claim, bears on it.</p>
      )}
      <ul className="frozen">
        {rows.map((row) => (
          <Row key={`${row.record}/${row.id}`} row={row} made={changed.made} />
        ))}
      </ul>
      <p className="quiet">
        {claim.state === 'emitted' && claim.submitted_on === null
          ? 'Replace the claim by what is proven now, or void it.'
          : 'The remedy is a replacement or a void, never a second claim.'}
      </p>
    </section>
  )
}

function Row({
  row: { record, id, kind, columns },
  made,
}: {
  readonly row: Difference['rows'][number]
  readonly made: Difference['made']
}) {
  const last = made.findLast((one) => one.record === record && one.id === id)
  return (
    <li>
      <strong>{titled(record)}</strong> {kindWords[kind]}
      {last && ` ${shownTime(last.at)} by ${last.by}: ${last.reason}`}
      {kind === 'amended' && (
        <ul>
          {columns.map(({ column, before, after }) => (
            <li key={column}>
              {words(column)}: <del>{valueSaid(before)}</del> → <ins>{valueSaid(after)}</ins>
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
