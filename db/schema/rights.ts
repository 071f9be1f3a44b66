/** What lets people and machines in, and what they were granted: versions and audit like all rows. */
import { id, index, instant, json, oneOf, table, words } from '#dialect'
import { credentialKinds } from '../../server/domain/accounts.ts'
import { grantKinds, type PatientMonth } from '../../server/domain/grants.ts'
import { roles } from '../../server/domain/records/people.ts'
import { kept } from './ledger.ts'
import { accounts, staff } from './people.ts'

/** A second factor of an account: a TOTP key, a passkey, or one recovery code. */
export const credentials = table(
  'credentials',
  {
    credential_id: id('credential_id').primaryKey(),
    account_id: id('account_id')
      .notNull()
      .references(() => accounts.account_id),
    kind: oneOf('kind', credentialKinds).notNull(),
    /** What its owner calls it. */
    name: words('name').notNull(),
    /** TOTP: the key. A passkey: its public key. A recovery code: its SHA-256. */
    secret: words('secret').notNull(),
    added_at: instant('added_at').notNull(),
    /** Taken away, or, for a recovery code, used. */
    ended_at: instant('ended_at'),
    ...kept(),
  },
  (t) => [index('credentials_by_account').on(t.account_id)],
)

/** Rights for a time (server/domain/grants.ts). */
export const grants = table(
  'grants',
  {
    grant_id: id('grant_id').primaryKey(),
    granted_to: id('granted_to')
      .notNull()
      .references(() => staff.staff_id),
    kind: oneOf('kind', grantKinds).notNull(),
    patient_id: id('patient_id'),
    scope: json<readonly PatientMonth[]>('scope').notNull(),
    reason: words('reason').notNull(),
    granted_by: id('granted_by')
      .notNull()
      .references(() => staff.staff_id),
    granted_at: instant('granted_at').notNull(),
    expires_at: instant('expires_at').notNull(),
    revoked_at: instant('revoked_at'),
    reviewed_by: id('reviewed_by').references(() => staff.staff_id),
    reviewed_at: instant('reviewed_at'),
    review_note: words('review_note'),
    ...kept(),
  },
  (t) => [index('grants_by_person').on(t.granted_to)],
)

/** What an administrator has decided for everybody: `second_factor` is `required`. */
export const switches = table('switches', {
  name: words('name').primaryKey(),
  value: words('value').notNull(),
  ...kept(),
})

/** A machine's way in: for the routes that it names, under one role, until it expires. */
export const machine_keys = table('machine_keys', {
  machine_key_id: id('machine_key_id').primaryKey(),
  name: words('name').notNull(),
  role: oneOf('role', roles).notNull(),
  /** `GET /api/export`, as the routes are declared. */
  routes: json<readonly string[]>('routes').notNull(),
  /** SHA-256 of the key, in hex. */
  key_hash: words('key_hash').notNull().unique(),
  made_by: id('made_by')
    .notNull()
    .references(() => staff.staff_id),
  made_at: instant('made_at').notNull(),
  expires_at: instant('expires_at').notNull(),
  revoked_at: instant('revoked_at'),
  ...kept(),
})
