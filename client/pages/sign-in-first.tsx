/** The first start: the code from the server's console makes the first administrator, once. */
import { useMutation } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { FirstAdministrator } from '../../server/contract/session.ts'
import { passwordFault } from '../../server/domain/password.ts'
import { faultOf } from '../api/records.ts'
import { send } from '../api/request.ts'
import { Entry } from '../components/form/entry.tsx'
import { Secret } from './account/password-form.tsx'

type Typed = Readonly<Record<'code' | 'name' | 'sign_in_name' | 'password', string>>
type Name = keyof Typed

/** Nothing here is a sentence; faults are heard, for nobody else is there to be asked. */
const plain = { required: true, aloud: true, autoCapitalize: 'none', spellCheck: false } as const

export function FirstAdministratorForm({ onMade }: { readonly onMade: () => void }) {
  const [typed, setTyped] = useState<Typed>({ code: '', name: '', sign_in_name: '', password: '' })
  const [tried, setTried] = useState(false)
  const making = useMutation<void, Error, FirstAdministrator>({
    mutationFn: (body) => send<void>('POST', '/api/first-administrator', body),
    onSuccess: onMade,
  })
  const faults = faultsOf(typed)
  const faultAt = (name: Name): string =>
    (tried ? faults[name] : '') || (faultOf(making.error, name) ?? '')
  const type = (name: Name) => (text: string) => setTyped({ ...typed, [name]: text })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).some((fault) => fault !== '') || making.isPending) return
    making.mutate({ ...typed, code: typed.code.trim(), name: typed.name.trim() })
  }
  return (
    <form noValidate className="panel stack" onSubmit={save}>
      <h1>The first administrator</h1>
      <p className="quiet">
        When the server was started for the first time, it printed a code where it runs. It works
        once; this person then makes the accounts of everybody else.
      </p>
      <Entry
        {...plain}
        label="Code"
        fault={faultAt('code')}
        value={typed.code}
        onType={type('code')}
        autoFocus
      />
      <Entry
        {...plain}
        label="Name"
        fault={faultAt('name')}
        value={typed.name}
        onType={type('name')}
        autoComplete="name"
      />
      <Entry
        {...plain}
        label="Sign-in name"
        fault={faultAt('sign_in_name')}
        value={typed.sign_in_name}
        onType={type('sign_in_name')}
        autoComplete="username"
      />
      <Secret
        label="Password, at least 15 characters"
        complete="new-password"
        value={typed.password}
        fault={faultAt('password')}
        onType={type('password')}
      />
      {making.isError && (
        <p className="wrong" role="alert">
          {making.error.message}
        </p>
      )}
      <button type="submit" className="button primary" disabled={making.isPending}>
        Make the first administrator
      </button>
    </form>
  )
}

function faultsOf({ code, name, sign_in_name, password }: Typed): Record<Name, string> {
  const fault = passwordFault(password, sign_in_name)
  return {
    code: code.trim() === '' ? 'is needed: it stands where the server runs' : '',
    name: name.trim() === '' ? 'is needed' : '',
    sign_in_name: /^[\w.@-]{1,128}$/.test(sign_in_name) ? '' : 'letters, digits . _ @ - only',
    password: fault ? `${fault.message} ${fault.remedy}` : '',
  }
}
