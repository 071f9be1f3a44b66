/** Opens registries. What is read and written through them is the port of server/domain. */
import { openStore, type Store } from '#dialect'
import type { NewestLines } from '../server/domain/audit/trail.ts'
import type { Registry } from '../server/domain/registry.ts'
import { databaseFile } from './database-file.ts'
import { assertNotEmptied } from './mark.ts'
import { withMark } from './marked-store.ts'
import { registryOn } from './registry-store.ts'
import { changeReports } from './store/changes.ts'
import { type Facts, factsIn, identify } from './store/facts.ts'
import { type Handles, handlesIn } from './store/handles.ts'
import { guarded } from './store/kept.ts'
import { type Lookups, lookupsIn } from './store/lookups.ts'

export { DatabaseRefused, setDatabaseKey, soleServer, whenDiskFails } from '#dialect'
export { type Fact, type Facts, rowSecretOf } from './store/facts.ts'
export type { Handled, Handles } from './store/handles.ts'
export type { Lookups } from './store/lookups.ts'

/** The port, and what only this program's own rooms need beside it. */
export interface OpenRegistry extends Registry {
  readonly handles: Handles
  readonly facts: Facts
  readonly lookups: Lookups
  /** The audit chain, for reports. */
  readonly changes: NewestLines
  /** The tables themselves: for db only (accounts, verify, backup). */
  readonly store: Store
  /** The file in which it is kept. */
  readonly file: string
}

/** Opens a registry; makes and migrates it when needed. @throws DatabaseRefused */
export async function openRegistry(
  url: string,
  options: { readonly readonly?: boolean } = {},
): Promise<OpenRegistry> {
  const file = databaseFile(url)
  assertNotEmptied(file)
  const unmarked = await openStore(file, { ...options, guarded })
  if (!options.readonly) await identify(factsIn(unmarked))
  const store = options.readonly ? unmarked : await withMark(unmarked, file)
  const registry = registryOn(store)
  let closing: Promise<void> | undefined
  const close = () => {
    closing ??= registry.close()
    return closing
  }
  const rooms = {
    handles: handlesIn(store),
    facts: factsIn(store),
    lookups: lookupsIn(store),
    changes: changeReports(store),
  }
  return { ...registry, ...rooms, close, store, file }
}
