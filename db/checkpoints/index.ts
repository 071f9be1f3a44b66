/** Signed checkpoints of both chains: see server/domain/checkpoint.ts for what they are. */
import { openStore, type Store } from '#dialect'
import type {
  Checkpoint,
  Checkpoints,
  Restored,
  Signed,
  Statement,
} from '../../server/domain/checkpoint.ts'
import { accessHead } from '../access/head.ts'
import { databaseFile } from '../database-file.ts'
import { chainOf } from '../marked-store.ts'
import { chainEnd } from '../store/audit.ts'
import { guarded } from '../store/kept.ts'
import { signingKey } from './key.ts'
import { addLine, linesBeside } from './lines.ts'

/** What `cocm restore` says of itself, beside what is found in the files. */
export type Giving = Omit<Restored, 'kind'>

export interface KeptCheckpoints extends Checkpoints {
  /** Signs what a restore gave up. Only `cocm restore` calls it. */
  restored(giving: Giving): Signed<Restored>
}

/**
 * Opens the checkpoints of a registry. The registry must be there.
 * @param given the signing key (PKCS#8, PEM or base64); null: the one beside the registry, made
 *   where there is none
 */
export function openCheckpoints(url: string, given: string | null): KeptCheckpoints {
  const file = databaseFile(url)
  const key = signingKey(file, given)
  const keep = <S extends Statement>(statement: S): Signed<S> => {
    const signed = key.signed(statement)
    addLine(file, signed)
    return signed
  }
  return {
    publicKey: key.publicKey,
    latest: async () =>
      linesBeside(file)
        .map(({ signed }) => signed)
        .findLast(isCheckpoint),
    write: async (at) => keep({ kind: 'checkpoint', at, ...(await headsOf(file)) }),
    restored: (giving) => keep({ kind: 'restored', ...giving }),
  }
}

const isCheckpoint = (signed: Signed): signed is Signed<Checkpoint> =>
  signed.statement.kind === 'checkpoint'

/** The ends of both chains as they are on the disk. */
async function headsOf(file: string): Promise<Omit<Checkpoint, 'kind' | 'at'>> {
  const store: Store = await openStore(file, { readonly: true, guarded })
  try {
    const [registry_id, audit] = await store.reading(
      async (session) => [(await chainOf(session, file)).chain, await chainEnd(session)] as const,
    )
    return { registry_id, audit, access: (await accessHead(file)) ?? null }
  } finally {
    await store.close()
  }
}

/** Every line that was ever signed of a registry, in order. */
export const signedBeside = (url: string): readonly Signed[] =>
  linesBeside(databaseFile(url)).map(({ signed }) => signed)
