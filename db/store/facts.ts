/** Facts about the registry itself, each said once, and how many rows it holds. */

import { count, eq, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import { type RecordName, recordNames } from '../../server/domain/records/index.ts'
import { registry_facts } from '../schema/index.ts'
import { tables } from '../schema/tables.ts'
import { insertInto } from './kept.ts'
import { randomHandle } from './pen.ts'

/** `row_secret`: what the names of rows in addresses are keyed with; it never leaves the server. */
export type Fact = 'registry_id' | 'demo' | 'row_secret'

export interface Facts {
  fact(key: Fact): Promise<string | undefined>
  /** Says a fact. A fact that was said before stays as it is. */
  state(key: Fact, value: string): Promise<void>
  /** How many rows each record has. */
  counts(): Promise<Readonly<Record<RecordName, number>>>
}

const saidOf = query<{ value: string }>({ value: registry_facts.value }, (db) =>
  db
    .select({ value: registry_facts.value })
    .from(registry_facts)
    .where(eq(registry_facts.key, sql.placeholder('key'))),
)
const addFact = insertInto(registry_facts)

export function factsIn(store: Store): Facts {
  const fact = (key: Fact) =>
    store.reading(async (session) => (await session.row(saidOf, { key }))?.value)
  const state = (key: Fact, value: string) =>
    store.writing(async (session) => {
      if ((await session.row(saidOf, { key })) === undefined)
        await session.run(addFact, { key, value })
    })
  const counts = () =>
    store.reading(async ({ db }) => {
      const counted: [RecordName, number][] = []
      for (const name of recordNames) {
        const [row] = await db.select({ rows: count() }).from(tables[name])
        counted.push([name, Number(row?.rows ?? 0)])
      }
      return Object.fromEntries(counted) as Record<RecordName, number> // one for each of recordNames
    })
  return { fact, state, counts }
}

/**
 * Gives a new registry its id, by which its audit chain and its backups are known, and the secret
 * that keys the names of its rows.
 */
export async function identify(facts: Facts): Promise<void> {
  if ((await facts.fact('registry_id')) === undefined)
    await facts.state('registry_id', randomHandle())
  if ((await facts.fact('row_secret')) === undefined)
    await facts.state('row_secret', randomHandle() + randomHandle())
}

/** The secret that keys the names of rows. @throws Error where the registry was never identified */
export async function rowSecretOf(facts: Pick<Facts, 'fact'>): Promise<string> {
  const secret = await facts.fact('row_secret')
  if (secret === undefined) throw new Error('the registry has no secret for the names of its rows')
  return secret
}
