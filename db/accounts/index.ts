/**
 * Who may sign in: kept in the registry, written by its one writer, each change with its audit event
 * in the same commit (record `accounts`).
 */
import { asc, eq, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Account, Accounts } from '../../server/domain/accounts.ts'
import { accounts } from '../schema/index.ts'
import { written } from '../store/commit.ts'

export { openCredentials } from './credentials.ts'
export { openGrants } from './grants.ts'
export { openMachineKeys } from './machine-keys.ts'
export { openSessions } from './sessions.ts'
export { openSwitches } from './switches.ts'

const fields = {
  account_id: accounts.account_id,
  staff_id: accounts.staff_id,
  sign_in_name: accounts.sign_in_name,
  password_hash: accounts.password_hash,
  disabled: accounts.disabled,
}
const bySignInName = query<Account>(fields, (db) =>
  db
    .select(fields)
    .from(accounts)
    .where(eq(accounts.sign_in_name, sql.placeholder('sign_in_name'))),
)
const byId = query<Account>(fields, (db) =>
  db
    .select(fields)
    .from(accounts)
    .where(eq(accounts.account_id, sql.placeholder('account_id')))
    .orderBy(asc(accounts.account_id)),
)
const counted = query<{ accounts: number }>({}, (db) =>
  db.select({ accounts: sql<number>`count(*)`.as('accounts') }).from(accounts),
)
const everyone = query<Account>(fields, (db) =>
  db.select(fields).from(accounts).orderBy(asc(accounts.sign_in_name)),
)

const everyVersion = query<{ account_id: string; version: number }>(
  { account_id: accounts.account_id, version: accounts.version },
  (db) => db.select({ account_id: accounts.account_id, version: accounts.version }).from(accounts),
)

/** The accounts of a registry. Names are kept in lower case: Ada and ada are one person. */
export function openAccounts(store: Pick<Store, 'reading' | 'writing'>): Accounts {
  return {
    bySignInName: (name) =>
      store.reading((session) => session.row(bySignInName, { sign_in_name: nameKept(name) })),
    byId: (account_id) => store.reading((session) => session.row(byId, { account_id })),
    count: async () => (await store.reading((session) => session.row(counted)))?.accounts ?? 0,
    all: () => store.reading((session) => session.rows(everyone)),
    versions: async () => {
      const rows = await store.reading((session) => session.rows(everyVersion))
      return new Map(rows.map(({ account_id, version }) => [account_id, version]))
    },
    put: async (account, { replaces, ...by }) => {
      const row = { ...account, sign_in_name: nameKept(account.sign_in_name) }
      await store.writing((session) =>
        written(session, by, (put) => put('accounts', row, replaces)),
      )
    },
  }
}

const nameKept = (name: string): string => name.normalize('NFC').toLowerCase()
