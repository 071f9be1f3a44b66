/** Whether a patient is the one whom a few typed words mean. */
import type { Patient } from './records/index.ts'

/** Without accents and capitals, as people type names in a hurry. */
const folded = (text: string): string =>
  text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase()

export const foldedWords = (text: string): readonly string[] =>
  folded(text)
    .split(/[\s,]+/)
    .filter((word) => word !== '')

/** Every word begins a part of the name, or the MRN, or is the birth date. */
export function isLike(
  patient: Pick<Patient, 'mrn' | 'family_name' | 'given_name' | 'birth_date'>,
  words: readonly string[],
): boolean {
  const { mrn, family_name, given_name, birth_date } = patient
  const parts = [...foldedWords(`${family_name} ${given_name}`), ...foldedWords(mrn), birth_date]
  const inner = parts.flatMap((part) => part.split(/[-'’]/))
  return words.every((word) => [...parts, ...inner].some((part) => part.startsWith(word)))
}
