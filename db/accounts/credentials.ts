/** Second factors, kept in the registry: each change with its audit event in the same commit. */
import { and, asc, eq, isNull, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Credential, Credentials } from '../../server/domain/accounts.ts'
import { credentials } from '../schema/index.ts'
import { written } from '../store/commit.ts'
import { columnsIn, kept } from '../store/kept.ts'

const fields = columnsIn(credentials, kept.credentials.columns)
const inUse = isNull(credentials.ended_at)

const ofAccount = query<Credential>(fields, (db) =>
  db
    .select(fields)
    .from(credentials)
    .where(and(eq(credentials.account_id, sql.placeholder('account_id')), inUse))
    .orderBy(asc(credentials.added_at), asc(credentials.credential_id)),
)
const everything = query<Credential>(fields, (db) =>
  db.select(fields).from(credentials).where(inUse).orderBy(asc(credentials.credential_id)),
)

export const openCredentials = (store: Pick<Store, 'reading' | 'writing'>): Credentials => ({
  of: (account_id) => store.reading((session) => session.rows(ofAccount, { account_id })),
  all: () => store.reading((session) => session.rows(everything)),
  put: async (changed, by) => {
    await store.writing((session) =>
      written(session, by, async (put) => {
        for (const one of changed) await put('credentials', { ...one })
      }),
    )
  },
})
