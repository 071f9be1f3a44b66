/** A code that is printed once, kept only as its hash, and works once. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { OneTimeCode } from './use-cases/first-administrator.ts'

const digest = (text: string): Buffer =>
  createHash('sha256').update(text.replaceAll('-', '').toUpperCase()).digest()

/** 120 random bits in groups of four that can be read aloud (no O, I, 0 or 1). */
export function newCode(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  const text = [...randomBytes(24)].map((byte) => letters[byte % 32]).join('')
  return text.replace(/(.{4})(?=.)/g, '$1-')
}

/** @param code null: no code was given out, and none is right */
export function oneTimeCode(code: string | null): OneTimeCode {
  const expected = code === null ? null : digest(code)
  let usable = expected !== null
  return {
    redeem(tried) {
      if (!usable || !expected || !timingSafeEqual(digest(tried), expected)) return false
      usable = false
      return true
    },
    restore() {
      usable = expected !== null
    },
  }
}
