/** Letting people in and keeping them out: accounts, one-time passwords, open sessions. */
import { type Account, type Accounts, oneTimeHash, type Sessions } from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import type { Registry } from '../domain/registry.ts'
import { isOpen } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import { accountSeen, type By, lastOne, remainingWithout } from './administration.ts'
import { type Handles, staffMember } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import type { Passwords, SignedIn } from './sign-in.ts'

export interface AccountsParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly rowKeys: RowKeys
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly passwords: Passwords
  /** Random, long enough to hold until its owner has chosen another. */
  readonly newPassword: () => string
}

type Seen = ReturnType<typeof accountSeen>
export type AccountOutcome =
  | { readonly outcome: 'kept'; readonly account: Seen }
  /** The password is told this once: only its hash is kept. */
  | { readonly outcome: 'made'; readonly account: Seen; readonly one_time_password: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

export const accountKeeping = (parts: AccountsParts) => ({
  /** @param staff a handle. @throws CommitRefused `duplicate` where the name is taken */
  async make(staff: string, sign_in_name: string, by: By): Promise<AccountOutcome> {
    const staff_id = await parts.handles.idOfHandle('staff', staff)
    if (staff_id === undefined) return { outcome: 'absent' }
    const all = await parts.accounts.all()
    const account_id = parts.rowKeys.idFor(by.actor.who, by.idempotency?.key ?? by.at, 'accounts')
    if (all.some((one) => one.staff_id === staff_id || one.account_id === account_id))
      return { outcome: 'refused', shortfall: hasOne }
    return withOneTime(
      parts,
      { account_id, staff_id, sign_in_name, disabled: false },
      {
        ...by,
        reason: 'account made',
      },
    )
  },

  async change(
    account: string,
    { disabled, reason }: { readonly disabled: boolean; readonly reason: string },
    by: By,
  ): Promise<AccountOutcome> {
    const found = await named(parts, account)
    if (!found) return { outcome: 'absent' }
    if (disabled && (await isLastAdministrator(parts, found)))
      return { outcome: 'refused', shortfall: lastOne }
    const changed = { ...found, disabled }
    await parts.accounts.put(changed, { ...by, reason })
    if (disabled) await parts.sessions.endAll(found.account_id, null)
    return { outcome: 'kept', account: accountSeen(parts, changed) }
  },

  /** For who has forgotten theirs: whatever was open under the old one ends. */
  async reset(account: string, reason: string, by: By): Promise<AccountOutcome> {
    const found = await named(parts, account)
    if (!found) return { outcome: 'absent' }
    const made = await withOneTime(parts, found, { ...by, reason })
    await parts.sessions.endAll(found.account_id, null)
    return made
  },

  async sessions(asking: SignedIn, at: Instant) {
    const accounts = new Map((await parts.accounts.all()).map((one) => [one.account_id, one]))
    const shown = []
    for (const session of await parts.sessions.all()) {
      const account = accounts.get(session.account_id)
      const staff = account && (await staffMember(parts.registry, account.staff_id))
      if (!account || !staff || !isOpen(session, at)) continue
      shown.push({
        session: parts.rowKeys.keyOf('sessions', session.token_hash),
        name: staff.name,
        role: staff.role,
        sign_in_name: account.sign_in_name,
        opened_at: session.opened_at,
        seen_at: session.seen_at,
        own: session.token_hash === asking.session.token_hash,
      })
    }
    return { sessions: shown }
  },

  /** @returns false where there is no such session */
  async end(session: string): Promise<boolean> {
    const all = await parts.sessions.all()
    const found = all.find((one) => parts.rowKeys.keyOf('sessions', one.token_hash) === session)
    if (found) await parts.sessions.end(found.token_hash)
    return found !== undefined
  },
})

export type AccountKeeping = ReturnType<typeof accountKeeping>

async function withOneTime(
  parts: AccountsParts,
  account: Omit<Account, 'password_hash'>,
  by: By & { readonly reason: string },
): Promise<AccountOutcome> {
  const one_time_password = parts.newPassword()
  const password_hash = oneTimeHash(await parts.passwords.hash(one_time_password))
  const made = { ...account, password_hash }
  await parts.accounts.put(made, by)
  return { outcome: 'made', account: accountSeen(parts, made), one_time_password }
}

async function named({ accounts, rowKeys }: AccountsParts, key: string) {
  const all = await accounts.all()
  return all.find(({ account_id }) => rowKeys.keyOf('accounts', account_id) === key)
}

async function isLastAdministrator(parts: AccountsParts, { staff_id }: Account): Promise<boolean> {
  const staff = await staffMember(parts.registry, staff_id)
  return staff?.role === 'administrator' && (await remainingWithout(parts, staff_id)) === 0
}

const hasOne: Shortfall = {
  reason: 'has-account',
  message: 'This person has an account already.',
  remedy: 'Enable it again, or give it a new one-time password.',
}
