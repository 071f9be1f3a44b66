/** Names for paths that tell nothing: a hash of an id under a random name of the registry's own. */
import { createHash } from 'node:crypto'

/** 22 letters of base64url: 132 bits of a SHA-256 over the parts. */
export const opaque = (...parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 22)
