/** One claim: what was billed, what proved it, what has changed since, and everything it went through. */
import { useQuery } from '@tanstack/react-query'
import { Link } from 'wouter'
import type { ClaimView } from '../../../server/contract/claims.ts'
import { claimedLines } from '../../../server/domain/claims/claim.ts'
import { claimQuery } from '../../api/claims.ts'
import { Elements } from '../../components/elements.tsx'
import { printScreen } from '../../components/leaving.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { TimeByReason } from '../../components/time-table.tsx'
import { shownDay, shownMonth, shownTime, titled, words } from '../../components/words.ts'
import { Changed } from './changed.tsx'
import { Evidence } from './evidence.tsx'
import { dollars } from './rows.ts'
import { Steps } from './steps.tsx'

const figures = new Set(['Units'])

export function ClaimPage({ claim }: { readonly claim: string }) {
  const { data, isError, error, refetch } = useQuery(claimQuery(claim))
  if (isError) return <Trouble error={error} retry={refetch} />
  if (!data) return <Skeleton what="the claim" lines={20} />
  return <Claim view={data} />
}

function Claim({ view }: { readonly view: ClaimView }) {
  const { claim, patient, determination } = view
  return (
    <article className="claim-page stack">
      <header className="row">
        <h1>
          <Link href={`/patients/${patient.handle}/months/${claim.month}`}>
            {patient.family_name}, {patient.given_name}
          </Link>{' '}
          <span className="quiet">
            MRN {patient.mrn} · {shownMonth(claim.month)} · claim {claim.claim_id}
          </span>
        </h1>
        <div className="row end no-print">
          <Link className="button" href={`/claims/${claim.month}`}>
            All claims of the month
          </Link>
          <Link className="button" href={`/audit-sheets/${patient.handle}/${claim.month}`}>
            Audit sheet
          </Link>
          <Link className="button" href="/audit-exports" state={{ claims: [claim.claim_id] }}>
            Audit export
          </Link>
          <button type="button" className="button" onClick={() => void printScreen()}>
            <Glyph name="print" /> Print
          </button>
        </div>
      </header>
      {view.faults.length > 0 && <Broken faults={view.faults} />}
      <Billed view={view} />
      {view.changed && <Changed changed={view.changed} claim={claim} />}
      <Steps view={view} />
      <Elements elements={determination.elements} patient={patient.handle} chart={null} />
      <TimeByReason counted={determination.counted} excluded={determination.excluded} />
      <Evidence view={view} />
      <History view={view} />
    </article>
  )
}

function Broken({ faults }: Pick<ClaimView, 'faults'>) {
  return (
    <section className="panel refused" role="alert">
      <h2>
        <Glyph name="warning" /> The seal of this claim is broken
      </h2>
      {faults.map((fault) => (
        <p key={fault}>{fault}</p>
      ))}
    </section>
  )
}

function Billed({ view: { claim, payer, emitted_by_name, chain } }: { readonly view: ClaimView }) {
  const before = chain.find(({ claim_id }) => claim_id === claim.replaces)
  const after = chain.find(({ replaces }) => replaces === claim.claim_id)
  return (
    <section className="panel stack" aria-labelledby="billed">
      <h2 id="billed">
        {titled(claim.state)}
        {claim.carc && ` · CARC ${claim.carc}`} <span className="quiet">to {payer}</span>
      </h2>
      <table>
        <thead>
          <tr>
            {['Code', 'Units', 'Service date', 'Diagnoses', 'NPI', 'Place', 'Modifiers'].map(
              (head) => (
                <th key={head} scope="col" className={figures.has(head) ? 'number' : undefined}>
                  {head}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {claimedLines(claim).map((line) => (
            <tr key={line.code}>
              <th scope="row">{line.code}</th>
              <td className="number">{line.units}</td>
              <td>{shownDay(line.service_on)}</td>
              <td>{line.diagnoses.join(', ')}</td>
              <td>{line.practitioner_npi}</td>
              <td>{line.place_of_service}</td>
              <td>{line.modifiers.join(' ')}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p>
        {claim.minutes} minutes · policy {claim.policy} · rules {claim.rules_version} · emitted{' '}
        {shownTime(claim.emitted_at)} by {emitted_by_name}
        {claim.paid_cents !== null && ` · paid ${dollars(claim.paid_cents)}`}
        {claim.refunded_on && ` · refunded ${shownDay(claim.refunded_on)}`}
      </p>
      {before && (
        <p>
          Replaces <Link href={`/claims/claim/${before.claim_id}`}>{before.claim_id}</Link>
        </p>
      )}
      {after && (
        <p>
          Replaced by <Link href={`/claims/claim/${after.claim_id}`}>{after.claim_id}</Link>
        </p>
      )}
      <p className="quiet small seal">
        Sealed with SHA-256 <code>{claim.sha256}</code>
      </p>
    </section>
  )
}

function History({ view: { history } }: { readonly view: ClaimView }) {
  return (
    <section className="panel" aria-labelledby="history">
      <h2 id="history">History</h2>
      <ol className="versions">
        {history.map(({ version, state, at, by, role, reason }) => (
          <li key={version}>
            <strong>{titled(state)}</strong> {shownTime(at)} · {by}, {words(role)} · {reason}
          </li>
        ))}
      </ol>
    </section>
  )
}
