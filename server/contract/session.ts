/** Signing in and out, and making the first administrator. */
import { z } from 'zod'
import { credentialKinds } from '../domain/accounts.ts'
import { maximumPasswordLength } from '../domain/password.ts'
import { roles } from '../domain/records/people.ts'
import { unfinishedKinds } from '../domain/second-factor.ts'
import { handle } from './words.ts'

const signInName = z.string().min(1).max(128)
const password = z.string().min(1).max(maximumPasswordLength)

export const SignIn = z.strictObject({ sign_in_name: signInName, password })
export type SignIn = z.output<typeof SignIn>

/** Who is signed in, and until when if nothing more is done. */
export const SessionView = z.strictObject({
  staff: handle.nullable(),
  name: z.string(),
  role: z.enum(roles),
  idle_until: z.string().describe('a UTC instant'),
  ends_at: z.string().describe('a UTC instant'),
  unfinished: z
    .enum(unfinishedKinds)
    .nullable()
    .describe('what must be done before anything else is answered'),
  factors: z
    .array(z.enum(credentialKinds))
    .describe('while the second factor is pending: which there are to choose from'),
})
export type SessionView = z.output<typeof SessionView>

/** Of an authenticator, or a recovery code. */
export const SecondFactorCode = z.strictObject({ code: z.string().min(6).max(64) })
export type SecondFactorCode = z.output<typeof SecondFactorCode>

/** As the browser's own dialog takes it and gives it back; the registry only looks at what it knows. */
const binary = z.string().max(16_384)
export const PasskeyOptions = z.looseObject({ challenge: z.string() })
export type PasskeyOptions = z.output<typeof PasskeyOptions>
export const PasskeyResponse = z.strictObject({
  id: binary,
  rawId: binary,
  type: z.literal('public-key'),
  response: z.record(z.string().max(64), z.unknown()),
  clientExtensionResults: z.record(z.string().max(64), z.unknown()),
  authenticatorAttachment: z.string().max(64).nullish(),
})
export type PasskeyResponse = z.output<typeof PasskeyResponse>

/** The code was printed where the server was first started. */
export const FirstAdministrator = z.strictObject({
  code: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  sign_in_name: z.string().regex(/^[\w.@-]{1,128}$/, 'must be 1 to 128 of letters, digits . _ @ -'),
  password,
})
export type FirstAdministrator = z.output<typeof FirstAdministrator>
