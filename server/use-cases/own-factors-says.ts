/** Why a second factor was not added or taken away, in words for its owner. */
import type { Shortfall } from '../domain/evidence.ts'

const shortfall = (reason: string, message: string, remedy: string): Shortfall => ({
  reason,
  message,
  remedy,
})
export const over = shortfall('over', 'It took too long.', 'Begin again.')
export const wrongCode = shortfall(
  'wrong-code',
  'This is not the code that the authenticator shows now.',
  'Check that its clock is right, and type the code that it shows.',
)
export const noPasskey = shortfall('no-passkey', 'The passkey could not be verified.', 'Try again.')
export const noFactor = shortfall(
  'no-factor',
  'Recovery codes stand in for a second factor, and there is none.',
  'Set up an authenticator or a passkey first.',
)
export const required = shortfall(
  'required',
  'Everybody here needs a second factor, and this is the only one.',
  'Add another one first.',
)
export const shortPassword = shortfall(
  'short-password',
  'The password is long enough only beside a second factor.',
  'Choose one of at least 15 characters first.',
)
