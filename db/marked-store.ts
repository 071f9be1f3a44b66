/** A registry's store that keeps its high-water mark: how far the audit chain had come. */
import { eq, sql } from 'drizzle-orm'
import { query, type Session, type Store } from '#dialect'
import { type Head, type Marked, openMark } from './mark.ts'
import { audit_events, registry_facts } from './schema/index.ts'
import { chainEnd } from './store/audit.ts'

const hashFields = { hash: audit_events.hash }
const eventHash = query<{ hash: Buffer }>(hashFields, (db) =>
  db
    .select(hashFields)
    .from(audit_events)
    .where(eq(audit_events.seq, sql.placeholder('seq'))),
)
const factFields = { value: registry_facts.value }
const registryId = query<{ value: string }>(factFields, (db) =>
  db.select(factFields).from(registry_facts).where(eq(registry_facts.key, 'registry_id')),
)

/** The audit chain behind a session, as its mark knows it. */
export async function chainOf(session: Session, file: string): Promise<Marked> {
  return {
    file,
    chain: (await session.row(registryId))?.value ?? 'registry',
    hashAt: async (seq) => (await session.row(eventHash, { seq }))?.hash.toString('hex'),
  }
}

/** Writes the mark after each commit that is on the disk; what was marked and is gone is set aside. */
export async function withMark(store: Store, file: string): Promise<Store> {
  const mark = await store.reading(async (session) => openMark(await chainOf(session, file)))
  return {
    ...store,
    writing: async (work, alone) => {
      let head: Head | undefined
      const value = await store.writing(async (session) => {
        const done = await work(session)
        head = await chainEnd(session)
        return done
      }, alone)
      if (head && head.seq > 0) mark.write(head)
      return value
    },
    close: async () => {
      await store.close()
      mark.close()
    },
  }
}
