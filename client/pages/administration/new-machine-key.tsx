/** Making a key for a machine: what it is called, under which role, for which routes, how long. */
import { type FormEvent, useState } from 'react'
import type { MachineKeyMade, NewMachineKey } from '../../../server/contract/machine-keys.ts'
import { longestKey } from '../../../server/domain/machine-keys.ts'
import { roles } from '../../../server/domain/records/people.ts'
import { useNewMachineKey } from '../../api/machine-keys.ts'
import { GuardedDialog } from '../../components/form/dialog.tsx'
import { Entry } from '../../components/form/entry.tsx'
import { Foot, Refused } from '../../components/form/fields.tsx'
import { words } from '../../components/words.ts'
import { StepUp, wantsPassword } from '../account/step-up.tsx'
import { Pick } from '../enroll/parts.tsx'

type Typed = Readonly<Record<'name' | 'role' | 'routes' | 'days', string>>

export function NewMachineKeyDialog({
  onMade,
  onClose,
}: {
  readonly onMade: (made: MachineKeyMade) => void
  readonly onClose: () => void
}) {
  const [typed, setTyped] = useState<Typed>({ name: '', role: '', routes: '', days: '90' })
  const [tried, setTried] = useState(false)
  const making = useNewMachineKey()
  const faults = faultsOf(typed)
  const shown = tried ? faults : {}
  const make = () => making.mutate(wishOf(typed), { onSuccess: onMade })
  const save = (event: FormEvent) => {
    event.preventDefault()
    setTried(true)
    if (Object.values(faults).every((fault) => fault === undefined) && !making.isPending) make()
  }
  const entry = (name: keyof Typed) => ({
    autoCapitalize: 'none',
    spellCheck: false,
    value: typed[name],
    fault: shown[name],
    onType: (value: string) => setTyped({ ...typed, [name]: value }),
  })
  if (wantsPassword(making.error))
    return <StepUp what="make a machine key" onDone={make} onLeave={onClose} />
  const dirty = [typed.name, typed.role, typed.routes].some((text) => text !== '')
  return (
    <GuardedDialog title="New machine key" dirty={dirty} onClose={onClose}>
      {(leave) => (
        <form noValidate className="administered" onSubmit={save}>
          <div className="record-fields">
            <Entry
              label="Name"
              hint="Of the program, for example nightly-export"
              {...entry('name')}
            />
            <Pick
              label="Role"
              hint="It may do no more than somebody of this role"
              value={typed.role}
              fault={shown.role}
              options={machineRoles.map((role) => [role, words(role)])}
              onPick={entry('role').onType}
            />
            <Entry
              label="Routes"
              hint="One a line, as in the API’s contract: GET /api/export"
              long
              {...entry('routes')}
            />
            <Entry label="Days" hint={`Until it expires: 1 to ${longestKey}`} {...entry('days')} />
          </div>
          <Refused error={making.error} />
          <Foot saving={making.isPending} says="Make the key" onLeave={leave} />
        </form>
      )}
    </GuardedDialog>
  )
}

/** No machine lets others in. */
const machineRoles = roles.filter((role) => role !== 'administrator')

const routesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

const isRoute = (line: string): boolean => /^(GET|POST|PUT|DELETE) \/api\/\S+$/.test(line)

function faultsOf({ name, role, routes, days }: Typed): Partial<Typed> {
  const named = routesIn(routes)
  const none = named.find((line) => !isRoute(line))
  const isLength = /^\d{1,3}$/.test(days) && Number(days) >= 1 && Number(days) <= longestKey
  return {
    ...(/^[\w.-]{1,64}$/.test(name) ? {} : { name: 'must be 1 to 64 of letters, digits . _ -' }),
    ...(role === '' ? { role: 'is needed' } : {}),
    ...(named.length === 0 ? { routes: 'is needed' } : {}),
    ...(none === undefined ? {} : { routes: `“${none}” must be like GET /api/export` }),
    ...(isLength ? {} : { days: `must be a whole number from 1 to ${longestKey}` }),
  }
}

const wishOf = ({ name, role, routes, days }: Typed): NewMachineKey => ({
  name,
  // one of those that could be picked
  role: role as NewMachineKey['role'],
  routes: routesIn(routes),
  days: Number(days),
})
