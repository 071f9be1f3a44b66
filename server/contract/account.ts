/** One's own account: who one is here, and one's password. */
import { z } from 'zod'
import { maximumPasswordLength } from '../domain/password.ts'
import { roles } from '../domain/records/people.ts'

const password = z.string().min(1).max(maximumPasswordLength)

export const OwnAccount = z.strictObject({
  name: z.string(),
  role: z.enum(roles),
  sign_in_name: z.string(),
  one_time: z.boolean().describe('a one-time password: choose another before anything else'),
  open_sessions: z.int(),
})
export type OwnAccount = z.output<typeof OwnAccount>

/** Every other session of the account ends. */
export const PasswordChange = z.strictObject({ current: password, password })
export type PasswordChange = z.output<typeof PasswordChange>

/** Step-up: the password once more, good for five minutes, for what moves whole registries. */
export const PasswordAgain = z.strictObject({ password })
export type PasswordAgain = z.output<typeof PasswordAgain>
