/** Names of rows for addresses: a keyed hash tells nothing of the id, and nobody can make one up. */
import { createHmac, createSecretKey } from 'node:crypto'
import type { RecordName } from '../domain/records/index.ts'
import type { RightsName } from '../domain/registry.ts'

export interface RowKeys {
  /** 132 bits in base64url: the same for the same row as long as the registry lives. */
  keyOf(record: RecordName | RightsName | 'sessions', id: string): string
  /** The id of a row that one person adds under one Idempotency-Key: sent again, it is the same. */
  idFor(who: string, idempotencyKey: string, place: string): string
}

const keyLength = 22

/** @param secret the registry's own, of 256 random bits; it never leaves the server */
export function rowKeysWith(secret: string): RowKeys {
  const key = createSecretKey(secret, 'utf8')
  const hashOf = (...parts: readonly string[]): string =>
    createHmac('sha256', key).update(JSON.stringify(parts)).digest('base64url')
  return {
    keyOf: (record, id) => hashOf('key', record, id).slice(0, keyLength),
    idFor: (who, idempotencyKey, place) =>
      `r-${hashOf('id', who, idempotencyKey, place).slice(0, keyLength)}`,
  }
}
