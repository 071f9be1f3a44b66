/** The claims of a month by state, with what has changed since; chosen ones become a file. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { ListedClaimShape } from '../../../server/contract/claims.ts'
import type { MonthRunRow } from '../../../server/contract/determinations.ts'
import { claimedLines, isStanding } from '../../../server/domain/claims/claim.ts'
import { type ClaimState, claimStates } from '../../../server/domain/records/claims.ts'
import { Empty } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { useWindowed } from '../../components/windowed.ts'
import { counted, shownTime, titled } from '../../components/words.ts'
import { ExportBar } from './export-bar.tsx'
import { dollars, linesSaid } from './rows.ts'

type Shown = ClaimState | 'changed' | ''

export function ClaimList({
  month,
  claims,
  rows,
}: {
  readonly month: string
  readonly claims: readonly ListedClaimShape[]
  readonly rows: readonly MonthRunRow[]
}) {
  const [shown, show] = useState<Shown>('')
  const marks = new Map(rows.flatMap(({ claim }) => (claim ? [[claim.claim, claim] as const] : [])))
  const isChanged = ({ claim }: ListedClaimShape) =>
    isStanding(claim) && (marks.get(claim.claim_id)?.changed ?? false)
  const fits = (one: ListedClaimShape, by: Shown) =>
    by === '' || (by === 'changed' ? isChanged(one) : one.claim.state === by)
  const fitting = claims.filter((one) => fits(one, shown))
  const choices = (['', ...claimStates, 'changed'] as const).filter(
    (one) => one === '' || claims.some((claim) => fits(claim, one)),
  )
  if (claims.length === 0) return <Empty>Nothing was emitted for this month yet.</Empty>
  return (
    <>
      <nav className="views" aria-label="States">
        {choices.map((one) => (
          <button
            key={one}
            type="button"
            className="tab"
            aria-pressed={shown === one}
            onClick={() => show(one)}
          >
            {one === '' ? 'All' : one === 'changed' ? 'Evidence changed' : titled(one)}{' '}
            {claims.filter((claim) => fits(claim, one)).length}
          </button>
        ))}
      </nav>
      <ExportBar month={month} claims={fitting} />
      <Table claims={fitting} isChanged={isChanged} />
      <p className="quiet" role="status">
        {counted(fitting.length, 'claim')}
      </p>
    </>
  )
}

const rowHeight = 33
const figures = new Set(['Minutes', 'Paid'])
const heads = ['Patient', 'MRN', 'State', 'Codes', 'Minutes', 'Paid', 'Emitted', 'Claim']

function Table({
  claims,
  isChanged,
}: {
  readonly claims: readonly ListedClaimShape[]
  readonly isChanged: (claim: ListedClaimShape) => boolean
}) {
  const { scroll, from, to, above, below } = useWindowed(claims.length, rowHeight)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section ref={scroll} className="scroll" aria-label="List of claims" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col" className={figures.has(head) ? 'number' : undefined}>
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {above > 0 && <tr style={{ height: above }} />}
          {claims.slice(from, to).map((one) => (
            <Row key={one.claim.claim_id} one={one} changed={isChanged(one)} />
          ))}
          {below > 0 && <tr style={{ height: below }} />}
        </tbody>
      </table>
    </section>
  )
}

function Row({ one, changed }: { readonly one: ListedClaimShape; readonly changed: boolean }) {
  const { claim, patient } = one
  return (
    <tr>
      <th scope="row">
        <Link href={`/claims/claim/${claim.claim_id}`}>
          {patient.family_name}, {patient.given_name}
        </Link>
      </th>
      <td>{patient.mrn}</td>
      <td>
        {titled(claim.state)}
        {claim.carc && ` (${claim.carc})`}
        {changed && (
          <span className="chip gap">
            <Glyph name="warning" /> evidence changed
          </span>
        )}
      </td>
      <td>{linesSaid(claimedLines(claim))}</td>
      <td className="number">{claim.minutes}</td>
      <td className="number">{claim.paid_cents === null ? '' : dollars(claim.paid_cents)}</td>
      <td>{shownTime(claim.emitted_at)}</td>
      <td>{claim.claim_id}</td>
    </tr>
  )
}
