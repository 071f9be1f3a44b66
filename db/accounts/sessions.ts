/** The sessions that are open, in a file of their own: `registry.sessions.db`. */
import { basename, dirname, join } from 'node:path'
import { and, desc, eq, lte, ne, or, sql } from 'drizzle-orm'
import { command, openStore, query } from '#dialect'
import type { Session, Sessions } from '../../server/domain/accounts.ts'
import { absoluteLimit, idleLimit } from '../../server/domain/sessions.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { databaseFile } from '../database-file.ts'
import { factor_uses, sessions } from './sessions-schema.ts'

const value = sql.placeholder

const fields = {
  token_hash: sessions.token_hash,
  account_id: sessions.account_id,
  opened_at: sessions.opened_at,
  seen_at: sessions.seen_at,
  factor: sql<Session['factor']>`${sessions.factor}`.as('factor'),
  address: sessions.address,
  client: sessions.client,
}
type Kept = Omit<Session, 'token_hash'> & { readonly token_hash: Buffer }

const add = command((db) =>
  db.insert(sessions).values({
    token_hash: value('token_hash'),
    account_id: value('account_id'),
    opened_at: value('opened_at'),
    seen_at: value('seen_at'),
    factor: value('factor'),
    address: value('address'),
    client: value('client'),
  }),
)
const byToken = query<Kept>(fields, (db) =>
  db
    .select(fields)
    .from(sessions)
    .where(eq(sessions.token_hash, value('token_hash'))),
)
const noteSeen = command((db) =>
  db
    .update(sessions)
    .set({ seen_at: sql`${value('seen_at')}` })
    .where(eq(sessions.token_hash, value('token_hash'))),
)
const remove = command((db) =>
  db.delete(sessions).where(eq(sessions.token_hash, value('token_hash'))),
)
const everySession = query<Kept>(fields, (db) =>
  db.select(fields).from(sessions).orderBy(desc(sessions.seen_at)),
)
const removeOthers = command((db) =>
  db
    .delete(sessions)
    .where(
      and(eq(sessions.account_id, value('account_id')), ne(sessions.token_hash, value('but'))),
    ),
)
const removeExpired = command((db) =>
  db
    .delete(sessions)
    .where(
      or(lte(sessions.opened_at, value('opened_by')), lte(sessions.seen_at, value('seen_by'))),
    ),
)

const usedBefore = query<{ used: number }>({ used: factor_uses.used }, (db) =>
  db
    .select({ used: factor_uses.used })
    .from(factor_uses)
    .where(eq(factor_uses.credential_id, value('credential_id'))),
)
const noteUse = command((db) =>
  db
    .insert(factor_uses)
    .values({ credential_id: value('credential_id'), used: value('used') })
    .onConflictDoUpdate({
      target: factor_uses.credential_id,
      set: { used: sql`excluded.used` },
    }),
)

/** `data/registry.db` has its sessions in `data/registry.sessions.db`. */
export const sessionsFile = (registryFile: string): string =>
  join(dirname(registryFile), `${basename(registryFile).replace(/\.db$/, '')}.sessions.db`)

/** A session that cannot be guarded: rows here come and go. */
const guarded = { versioned: [], appendOnly: [], archive: sessions }

/**
 * Opens the sessions beside a registry. Each time one begins, all that have expired by then are
 * swept out: who never signs out leaves nothing behind for longer than until the next sign-in.
 *
 * @param url of the registry: `file:data/registry.db`
 */
export async function openSessions(url: string): Promise<Sessions> {
  const store = await openStore(sessionsFile(databaseFile(url)), {
    guarded,
    form: 'sqlite-sessions',
  })
  const bytes = (tokenHash: string) => ({ token_hash: Buffer.from(tokenHash, 'hex') })
  return {
    open: ({ token_hash, ...session }) =>
      store.writing(async (rows) => {
        await rows.run(removeExpired, expiredAt(session.opened_at))
        await rows.run(add, { ...session, ...bytes(token_hash) })
      }),
    find: async (tokenHash) => {
      const kept = await store.reading((rows) => rows.row(byToken, bytes(tokenHash)))
      return kept && { ...kept, token_hash: kept.token_hash.toString('hex') }
    },
    seen: (tokenHash, at) =>
      store.writing((rows) => rows.run(noteSeen, { ...bytes(tokenHash), seen_at: at })),
    noteFactor: (credential_id, used) =>
      store.writing(async (rows) => {
        const before = await rows.row(usedBefore, { credential_id })
        if (before && before.used >= Math.max(used, 1)) return false
        if (used > 0) await rows.run(noteUse, { credential_id, used })
        return true
      }),
    end: (tokenHash) => store.writing((rows) => rows.run(remove, bytes(tokenHash))),
    all: async () => {
      const kept = await store.reading((rows) => rows.rows(everySession))
      return kept.map((one) => ({ ...one, token_hash: one.token_hash.toString('hex') }))
    },
    endAll: (account_id, but) =>
      store.writing((rows) =>
        rows.run(removeOthers, { account_id, but: Buffer.from(but ?? '', 'hex') }),
      ),
    close: () => store.close(),
  }
}

/** Opened by the one or last seen by the other: such a session is over. */
function expiredAt(now: Instant) {
  const ago = (milliseconds: number) => new Date(Date.parse(now) - milliseconds).toISOString()
  return { opened_by: ago(absoluteLimit), seen_by: ago(idleLimit) }
}
