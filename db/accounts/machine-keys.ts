/** Machines' ways in, kept in the registry: each change with its audit event in the same commit. */
import { asc, eq, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { MachineKey, MachineKeySeen, MachineKeys } from '../../server/domain/machine-keys.ts'
import { machine_keys } from '../schema/index.ts'
import { written } from '../store/commit.ts'
import { columnsIn, kept } from '../store/kept.ts'

const fields = columnsIn(machine_keys, kept.machine_keys.columns)

const withVersion = { ...fields, version: machine_keys.version }

const everything = query<MachineKeySeen>(withVersion, (db) =>
  db.select(withVersion).from(machine_keys).orderBy(asc(machine_keys.made_at)),
)
const byHash = query<MachineKey>(fields, (db) =>
  db
    .select(fields)
    .from(machine_keys)
    .where(eq(machine_keys.key_hash, sql.placeholder('key_hash'))),
)

export const openMachineKeys = (store: Pick<Store, 'reading' | 'writing'>): MachineKeys => ({
  all: () => store.reading((session) => session.rows(everything)),
  byHash: (key_hash) => store.reading((session) => session.row(byHash, { key_hash })),
  put: async (key, { replaces, ...by }) => {
    await store.writing((session) =>
      written(session, by, (put) => put('machine_keys', { ...key }, replaces)),
    )
  },
})
