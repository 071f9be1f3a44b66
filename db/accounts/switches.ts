/** What an administrator has decided for everybody. */
import { eq, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Switches } from '../../server/domain/accounts.ts'
import { switches } from '../schema/index.ts'
import { written } from '../store/commit.ts'

const fields = { value: switches.value, version: switches.version }
const one = query<{ value: string; version: number }>(fields, (db) =>
  db
    .select(fields)
    .from(switches)
    .where(eq(switches.name, sql.placeholder('name'))),
)

export const openSwitches = (store: Pick<Store, 'reading' | 'writing'>): Switches => ({
  read: (name) => store.reading((session) => session.row(one, { name })),
  put: async (name, value, { replaces, ...by }) => {
    await store.writing((session) =>
      written(session, by, (put) => put('switches', { name, value }, replaces)),
    )
  },
})
