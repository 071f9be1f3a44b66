/** Staff, clinics, payers, billing policies, caseload rules, covering, accounts and sessions: no patient data. */
import { z } from 'zod'
import { madeId } from '../domain/administered.ts'
import { type Administered, administered } from '../domain/administered-records.ts'
import { keyOf } from '../domain/records/index.ts'
import { roles } from '../domain/records/people.ts'
import { list } from './lists.ts'
import { columnShapes, shapeOf } from './records.ts'
import { handle } from './words.ts'

export { type Administered, administered } from '../domain/administered-records.ts'

const known = <R extends Administered>(record: R) =>
  list(
    z.strictObject({
      key: handle.describe('names the row in paths'),
      version: z.int().describe('If-Match: "v1"'),
      row: shapeOf(record),
    }),
  )

export const AccountView = z.strictObject({
  account: handle,
  version: z.int().describe('If-Match: "v1"'),
  staff_id: z.string(),
  sign_in_name: z.string(),
  disabled: z.boolean(),
  second_factor: z.boolean(),
  one_time: z.boolean().describe('the one-time password has not been replaced yet'),
})
export type AccountView = z.output<typeof AccountView>

export const AdministrationView = z.strictObject({
  staff: known('staff'),
  clinics: known('clinics'),
  payers: known('payers'),
  policies: known('policies'),
  covers: known('covers'),
  organizations: known('organizations'),
  fee_schedules: known('fee_schedules'),
  site_numbers: known('site_numbers'),
  accounts: list(AccountView),
})
export type AdministrationView = z.output<typeof AdministrationView>

export const AdministeredAddress = z.strictObject({ record: z.enum(administered) })
export const AdministeredRowAddress = AdministeredAddress.extend({ key: handle })

/** A row's columns; its own id is made here. What may be absent may be left out. */
export const NewAdministered = z.strictObject(
  Object.fromEntries(
    administered
      .flatMap((record) => Object.keys(columnShapes(record)))
      .map((column) => [column, z.unknown().optional()]),
  ),
)
/** The columns that change, and why. */
export const AmendedAdministered = z.strictObject({
  columns: z.record(z.string(), z.unknown()),
  reason: z.string().trim().min(1).max(2000),
})
export type AmendedAdministered = z.output<typeof AmendedAdministered>

export const AdministeredRow = z.strictObject({
  key: handle,
  version: z.int(),
  row: z.record(z.string(), z.unknown()),
})
export type AdministeredRow = z.output<typeof AdministeredRow>

/** The columns of a new row: what may be absent may be left out. */
export const newAdministered = (record: Administered) =>
  z.strictObject(
    Object.fromEntries(
      shapesBut(record, [madeId(record)]).map(([name, shape]) => [
        name,
        shape.safeParse(null).success ? shape.optional() : shape,
      ]),
    ),
  )

/** The columns that may change: never those by which the row is known. */
export const changedAdministered = (record: Administered) =>
  z.strictObject(Object.fromEntries(shapesBut(record, keyOf(record)))).partial()

const shapesBut = (record: Administered, without: readonly (string | null)[]) =>
  Object.entries(columnShapes(record)).filter(([name]) => !without.includes(name))

const signInName = z
  .string()
  .regex(/^[\w.@-]{1,128}$/, 'must be 1 to 128 of letters, digits . _ @ -')

export const NewAccount = z.strictObject({
  staff: handle.describe('the key of a row of staff'),
  sign_in_name: signInName,
})
export type NewAccount = z.output<typeof NewAccount>

export const AccountAddress = z.strictObject({ account: handle })
/** The password is shown this once, and holds until its owner has chosen another. */
export const AccountMade = z.strictObject({ account: AccountView, one_time_password: z.string() })
export type AccountMade = z.output<typeof AccountMade>
const reason = z.string().trim().min(1).max(2000)
export const AccountChange = z.strictObject({ disabled: z.boolean(), reason })
export type AccountChange = z.output<typeof AccountChange>
export const AccountReset = z.strictObject({ reason })
export type AccountReset = z.output<typeof AccountReset>

/** Whether everybody needs a second factor; `version` 0: it was never decided. */
export const SignInRules = z.strictObject({
  second_factor: z.enum(['offered', 'required']),
  version: z.int(),
})
export type SignInRules = z.output<typeof SignInRules>
export const SignInRulesChange = z.strictObject({
  second_factor: z.enum(['offered', 'required']),
  reason,
})
export type SignInRulesChange = z.output<typeof SignInRulesChange>

export const SessionsView = z.strictObject({
  sessions: list(
    z.strictObject({
      session: handle,
      name: z.string(),
      role: z.enum(roles),
      sign_in_name: z.string(),
      opened_at: z.string().describe('a UTC instant'),
      seen_at: z.string().describe('a UTC instant'),
      own: z.boolean().describe('the one that asks'),
    }),
  ),
})
export type SessionsView = z.output<typeof SessionsView>
export const SessionAddress = z.strictObject({ session: handle })
