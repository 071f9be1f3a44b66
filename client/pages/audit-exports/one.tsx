/** One export: what was ordered, how far it is, and what can be done with it. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { AuditExportView } from '../../../server/contract/audit-exports.ts'
import {
  auditExportFile,
  auditExportQuery,
  isUnderWay,
  useAuditExportDeed,
} from '../../api/audit-exports.ts'
import { Refused } from '../../components/form/fields.tsx'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted, shownMoment } from '../../components/words.ts'
import { StepUp, wantsPassword } from '../account/step-up.tsx'

export function One({ view }: { readonly view: AuditExportView }) {
  const id = useId()
  const { asked, recipient, purpose, ordered_at, pseudonymized } = view
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>
        {asked.charAt(0).toUpperCase() + asked.slice(1)}{' '}
        <span className="quiet">
          for {recipient}: {purpose} · {shownMoment(ordered_at)}
          {pseudonymized && ' · names replaced'}
        </span>
      </h2>
      <div role="status">
        {isUnderWay(view) ? <Progress view={view} /> : <Outcome view={view} />}
      </div>
      {view.signed_by && (
        <p className="quiet small">
          Signed by <code className="key">{view.signed_by}</code>. Whoever has the file checks it
          anywhere with Node: node verify.mjs audit-export.zip, and this key.
        </p>
      )}
      {!isUnderWay(view) && <Deeds view={view} />}
      {view.state === 'refused' && <Lacking id={view.export} />}
    </section>
  )
}

function Progress({ view: { state, done, of } }: { readonly view: AuditExportView }) {
  const id = useId()
  if (state === 'waiting') return <p>Waiting for the one before it …</p>
  return (
    <p className="progress">
      <label htmlFor={id}>Making the sheets</label>
      <progress id={id} max={of} value={done} /> {done} of {of}
    </p>
  )
}

function Outcome({ view }: { readonly view: AuditExportView }) {
  const { state, months, patients, left_out, lacking, of, done, says } = view
  const unseen = of - months - left_out
  const rest = [
    ...(left_out > 0 ? [`${left_out} left out for want of a consent`] : []),
    ...(unseen > 0 ? [`${unseen} not there for you`] : []),
    ...(view.substance_use
      ? ['with substance-use records, and the notice that goes with them']
      : []),
  ]
  const sentences: Readonly<Record<AuditExportView['state'], string>> = {
    waiting: '',
    running: '',
    made: [`${counted(months, 'sheet')} of ${counted(patients, 'patient')}`, ...rest].join('; '),
    refused: `Nothing was handed out: ${counted(lacking, 'consent')} under 42 CFR Part 2 missing.`,
    nothing: 'Nothing of it may be handed out to you or to them.',
    interrupted: `Cut off at ${done} of ${of}. What is done is kept: take it up again.`,
    failed: `It stopped at ${done} of ${of} (${says ?? ''}). What is done is kept: take it up again.`,
  }
  return (
    <p className={state === 'made' ? 'outcome well' : 'outcome ill'}>
      <Glyph name={state === 'made' ? 'met' : 'warning'} /> {sentences[state]}
    </p>
  )
}

function Deeds({ view }: { readonly view: AuditExportView }) {
  const deed = useAuditExportDeed()
  const of = <span className="hidden-visually"> {view.asked}</span>
  const act = (does: 'again' | 'remove') => deed.mutate({ id: view.export, does })
  if (wantsPassword(deed.error))
    return (
      <StepUp what="hand out an export" onDone={() => act('again')} onLeave={() => deed.reset()} />
    )
  return (
    <>
      <div className="row">
        {view.state === 'made' ? (
          <a className="button primary" href={auditExportFile(view.export)} download>
            <Glyph name="download" /> Download the zip{of}
          </a>
        ) : (
          <button
            type="button"
            className="button"
            disabled={deed.isPending}
            onClick={() => act('again')}
          >
            Take it up again{of}
          </button>
        )}
        <button
          type="button"
          className="button"
          disabled={deed.isPending}
          onClick={() => act('remove')}
        >
          Remove{of}
        </button>
        {view.state === 'made' && (
          <span className="quiet">Each download is recorded as a disclosure.</span>
        )}
      </div>
      <Refused error={deed.error} />
    </>
  )
}

/** By name, and only when it is asked for: that too is noted. */
function Lacking({ id }: { readonly id: string }) {
  const [open, setOpen] = useState(false)
  if (!open)
    return (
      <p>
        <button type="button" className="button" onClick={() => setOpen(true)}>
          Whose consent is missing
        </button>
      </p>
    )
  return <Shortfalls id={id} />
}

function Shortfalls({ id }: { readonly id: string }) {
  const { data, isError, isPending, error, refetch } = useQuery(auditExportQuery(id))
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="whose consent is missing" lines={2} />
  return (
    <ul>
      {data.shortfalls.map(({ message, remedy }) => (
        <li key={message}>
          {message} {remedy}
        </li>
      ))}
    </ul>
  )
}
