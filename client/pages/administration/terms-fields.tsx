/** The terms of a policy as fields: what is left empty is as in what the policy is based on. */
import { useId } from 'react'
import { cmsTerms, type PolicyTerms } from '../../../server/domain/billing/policy-terms.ts'
import { words } from '../../components/words.ts'
import { none, termKeys, termTexts, typedTerm } from './terms.ts'

export type TypedTerms = Readonly<Partial<Record<keyof PolicyTerms, string>>>

export function TermsFields({
  typed,
  faults,
  onType,
}: {
  readonly typed: TypedTerms
  readonly faults: Readonly<Record<string, string>>
  readonly onType: (key: keyof PolicyTerms, text: string) => void
}) {
  return (
    <fieldset className="terms">
      <legend>What differs</legend>
      <p className="quiet small">
        An empty field is as in what it is based on; cms is shown beside it.
      </p>
      {termKeys.map((key) => (
        <Term
          key={key}
          name={key}
          text={typed[key] ?? ''}
          fault={faults[key]}
          onType={(text) => onType(key, text)}
        />
      ))}
    </fieldset>
  )
}

function Term({
  name,
  text,
  fault,
  onType,
}: {
  readonly name: keyof PolicyTerms
  readonly text: string
  readonly fault: string | undefined
  readonly onType: (text: string) => void
}) {
  const id = useId()
  const { label, kind, choices, none: noneSays } = termTexts[name]
  const options = kind === 'yes' ? ['yes', 'no'] : choices
  const common = {
    id,
    name,
    value: text,
    'aria-invalid': fault !== undefined,
    'aria-describedby': `${id}-cms`,
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onType(event.target.value),
  }
  return (
    <div className={text === '' ? 'term' : 'term differs'}>
      <label htmlFor={id}>{label}</label>
      {options ? (
        <select {...common}>
          <option value="">as the base</option>
          {options.map((one) => (
            <option key={one} value={one}>
              {words(one)}
            </option>
          ))}
        </select>
      ) : (
        <input {...common} type={kind === 'day' ? 'date' : 'text'} autoComplete="off" />
      )}
      <span id={`${id}-cms`} className={fault ? 'fault small' : 'quiet small'}>
        {fault ?? `cms: ${words(typedTerm(cmsTerms[name])) || 'none'}`}
        {!fault && noneSays && `; “${none}”: ${noneSays}`}
      </span>
    </div>
  )
}
