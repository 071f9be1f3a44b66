/** Signing in and out, and making the first administrator. */
import { z } from 'zod'
import { maximumPasswordLength } from '../domain/password.ts'
import { roles } from '../domain/records/people.ts'
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
})
export type SessionView = z.output<typeof SessionView>

/** The code was printed where the server was first started. */
export const FirstAdministrator = z.strictObject({
  code: z.string().min(1).max(128),
  name: z.string().min(1).max(200),
  sign_in_name: z.string().regex(/^[\w.@-]{1,128}$/, 'must be 1 to 128 of letters, digits . _ @ -'),
  password,
})
export type FirstAdministrator = z.output<typeof FirstAdministrator>
