/** One's own account: who one is here, one's password, second factors and sessions. */
import { z } from 'zod'
import { credentialKinds } from '../domain/accounts.ts'
import { maximumPasswordLength } from '../domain/password.ts'
import { roles } from '../domain/records/people.ts'
import { list } from './lists.ts'
import { PasskeyResponse } from './session.ts'
import { handle } from './words.ts'

const password = z.string().min(1).max(maximumPasswordLength)
const moment = z.string().describe('a UTC instant')

export const OwnSession = z.strictObject({
  session: handle,
  opened_at: moment,
  seen_at: moment,
  address: z.string().nullable(),
  client: z.string().nullable().describe('the browser, in words'),
  factor: z.string().nullable().describe('the second factor that opened it'),
  own: z.boolean().describe('the one that asks'),
})
export type OwnSession = z.output<typeof OwnSession>

export const OwnAccount = z.strictObject({
  name: z.string(),
  role: z.enum(roles),
  sign_in_name: z.string(),
  one_time: z.boolean().describe('a one-time password: choose another before anything else'),
  password_minimum: z.int().describe('characters: fewer beside a second factor'),
  second_factor_required: z.boolean(),
  factors: list(
    z.strictObject({
      factor: handle,
      kind: z.enum(credentialKinds),
      name: z.string(),
      added_at: moment,
    }),
  ),
  recovery_codes_left: z.int(),
  sessions: list(OwnSession),
})
export type OwnAccount = z.output<typeof OwnAccount>

/** Every other session of the account ends. */
export const PasswordChange = z.strictObject({ current: password, password })
export type PasswordChange = z.output<typeof PasswordChange>

/** Step-up: the password once more, good for five minutes, for what moves whole registries. */
export const PasswordAgain = z.strictObject({ password })
export type PasswordAgain = z.output<typeof PasswordAgain>

const name = z.string().trim().min(1).max(64)
/** For an authenticator to scan, or to be typed into it; shown this once. */
export const TotpBegun = z.strictObject({ key: z.string(), uri: z.string() })
export type TotpBegun = z.output<typeof TotpBegun>
export const TotpConfirmation = z.strictObject({ name, code: z.string().min(6).max(16) })
export type TotpConfirmation = z.output<typeof TotpConfirmation>
export const NewPasskey = z.strictObject({ name, response: PasskeyResponse })
export type NewPasskey = z.output<typeof NewPasskey>

/** Recovery codes are told this once; null: there are some already. */
export const FactorAdded = z.strictObject({ recovery_codes: z.array(z.string()).nullable() })
export type FactorAdded = z.output<typeof FactorAdded>

export const FactorAddress = z.strictObject({ factor: handle })
export const OwnSessionAddress = z.strictObject({ session: handle })
