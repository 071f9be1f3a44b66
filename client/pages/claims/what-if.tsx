/** What a drafted policy would change about the month: tried out, kept nowhere. */
import { type FormEvent, useId, useState } from 'react'
import type { WhatIfView } from '../../../server/contract/what-if.ts'
import type { PolicyTerms } from '../../../server/domain/billing/policy-terms.ts'
import { useWhatIf } from '../../api/claims.ts'
import { Refused } from '../../components/form/fields.tsx'
import { Heads } from '../../components/heads.tsx'
import { counted, titled } from '../../components/words.ts'
import { meantTerm } from '../administration/terms.ts'
import { TermsFields, type TypedTerms } from '../administration/terms-fields.tsx'
import { linesSaid } from './rows.ts'
import '../../theme/administration.css'

export function WhatIf({ month }: { readonly month: string }) {
  const [policy, setPolicy] = useState('cms')
  const [typed, setTyped] = useState<TypedTerms>({})
  const [faults, setFaults] = useState<Readonly<Record<string, string>>>({})
  const asking = useWhatIf(month)
  const id = useId()
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const { terms, wrong } = meant(typed)
    setFaults(wrong)
    if (Object.keys(wrong).length === 0 && !asking.isPending) asking.mutate({ policy, terms })
  }
  return (
    <div className="money">
      <form noValidate className="panel stack administered" onSubmit={ask}>
        <div className="record-field">
          <label htmlFor={id}>Policy</label>
          <input id={id} value={policy} onChange={(event) => setPolicy(event.target.value)} />
        </div>
        <TermsFields
          typed={typed}
          faults={faults}
          onType={(key, text) => setTyped({ ...typed, [key]: text })}
        />
        <Refused error={asking.error} />
        <button type="submit" className="button primary" disabled={asking.isPending}>
          {asking.isPending ? 'Judging …' : 'Show what would change'}
        </button>
      </form>
      <div role="status">{asking.data && <Changes view={asking.data} />}</div>
    </div>
  )
}

/** The terms that were typed, and which of them are none. */
function meant(typed: TypedTerms) {
  const terms: Record<string, unknown> = {}
  const wrong: Record<string, string> = {}
  for (const [key, text] of Object.entries(typed)) {
    if (text === '') continue
    const read = meantTerm(key as keyof PolicyTerms, text) // a key of the fields
    if ('fault' in read) wrong[key] = read.fault
    else terms[key] = read.value
  }
  return { terms, wrong }
}

type Said = WhatIfView['rows'][number]['before']
const said = ({ outcome, lines, proposed }: Said): string =>
  `${titled(outcome)} ${linesSaid(lines.length > 0 ? lines : proposed)}`

function Changes({ view: { rows } }: { readonly view: WhatIfView }) {
  return (
    <section className="panel" aria-labelledby="changes">
      <h2 id="changes">
        {rows.length === 0
          ? 'Nothing would change.'
          : `${counted(rows.length, 'month')} would change`}
      </h2>
      {rows.length > 0 && (
        <table>
          <Heads of={['Patient', 'MRN', 'Now', 'Then', 'Because']} />
          <tbody>
            {rows.map(({ patient, family_name, given_name, mrn, before, after }) => (
              <tr key={patient}>
                <th scope="row">
                  {family_name}, {given_name}
                </th>
                <td>{mrn}</td>
                <td>{said(before)}</td>
                <td>{said(after)}</td>
                <td>{after.reasons.map(({ reason }) => titled(reason)).join(', ')}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}
