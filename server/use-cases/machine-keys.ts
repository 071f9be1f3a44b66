/** Keys for machines: made and revoked by administrators, told once, good for what they name. */
import { canonicalText } from '../domain/canonical.ts'
import type { Shortfall } from '../domain/evidence.ts'
import { later } from '../domain/grants.ts'
import { isUsable, type MachineKey, type MachineKeys } from '../domain/machine-keys.ts'
import type { Role, Staff } from '../domain/records/index.ts'
import { CommitRefused } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import type { By } from './administration.ts'
import type { RowKeys } from './row-keys.ts'
import { type Identified, nobody } from './sign-in.ts'

export interface MachineKeysParts {
  readonly machineKeys: MachineKeys
  readonly rowKeys: RowKeys
  /** 256 random bits. */
  readonly newKey: () => string
  readonly hashOf: (key: string) => string
}

export interface NewMachineKey {
  readonly name: string
  readonly role: Role
  readonly routes: readonly string[]
  readonly days: number
}

/** Which key, as it was seen, and why it ends. */
export interface KeyWish {
  readonly machine_key: string
  readonly version: number
  readonly reason: string
}

export type KeyOutcome =
  | { readonly outcome: 'made'; readonly key: string }
  | { readonly outcome: 'done' }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

const day = 24 * 60 * 60_000

/** How many requests one key, or one address without a key that is known, may make in a minute. */
const perMinute = 120

/** Counted by the minute, and forgotten with it. */
function pacing() {
  let minute = ''
  let counts = new Map<string, number>()
  return {
    take(name: string, at: Instant): boolean {
      if (at.slice(0, 16) !== minute) {
        minute = at.slice(0, 16)
        counts = new Map()
      }
      const count = (counts.get(name) ?? 0) + 1
      counts.set(name, count)
      return count <= perMinute
    },
  }
}

export const machineKeeping = (parts: MachineKeysParts, pace = pacing()) => ({
  async list(at: Instant) {
    const all = await parts.machineKeys.all()
    return all.map((one) => ({
      machine_key: parts.rowKeys.keyOf('machine_keys', one.machine_key_id),
      version: one.version,
      name: one.name,
      role: one.role,
      routes: [...one.routes],
      made_at: one.made_at,
      expires_at: one.expires_at,
      revoked_at: one.revoked_at,
      usable: isUsable(one, at),
    }))
  },

  /**
   * @param open the routes that the role may use: no key opens more. The key is told this once.
   * @throws CommitRefused `key-reused` where another key was made under this Idempotency-Key
   */
  async make(wanted: NewMachineKey, open: ReadonlySet<string>, by: By): Promise<KeyOutcome> {
    const beyond = wanted.routes.filter((route) => !open.has(route))
    if (beyond.length > 0) return { outcome: 'refused', shortfall: tooMuch(beyond) }
    const { name, role, routes, days } = wanted
    const sent = by.idempotency?.key ?? by.at
    const machine_key_id = parts.rowKeys.idFor(by.actor.who, sent, 'machine_keys')
    const before = (await parts.machineKeys.all()).find(
      (one) => one.machine_key_id === machine_key_id,
    )
    if (before) return sentAgain(before, wanted)
    const key = parts.newKey()
    const made: MachineKey = {
      machine_key_id,
      name,
      role,
      routes,
      key_hash: parts.hashOf(key),
      made_by: by.actor.who,
      made_at: by.at,
      expires_at: later(by.at, days * day),
      revoked_at: null,
    }
    const { actor, at } = by
    await parts.machineKeys.put(made, { actor, at, reason: 'key made', replaces: 0 })
    return { outcome: 'made', key }
  },

  async revoke(wish: KeyWish, { actor, at }: By): Promise<KeyOutcome> {
    const all = await parts.machineKeys.all()
    const isIt = ({ machine_key_id }: MachineKey) =>
      parts.rowKeys.keyOf('machine_keys', machine_key_id) === wish.machine_key
    const found = all.find(isIt)
    if (!found) return { outcome: 'absent' }
    const { version, ...key } = found
    if (version !== wish.version) return { outcome: 'stale' }
    if (key.revoked_at !== null) return { outcome: 'done' }
    const by = { actor, at, reason: wish.reason, replaces: version }
    try {
      await parts.machineKeys.put({ ...key, revoked_at: at }, by)
    } catch (error) {
      if (error instanceof CommitRefused && error.reason === 'stale-version')
        return { outcome: 'stale' }
      throw error
    }
    return { outcome: 'done' }
  },

  /** Whose key this is, if it still opens anything. A machine is nobody on staff. */
  async identify(hash: string, address: string, at: Instant): Promise<Identified | 'too_many'> {
    const key = await parts.machineKeys.byHash(hash)
    if (!pace.take(key?.machine_key_id ?? `unknown from ${address}`, at)) return 'too_many'
    if (!key) return { outcome: 'unknown', was: nobody, reason: 'unknown-key' }
    const who = `machine:${key.name}`
    if (!isUsable(key, at)) {
      const reason = key.revoked_at === null ? 'key-expired' : 'key-revoked'
      return { outcome: 'unknown', was: { who, role: key.role }, reason }
    }
    return {
      outcome: 'known',
      signedIn: {
        session: sessionOf(key, hash, at),
        staff: staffOf(key, who),
        unfinished: null,
        grants: [],
        machine: { routes: key.routes },
      },
    }
  },
})

export type MachineKeeping = ReturnType<typeof machineKeeping>

const sessionOf = (key: MachineKey, token_hash: string, at: Instant) => ({
  token_hash,
  account_id: `machine:${key.machine_key_id}`,
  opened_at: at,
  seen_at: at,
  factor: null,
  address: null,
  client: null,
})

const staffOf = ({ name, role }: MachineKey, staff_id: string): Staff => ({
  staff_id,
  name,
  role,
  profession: null,
  npi: null,
  qualification: null,
  qualified_from: null,
  qualified_to: null,
  relationship: null,
  prescriber: null,
})

/** A key is told once: whoever asks again has lost it. */
function sentAgain({ name, role, routes, ...made }: MachineKey, wanted: NewMachineKey): KeyOutcome {
  const { days, ...rest } = wanted
  const isSame =
    canonicalText({ name, role, routes }) === canonicalText(rest) &&
    made.expires_at === later(made.made_at, days * day)
  if (!isSame) throw new CommitRefused('key-reused', 'another key was made under this key')
  return { outcome: 'refused', shortfall: toldBefore }
}

const toldBefore: Shortfall = {
  reason: 'told-before',
  message: 'This key was made already, and told then.',
  remedy: 'If it was not noted down: revoke it, and make another one.',
}

const tooMuch = (routes: readonly string[]): Shortfall => ({
  reason: 'beyond-role',
  message: `The role cannot use: ${routes.join(', ')}.`,
  remedy: 'Name routes that the role may use, as they stand in the contract.',
})
