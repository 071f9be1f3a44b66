/** Letting people in and keeping them out: accounts, one-time passwords, open sessions. */
import {
  type Account,
  type Accounts,
  type Credentials,
  oneTimeHash,
  type Sessions,
  type Switches,
} from '../domain/accounts.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { CommitRefused, type Registry } from '../domain/registry.ts'
import { isOpen } from '../domain/sessions.ts'
import type { Instant } from '../domain/zone.ts'
import { accountsSeen, type By, lastOne, remainingWithout } from './administration.ts'
import { endedAt } from './own-factors.ts'
import { type Handles, staffMember } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import type { Passwords, SignedIn } from './sign-in.ts'

export interface AccountsParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly rowKeys: RowKeys
  readonly accounts: Accounts
  readonly credentials: Credentials
  readonly switches: Switches
  readonly sessions: Sessions
  readonly passwords: Passwords
  /** Random, long enough to hold until its owner has chosen another. */
  readonly newPassword: () => string
}

type Seen = Awaited<ReturnType<typeof accountsSeen>>[number]
export type AccountOutcome =
  | { readonly outcome: 'kept'; readonly account: Seen }
  /** The password is told this once: only its hash is kept. */
  | { readonly outcome: 'made'; readonly account: Seen; readonly one_time_password: string }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

/** An account as it was seen, and why it shall change. */
export interface AccountWish {
  readonly account: string
  readonly version: number
  readonly reason: string
}

export const accountKeeping = (parts: AccountsParts) => ({
  /**
   * @param staff a handle. @throws CommitRefused `duplicate` where the name is taken, `key-reused`
   * where another account was made under this Idempotency-Key
   */
  async make(staff: string, sign_in_name: string, by: By): Promise<AccountOutcome> {
    const staff_id = await parts.handles.idOfHandle('staff', staff)
    if (staff_id === undefined) return { outcome: 'absent' }
    const all = await parts.accounts.all()
    const account_id = parts.rowKeys.idFor(by.actor.who, by.idempotency?.key ?? by.at, 'accounts')
    const before = all.find((one) => one.account_id === account_id)
    if (before && (before.staff_id !== staff_id || before.sign_in_name !== sign_in_name))
      throw new CommitRefused('key-reused', 'another account was made under this key')
    if (all.some((one) => one.staff_id === staff_id))
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
    { account, version, reason }: AccountWish,
    disabled: boolean,
    by: By,
  ): Promise<AccountOutcome> {
    const found = await named(parts, account, version)
    if (typeof found === 'string') return { outcome: found }
    if (disabled && (await isLastAdministrator(parts, found)))
      return { outcome: 'refused', shortfall: lastOne }
    const changed = { ...found, disabled }
    await parts.accounts.put(changed, { ...by, reason, replaces: version })
    if (disabled) await parts.sessions.endAll(found.account_id, null)
    return { outcome: 'kept', account: await seen(parts, changed) }
  },

  /** For who has forgotten theirs: whatever was open under the old one ends. */
  async reset({ account, version, reason }: AccountWish, by: By): Promise<AccountOutcome> {
    const found = await named(parts, account, version)
    if (typeof found === 'string') return { outcome: found }
    const made = await withOneTime(parts, found, { ...by, reason, replaces: version })
    await parts.sessions.endAll(found.account_id, null)
    return made
  },

  /** For who has lost theirs: every factor and recovery code of the account ends, and its sessions. */
  async resetFactor({ account, version, reason }: AccountWish, by: By): Promise<AccountOutcome> {
    const found = await named(parts, account, version)
    if (typeof found === 'string') return { outcome: found }
    const all = await parts.credentials.of(found.account_id)
    await parts.credentials.put(all.map(endedAt(by.at)), { ...by, reason })
    await parts.sessions.endAll(found.account_id, null)
    return { outcome: 'kept', account: await seen(parts, found) }
  },

  async rules() {
    const kept = await parts.switches.read('second_factor')
    const second_factor = kept?.value === 'required' ? 'required' : 'offered'
    return { second_factor, version: kept?.version ?? 0 } as const
  },

  /** @throws CommitRefused `stale-version` */
  async changeRules(
    second_factor: 'offered' | 'required',
    { version, reason }: Pick<AccountWish, 'version' | 'reason'>,
    by: By,
  ): Promise<void> {
    await parts.switches.put('second_factor', second_factor, { ...by, reason, replaces: version })
    if (second_factor !== 'required') return
    // whoever came in by the organization's provider comes again, and shows what is required now
    for (const { factor, token_hash } of await parts.sessions.all())
      if (factor === 'provider') await parts.sessions.end(token_hash)
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
  by: By & { readonly reason: string; readonly replaces?: number },
): Promise<AccountOutcome> {
  const one_time_password = parts.newPassword()
  const password_hash = oneTimeHash(await parts.passwords.hash(one_time_password))
  const made = { ...account, password_hash }
  await parts.accounts.put(made, by)
  return { outcome: 'made', account: await seen(parts, made), one_time_password }
}

/** The account that a key names, where its version is the one that was seen. */
async function named(
  { accounts, rowKeys }: AccountsParts,
  key: string,
  version: number,
): Promise<Account | 'absent' | 'stale'> {
  const all = await accounts.all()
  const found = all.find(({ account_id }) => rowKeys.keyOf('accounts', account_id) === key)
  if (!found) return 'absent'
  return (await accounts.versions()).get(found.account_id) === version ? found : 'stale'
}

async function seen(parts: AccountsParts, { account_id }: Account): Promise<Seen> {
  const key = parts.rowKeys.keyOf('accounts', account_id)
  const found = (await accountsSeen(parts)).find(({ account }) => account === key)
  if (!found) throw new Error('an account that was kept is not there')
  return found
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
