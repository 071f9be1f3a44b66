/** Another password: looked at while it is typed, by the rule that the server judges by. */
import { type FormEvent, useEffect, useState } from 'react'
import { passwordFault } from '../../../server/domain/password.ts'
import { useChangePassword } from '../../api/administration.ts'
import { Entry } from '../../components/form/entry.tsx'
import { Refused } from '../../components/form/fields.tsx'

export function PasswordForm({
  signInName,
  minimum,
}: {
  readonly signInName: string
  readonly minimum: number
}) {
  const [typed, setTyped] = useState({ current: '', password: '', again: '' })
  const [tried, setTried] = useState(false)
  const changing = useChangePassword()
  const faults = faultsOf(typed, signInName, minimum)
  const dirty = Object.values(typed).some((text) => text !== '')
  useEffect(() => {
    if (!dirty) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [dirty])
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== '') || changing.isPending) return
    const { current, password } = typed
    changing.mutate(
      { current, password },
      {
        onSuccess: () => {
          setTyped({ current: '', password: '', again: '' })
          setTried(false)
        },
      },
    )
  }
  return (
    <form noValidate className="stack" onSubmit={save}>
      <div className="record-fields">
        {fields.map(([name, label, complete]) => (
          <Secret
            key={name}
            label={label}
            complete={complete}
            value={typed[name]}
            fault={tried ? faults[name] : ''}
            onType={(text) => {
              setTyped({ ...typed, [name]: text })
              if (changing.isSuccess) changing.reset()
            }}
          />
        ))}
      </div>
      <p className="quiet small">
        At least {minimum} characters. A few unrelated words are good; a password manager is better.
      </p>
      <Refused error={changing.error} />
      <p className="row">
        <button type="submit" className="button primary" disabled={changing.isPending}>
          {changing.isPending ? 'Changing …' : 'Change the password'}
        </button>
        <span role="status">
          {changing.isSuccess && 'Changed. Every other session of yours has ended.'}
        </span>
      </p>
    </form>
  )
}

type Name = 'current' | 'password' | 'again'
const fields: readonly (readonly [Name, string, string])[] = [
  ['current', 'The one that you have', 'current-password'],
  ['password', 'The new one', 'new-password'],
  ['again', 'The new one again', 'new-password'],
]

function faultsOf(
  typed: Readonly<Record<Name, string>>,
  name: string,
  minimum: number,
): Record<Name, string> {
  const fault = passwordFault(typed.password, name, minimum)
  return {
    current: typed.current === '' ? 'is needed' : '',
    password: fault ? `${fault.message} ${fault.remedy}` : '',
    again: typed.again === typed.password ? '' : 'is not the same as the one above',
  }
}

export function Secret({
  label,
  complete,
  value,
  fault,
  onType,
}: {
  readonly label: string
  readonly complete: string
  readonly value: string
  readonly fault: string
  readonly onType: (text: string) => void
}) {
  return (
    <Entry
      label={label}
      type="password"
      autoComplete={complete}
      required
      aloud
      value={value}
      fault={fault}
      onType={onType}
    />
  )
}
