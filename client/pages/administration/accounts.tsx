/** Accounts: one for a member of staff, made with a one-time password that is shown this once. */
import { useState } from 'react'
import type { AccountMade, AdministrationView } from '../../../server/contract/administration.ts'
import { Empty } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted, titled } from '../../components/words.ts'
import { AccountChange, NewAccountDialog } from './account-dialogs.tsx'
import { type Account, type Deed, deedWords } from './known.ts'
import { OneTimePassword } from './one-time-password.tsx'
import { SignInRule } from './sign-in-rule.tsx'

type Opened = 'new' | { readonly account: Account; readonly deed: Deed } | null

export function Accounts({ view }: { readonly view: AdministrationView }) {
  const [opened, setOpened] = useState<Opened>(null)
  const [made, setMade] = useState<AccountMade | null>(null)
  const close = () => setOpened(null)
  const done = (one: AccountMade | null) => {
    close()
    setMade(one)
  }
  const staff = new Map(view.staff.map(({ row }) => [row.staff_id, row]))
  return (
    <section className="stack" aria-label="Accounts">
      <p className="quiet">
        Whoever signs in has an account of their own. Disabling one ends its sessions at once.
      </p>
      <SignInRule accounts={view.accounts} />
      <div className="row">
        <span className="quiet">{counted(view.accounts.length, 'account')}</span>
        <button type="button" className="button primary" onClick={() => setOpened('new')}>
          <Glyph name="add" /> New account
        </button>
      </div>
      {view.accounts.length === 0 ? (
        <Empty>Accounts will be listed here. Add staff first, then an account for each.</Empty>
      ) : (
        <table>
          <thead>
            <tr>
              <th scope="col">Sign-in name</th>
              <th scope="col">Who</th>
              <th scope="col">Role</th>
              <th scope="col">State</th>
              <th scope="col">Second factor</th>
              <td />
            </tr>
          </thead>
          <tbody>
            {view.accounts.map((account) => (
              <tr key={account.account} className={account.disabled ? 'quiet' : ''}>
                <th scope="row">{account.sign_in_name}</th>
                <td>{staff.get(account.staff_id)?.name ?? '–'}</td>
                <td>{titled(staff.get(account.staff_id)?.role ?? '–')}</td>
                <td>{stateOf(account)}</td>
                <td>{account.second_factor ? 'set up' : 'none'}</td>
                <td className="does">
                  <Does account={account} onOpen={setOpened} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {opened === 'new' && <NewAccountDialog view={view} onMade={done} onClose={close} />}
      {opened !== null && opened !== 'new' && (
        <AccountChange {...opened} onDone={done} onClose={close} />
      )}
      {made && <OneTimePassword made={made} onClose={() => setMade(null)} />}
    </section>
  )
}

const stateOf = ({ disabled, one_time }: Account): string =>
  disabled ? 'disabled' : one_time ? 'one-time password not replaced yet' : 'in use'

function Does({
  account,
  onOpen,
}: {
  readonly account: Account
  readonly onOpen: (opened: Opened) => void
}) {
  const deeds: readonly Deed[] = account.disabled
    ? ['enable']
    : [...(account.second_factor ? (['factor'] as const) : []), 'reset', 'disable']
  return deeds.map((deed) => (
    <button key={deed} type="button" className="button" onClick={() => onOpen({ account, deed })}>
      {deedWords[deed]}
      <span className="hidden-visually"> {account.sign_in_name}</span>
    </button>
  ))
}
