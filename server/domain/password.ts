/** What a password must be (trust.md): long, and not one that everybody guesses first. */
import { breachedPasswords } from './breached-passwords.ts'
import type { Shortfall } from './evidence.ts'

export const minimumPasswordLength = 15
/** Beside a second factor (NIST SP 800-63B asks for 8; trust.md for 12). */
export const minimumBesideFactor = 12
/** Longer ones are refused, so that nobody makes the server hash a book. */
export const maximumPasswordLength = 256

/** What lists of breached passwords are full of, and the words of this trade and program. */
const commonParts = (
  'password passwort qwerty qwertz azerty letmein welcome iloveyou iloveu admin administrator ' +
  'changeme default secret login dragon monkey shadow master football baseball basketball soccer ' +
  'hockey sunshine princess superman batman pokemon starwars trustno michael jennifer jessica ' +
  'ashley jordan charlie daniel thomas hunter ranger buster ginger summer winter spring autumn ' +
  'monday friday january february march april june july august september october november december ' +
  'hello freedom whatever computer internet samsung google facebook yankees cowboys mustang ' +
  'ferrari corvette harley maggie pepper cookie cheese flower lovely angel jesus access test ' +
  'clinic clinical collaborative registry patient doctor nurse hospital medical health care cocm'
).split(' ')
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
  if (breachedPasswords.has(password.toLowerCase()))
    return {
      reason: 'breached',
      message: 'The password stands in lists of breached ones.',
      remedy,
    }
  if (isGuessable(password.toLowerCase(), signInName.toLowerCase()))
    return { reason: 'too-common', message: 'The password is easy to guess.', remedy }
  return undefined
}

/**
 * Few different characters, or little left once names, common words, key rows, years and repeats are
 * taken out; letters written as digits and signs are read as letters.
 */
function isGuessable(password: string, name: string): boolean {
  if (new Set(password).size < 6) return true
  const words = [...commonParts, ...(name.length >= 3 ? [name] : [])].sort(
    (a, b) => b.length - a.length,
  )
  const left = [password, plainly(password)].map((text) => {
    const without = words.reduce((rest, word) => rest.replaceAll(word, ' '), text)
    const once = withoutRuns(without).replaceAll(/(.{2,}?)\1+/g, '$1')
    return new Set(once.replaceAll(/(?:19|20)\d\d|\s/g, '')).size
  })
  return Math.min(...left) < 4
}

const signs: Readonly<Record<string, string>> = {
  ...{ '@': 'a', '4': 'a', '8': 'b', '3': 'e', '1': 'i', '!': 'i' },
  ...{ '0': 'o', '5': 's', $: 's', '7': 't', '+': 't' },
}

/** p@ssw0rd is password. */
const plainly = (text: string): string =>
  text.replaceAll(/[@4831!05$7+]/g, (sign) => signs[sign] ?? sign)

/** Without runs of four or more along the alphabet, the digits or the keyboard. */
function withoutRuns(text: string): string {
  let left = text
  for (const row of rows)
    for (let length = Math.min(row.length, left.length); length >= 4; length--)
      for (let from = 0; from + length <= row.length; from++)
        left = left.replaceAll(row.slice(from, from + length), '')
  return left
}
