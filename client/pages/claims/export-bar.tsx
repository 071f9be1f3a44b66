/** The claims that are shown, as a file: for a payer, for a billing system, for an institution. */
import { useState } from 'react'
import { Link } from 'wouter'
import type { ExportView, ListedClaimShape } from '../../../server/contract/claims.ts'
import type { ExportFormat } from '../../../server/domain/records/claims.ts'
import { useExport } from '../../api/claims.ts'
import { saveFile } from '../../components/csv.ts'
import { Refused } from '../../components/form/fields.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted } from '../../components/words.ts'

const formats: readonly (readonly [ExportFormat, string])[] = [
  ['837p', 'Claim file (837P)'],
  ['charges', 'Charges (CSV)'],
  ['institutional_charges', 'Institutional charges (CSV)'],
]

export function ExportBar({
  month,
  claims,
}: {
  readonly month: string
  readonly claims: readonly ListedClaimShape[]
}) {
  const making = useExport()
  const [made, setMade] = useState<ExportView | null>(null)
  const listed = claims.map(({ claim }) => claim).filter(({ state }) => state !== 'replaced')
  const waiting = listed.filter(({ submitted_on, state }) => !submitted_on || state === 'voided')
  // what a payer has already goes out again only where nothing else is listed
  const numbers = (waiting.length > 0 ? waiting : listed).map(({ claim_id }) => claim_id)
  const make = (format: ExportFormat): void => {
    const done = (view: ExportView): void => {
      setMade(view)
      making.again()
      if (view.file && view.text !== null) saveFile(view.file, view.text, 'text/plain')
    }
    making.mutate({ month, format, claims: numbers.slice(0, 5000) }, { onSuccess: done })
  }
  return (
    <section className="stack no-print" aria-label="Export">
      <div className="row">
        {formats.map(([format, says]) => (
          <button
            key={format}
            type="button"
            className="button"
            disabled={making.isPending || numbers.length === 0}
            onClick={() => make(format)}
          >
            <Glyph name="download" /> {says}
          </button>
        ))}
        <Link
          className="button"
          href="/audit-exports"
          state={{ claims: listed.map(({ claim_id }) => claim_id) }}
        >
          Audit export
        </Link>
        {made && (
          <span role="status">
            {made.file
              ? `${counted(made.exported.length, 'claim')} in ${made.file}`
              : 'Nothing could be exported.'}
          </span>
        )}
      </div>
      <Refused error={making.error} />
      {made && made.blocked.length > 0 && <Blocked made={made} />}
    </section>
  )
}

function Blocked({ made: { blocked } }: { readonly made: ExportView }) {
  return (
    <div className="panel">
      <h2>
        <Glyph name="warning" /> {counted(blocked.length, 'claim')} left out: something is not on
        record
      </h2>
      <ul>
        {blocked.slice(0, 100).map(({ claim, mrn, missing }) => (
          <li key={claim}>
            MRN {mrn}: {missing.join('; ')}
          </li>
        ))}
      </ul>
    </div>
  )
}
