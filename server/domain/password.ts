/** What a password must be (trust.md): long, and not one that everybody guesses first. */
import type { Shortfall } from './evidence.ts'

export const minimumPasswordLength = 15
/** Beside a second factor (NIST SP 800-63B asks for 8; trust.md for 12). */
export const minimumBesideFactor = 12
/** Longer ones are refused, so that nobody makes the server hash a book. */
export const maximumPasswordLength = 256

/** Beginnings and wholes that lists of breached passwords are full of. */
const commonParts = ['password', 'qwerty', 'letmein', 'welcome', 'iloveyou', 'admin', 'changeme']
const rows = ['abcdefghijklmnopqrstuvwxyz', '01234567890123456789', 'qwertyuiopasdfghjklzxcvbnm']

/** Why a password will not do, or undefined. It is never repeated in the answer. */
export function passwordFault(
  password: string,
  signInName: string,
  minimum: number = minimumPasswordLength,
): Shortfall | undefined {
  const remedy = 'Choose a few unrelated words, or let a password manager make one.'
  const length = [...password].length
  if (length < minimum)
    return {
      reason: 'too-short',
      message: `The password has fewer than ${minimum} characters.`,
      remedy,
    }
  if (isGuessable(password.toLowerCase(), signInName.toLowerCase()))
    return { reason: 'too-common', message: 'The password is easy to guess.', remedy }
  return undefined
}

/** Few different characters, or little left once names, common words and key rows are taken out. */
function isGuessable(password: string, name: string): boolean {
  if (new Set(password).size < 6) return true
  const words = [...commonParts, ...(name.length >= 3 ? [name] : [])]
  const left = words.reduce((text, word) => text.replaceAll(word, ''), password)
  return new Set(withoutRuns(left)).size < 4
}

/** Without runs of four or more along the alphabet, the digits or the keyboard. */
function withoutRuns(text: string): string {
  let left = text
  for (const row of rows)
    for (let length = Math.min(row.length, left.length); length >= 4; length--)
      for (let from = 0; from + length <= row.length; from++)
        left = left.replaceAll(row.slice(from, from + length), '')
  return left
}
