/** Keys for machines: for the routes that they name, under one role, until they expire. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MachineKeyView } from '../../../server/contract/machine-keys.ts'
import { machineKeysQuery } from '../../api/machine-keys.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted, shownMoment, titled } from '../../components/words.ts'
import { EndMachineKey } from './end-machine-key.tsx'
import { NewMachineKeyDialog } from './new-machine-key.tsx'
import { ToldOnce } from './told-once.tsx'

type Opened =
  | { readonly what: 'new' }
  | { readonly what: 'made'; readonly key: string }
  | { readonly what: 'end'; readonly one: MachineKeyView }

export function MachineKeys() {
  const { data, isError, isPending, error, refetch } = useQuery(machineKeysQuery)
  const [opened, setOpened] = useState<Opened | null>(null)
  const close = () => setOpened(null)
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the machine keys" />
  const { keys } = data
  return (
    <section className="stack" aria-label="Machine keys">
      <p className="quiet">
        A program signs in with a key of its own. It opens the routes that it names, as its role
        may, until it expires or is ended.
      </p>
      <div className="row">
        <span className="quiet">{counted(keys.length, 'key')}</span>
        <button type="button" className="button primary" onClick={() => setOpened({ what: 'new' })}>
          <Glyph name="add" /> New machine key
        </button>
      </div>
      {keys.length === 0 ? (
        <Empty>Keys of programs will be listed here. No program can sign in yet.</Empty>
      ) : (
        <Listed keys={keys} onEnd={(one) => setOpened({ what: 'end', one })} />
      )}
      {opened?.what === 'new' && (
        <NewMachineKeyDialog
          onMade={({ key }) => setOpened({ what: 'made', key })}
          onClose={close}
        />
      )}
      {opened?.what === 'made' && (
        <ToldOnce title="Machine key" secret={opened.key} says="I have kept it" onClose={close}>
          <p>
            It is shown this once; keep it where the program keeps its secrets. The program sends it
            as <code>Authorization: Bearer</code>, a space, and the key.
          </p>
        </ToldOnce>
      )}
      {opened?.what === 'end' && <EndMachineKey one={opened.one} onClose={close} />}
    </section>
  )
}

function Listed({
  keys,
  onEnd,
}: {
  readonly keys: readonly MachineKeyView[]
  readonly onEnd: (one: MachineKeyView) => void
}) {
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">Name</th>
          <th scope="col">Role</th>
          <th scope="col">Opens</th>
          <th scope="col">Made</th>
          <th scope="col">Expires</th>
          <th scope="col">State</th>
          <td />
        </tr>
      </thead>
      <tbody>
        {keys.map((one) => (
          <tr key={one.machine_key} className={one.usable ? '' : 'quiet'}>
            <th scope="row">{one.name}</th>
            <td>{titled(one.role)}</td>
            <td title={one.routes.join('\n')}>{one.routes.join(', ')}</td>
            <td>{shownMoment(one.made_at)}</td>
            <td>{shownMoment(one.expires_at)}</td>
            <td>{stateOf(one)}</td>
            <td className="does">
              {one.usable && (
                <button type="button" className="button" onClick={() => onEnd(one)}>
                  End<span className="hidden-visually"> the key {one.name}</span>
                </button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const stateOf = ({ usable, revoked_at }: MachineKeyView): string => {
  if (revoked_at !== null) return `ended ${shownMoment(revoked_at)}`
  return usable ? 'in use' : 'expired'
}
