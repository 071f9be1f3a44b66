/** Session tokens: 256 random bits that only the browser keeps; the server keeps their SHA-256. */
import { createHash, randomBytes } from 'node:crypto'

export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashOfToken = (token: string): string =>
  createHash('sha256').update(token).digest('hex')

/** What a token looks like; anything else is not worth a look-up. */
export const isToken = (text: string | undefined): text is string =>
  text !== undefined && /^[\w-]{43}$/.test(text)

/** A password of 100 random bits in groups that can be read aloud (no o, i, 0 or 1). */
export function newPassword(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'.toLowerCase()
  const text = [...randomBytes(20)].map((byte) => letters[byte % 32]).join('')
  return text.replace(/(.{4})(?=.)/g, '$1-')
}
