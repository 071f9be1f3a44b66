import { readFileSync } from 'node:fs'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { openAccounts, openSessions } from '../../db/accounts/index.ts'
import { examine } from '../../db/verify/index.ts'
import type { Account, Session } from '../../server/domain/accounts.ts'
import { instant } from '../../server/domain/zone.ts'
import { verify } from '../../server/use-cases/verify.ts'
import { freshUrl, reopened } from '../support/registries.ts'
import { aHouse } from '../support/rows.ts'

const by = {
  actor: { who: 'adm-1', role: 'administrator' },
  at: instant('2026-11-21T10:00:00.000Z'),
  reason: 'joined',
} as const
const ada: Account = {
  account_id: 'a-1',
  staff_id: 'cm1',
  sign_in_name: 'ada',
  password_hash: '$argon2id$v=19$one',
  disabled: false,
}

/** Accounts of a registry that knows cm1 and pc1. */
async function someAccounts(url = freshUrl()) {
  const registry = await reopened(url)
  await registry.commit({ ...by, changes: aHouse })
  return { registry, url, accounts: openAccounts(registry.store) }
}

describe('accounts', () => {
  test('are found by name in any case, and by id; nobody else is', async () => {
    const { accounts } = await someAccounts()
    await accounts.put({ ...ada, sign_in_name: 'Ada' }, by)
    expect(await accounts.bySignInName('ADA')).toEqual(ada)
    expect(await accounts.byId('a-1')).toEqual(ada)
    expect(await accounts.bySignInName('ad')).toBeUndefined()
    expect(await accounts.byId('a-2')).toBeUndefined()
    expect(await accounts.count()).toBe(1)
  })

  test('each change is in the audit chain, with who, when and why', async () => {
    const { accounts, registry } = await someAccounts()
    await accounts.put(ada, by)
    await accounts.put({ ...ada, disabled: true }, { ...by, reason: 'left' })
    await accounts.put({ ...ada, disabled: true }, { ...by, reason: 'said twice' })
    const trail = (await registry.auditTrail()).slice(aHouse.length)
    expect(trail).toMatchObject([
      {
        record: 'accounts',
        id: 'a-1',
        action: 'added',
        version: 1,
        reason: 'joined',
        who: 'adm-1',
      },
      { record: 'accounts', id: 'a-1', action: 'amended', version: 2, reason: 'left' },
    ])
    expect(trail).toHaveLength(2)
    expect((await accounts.byId('a-1'))?.disabled).toBe(true)
  })

  test('a name that is taken is refused, in whatever case, and nothing is written', async () => {
    const { accounts, registry } = await someAccounts()
    await accounts.put(ada, by)
    const other = { ...ada, account_id: 'a-2', staff_id: 'pc1', sign_in_name: 'ADA' }
    await expect(accounts.put(other, by)).rejects.toMatchObject({
      name: 'CommitRefused',
      reason: 'duplicate',
    })
    expect(await accounts.count()).toBe(1)
    expect(await registry.auditTrail()).toHaveLength(aHouse.length + 1)
  })

  test('an account of nobody in staff is refused', async () => {
    const { accounts } = await someAccounts()
    await expect(accounts.put({ ...ada, staff_id: 'nobody' }, by)).rejects.toMatchObject({
      reason: 'dangling-reference',
    })
  })

  test('one that is switched on again past the registry is found', async () => {
    const { accounts, url } = await someAccounts()
    await accounts.put({ ...ada, disabled: true }, by)
    const client = new Database(url.slice('file:'.length))
    client.exec('drop trigger accounts_next_version_only; update accounts set disabled = 0')
    client.close()
    expect(await verify(await examine(url))).toMatchObject({ place: 'accounts a-1, version 1' })
  })
})

describe('sessions', () => {
  const token = (letter: string) => letter.repeat(64)
  const session = (letter: string, opened: string, seen = opened): Session => ({
    token_hash: token(letter),
    account_id: 'a-1',
    opened_at: instant(opened),
    seen_at: instant(seen),
    factor: null,
    address: '10.0.0.1',
    client: null,
  })
  const morning = '2026-11-21T08:00:00.000Z'

  async function someSessions() {
    const url = freshUrl()
    const sessions = await openSessions(url)
    const file = url.slice('file:'.length).replace('.db', '.sessions.db')
    const held = (): number => {
      const client = new Database(file, { readonly: true })
      const count = client.prepare('select count(*) from sessions').pluck().get()
      client.close()
      return Number(count)
    }
    return { sessions, held, url, file }
  }

  test('are found by the hash of their token only', async () => {
    const { sessions } = await someSessions()
    await sessions.open(session('a', morning))
    expect(await sessions.find(token('a'))).toEqual(session('a', morning))
    expect(await sessions.find(token('b'))).toBeUndefined()
    expect(await sessions.find('a')).toBeUndefined()
    expect(await sessions.find('')).toBeUndefined()
    await sessions.close()
  })

  test('know when they were seen, are gone when ended, and outlive a restart', async () => {
    const { sessions, url, held } = await someSessions()
    await sessions.open(session('a', morning))
    await sessions.open(session('b', morning))
    await sessions.seen(token('a'), instant('2026-11-21T08:10:00.000Z'))
    await sessions.end(token('b'))
    await sessions.close()
    const again = await openSessions(url)
    const seen = session('a', morning, '2026-11-21T08:10:00.000Z')
    expect(await again.find(token('a'))).toEqual(seen)
    expect(await again.find(token('b'))).toBeUndefined()
    expect(held()).toBe(1)
    await again.close()
  })

  test.for<[what: string, opened: string, seen: string, stays: boolean]>([
    ['seen 14 minutes ago', '2026-11-21T11:00:00.000Z', '2026-11-21T11:46:00.000Z', true],
    ['seen 15 minutes ago', '2026-11-21T11:00:00.000Z', '2026-11-21T11:45:00.000Z', false],
    ['opened almost 12 hours ago', '2026-11-21T00:00:00.001Z', '2026-11-21T11:59:00.000Z', true],
    ['opened 12 hours ago', '2026-11-21T00:00:00.000Z', '2026-11-21T11:59:00.000Z', false],
  ])('at the next sign-in, one %s', async ([, opened, seen, stays]) => {
    const { sessions } = await someSessions()
    await sessions.open(session('a', opened, seen))
    await sessions.open(session('b', '2026-11-21T12:00:00.000Z'))
    expect((await sessions.find(token('a'))) !== undefined).toBe(stays)
    expect(await sessions.find(token('b'))).toBeDefined()
    await sessions.close()
  })

  test('a token that comes up twice is a fault, not another person signed in', async () => {
    const { sessions } = await someSessions()
    await sessions.open(session('a', morning))
    await expect(sessions.open({ ...session('a', morning), account_id: 'a-2' })).rejects.toThrow()
    expect((await sessions.find(token('a')))?.account_id).toBe('a-1')
    await sessions.close()
  })

  test('stand in no file of the registry', async () => {
    const { url } = await someAccounts()
    const sessions = await openSessions(url)
    await sessions.open(session('a', morning))
    const registry = readFileSync(url.slice('file:'.length))
    expect(registry.includes(Buffer.from(token('a'), 'hex'))).toBe(false)
    await sessions.close()
  })
})
