/** The second factor: what still has to be done after the password, and who must have one. */
import { type Account, type Credential, isOneTime, isShort } from './accounts.ts'

/**
 * What stands between a right password and everything else: a code or a passkey, a password of one's
 * own, or a second factor to be set up. Until then only what it takes to do that is answered.
 */
export const unfinishedKinds = ['second-factor', 'password', 'enrollment'] as const
export type Unfinished = (typeof unfinishedKinds)[number]

/** Six digits, or a recovery code; spaces and dashes are how people copy them. */
export const plainCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toUpperCase()

export const recoveryCodes = 10

/** Codes are no second factor of their own: they stand in for one that was lost. */
export const isFactor = ({ kind }: Pick<Credential, 'kind'>): boolean => kind !== 'recovery'

/** What a session must still bring, the gravest first. */
export function unfinishedOf(
  account: Account,
  factor: string | null,
  hasFactor: boolean,
  required: boolean,
): Unfinished | null {
  if (factor === 'pending') return 'second-factor'
  // the provider asked for a password of its own; none of ours was used
  if (factor === 'provider') return null
  if (isOneTime(account)) return 'password'
  if (hasFactor || factor !== null) return null
  // twelve characters were enough beside a second factor; it is gone
  if (isShort(account)) return 'password'
  return required ? 'enrollment' : null
}
