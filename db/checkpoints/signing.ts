/** Signs what leaves the registry with the key that signs its checkpoints. */
import type { ManifestSigner } from '../../server/domain/audit-export/port.ts'
import { databaseFile } from '../database-file.ts'
import { signingKey } from './key.ts'

/** @param given as for `openCheckpoints` */
export function openSigner(url: string, given: string | null): ManifestSigner {
  const { publicKey, sign } = signingKey(databaseFile(url), given)
  return { publicKey, sign }
}
