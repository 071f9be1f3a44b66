/** Rights for a time, kept in the registry: each change with its audit event in the same commit. */
import { desc, eq, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Grant, Grants } from '../../server/domain/grants.ts'
import { CommitRefused } from '../../server/domain/registry.ts'
import { grants } from '../schema/index.ts'
import { written } from '../store/commit.ts'
import { columnsIn, kept } from '../store/kept.ts'

const fields = columnsIn(grants, kept.grants.columns)
const withVersion = { ...fields, version: grants.version }

const everything = query<Grant>(fields, (db) =>
  db.select(fields).from(grants).orderBy(desc(grants.granted_at), desc(grants.grant_id)),
)
const ofPerson = query<Grant>(fields, (db) =>
  db
    .select(fields)
    .from(grants)
    .where(eq(grants.granted_to, sql.placeholder('granted_to')))
    .orderBy(desc(grants.granted_at), desc(grants.grant_id)),
)
const one = query<Grant & { readonly version: number }>(withVersion, (db) =>
  db
    .select(withVersion)
    .from(grants)
    .where(eq(grants.grant_id, sql.placeholder('grant_id'))),
)

export function openGrants(store: Pick<Store, 'reading' | 'writing'>): Grants {
  return {
    all: () => store.reading((session) => session.rows(everything)),
    of: (granted_to) => store.reading((session) => session.rows(ofPerson, { granted_to })),
    byId: async (grant_id) => {
      const found = await store.reading((session) => session.row(one, { grant_id }))
      if (!found) return undefined
      const { version, ...grant } = found
      return { grant, version }
    },
    put: async (grant, { replaces, ...by }) => {
      if (grant.scope.length === 0)
        throw new CommitRefused('broken-constraint', 'a grant names at least one patient')
      await store.writing((session) =>
        written(session, by, (put) => put('grants', { ...grant }, replaces)),
      )
    },
  }
}
