/** Clinics, the people who work there and their way in, payers and their billing policies. */
import { bool, day, id, json, oneOf, primaryKey, table, words, zone } from '#dialect'
import type { PolicyTerms } from '../../server/domain/billing/policy-terms.ts'
import {
  payerCategories,
  professions,
  relationships,
  roles,
  settings,
} from '../../server/domain/records/people.ts'
import { kept } from './ledger.ts'

/** Who bills. */
export const organizations = table('organizations', {
  organization_id: id('organization_id').primaryKey(),
  name: words('name').notNull(),
  npi: words('npi'),
  tin: words('tin'),
  address_line: words('address_line'),
  city: words('city'),
  state: words('state'),
  postal_code: words('postal_code'),
  taxonomy: words('taxonomy'),
  contact_name: words('contact_name'),
  contact_phone: words('contact_phone'),
  submitter_id: words('submitter_id'),
  receiver_name: words('receiver_name'),
  receiver_id: words('receiver_id'),
  ...kept(),
})

/** A place of care. Its zone is the local time of its patients' records. */
export const clinics = table('clinics', {
  clinic_id: id('clinic_id').primaryKey(),
  name: words('name').notNull(),
  time_zone: zone('time_zone').notNull(),
  setting: oneOf('setting', settings).notNull(),
  place_of_service: words('place_of_service').notNull(),
  organization_id: id('organization_id').references(() => organizations.organization_id),
  /** Of the fee schedules. */
  locality: words('locality'),
  /** Names the row in addresses: 128 random bits. */
  handle: words('handle').notNull().unique(),
  ...kept(),
})

/** Whoever appears in the records. Not everybody here may sign in. */
export const staff = table('staff', {
  staff_id: id('staff_id').primaryKey(),
  name: words('name').notNull(),
  role: oneOf('role', roles).notNull(),
  profession: oneOf('profession', professions),
  npi: words('npi'),
  /** Behavioral health education or training on file. */
  qualification: words('qualification'),
  qualified_from: day('qualified_from'),
  qualified_to: day('qualified_to'),
  relationship: oneOf('relationship', relationships),
  /** May prescribe the full range of medications. */
  prescriber: bool('prescriber'),
  /** Names the row in addresses: 128 random bits. */
  handle: words('handle').notNull().unique(),
  ...kept(),
})

/** What one payer's rules change, for a time (billing.md 2). */
export const policies = table(
  'policies',
  {
    policy: words('policy').notNull(),
    based_on: words('based_on'),
    effective_from: day('effective_from').notNull(),
    effective_to: day('effective_to'),
    terms: json<Partial<PolicyTerms>>('terms').notNull(),
    ...kept(),
  },
  (t) => [primaryKey({ columns: [t.policy, t.effective_from] })],
)

/** Who pays, and by which policy. */
export const payers = table('payers', {
  payer_id: id('payer_id').primaryKey(),
  name: words('name').notNull(),
  category: oneOf('category', payerCategories).notNull(),
  policy: words('policy').notNull(),
  /** The payer's number in claim files. */
  electronic_id: words('electronic_id'),
  ...kept(),
})

/** A person's way in. No bundle carries it; it acts under the role of its row of staff. */
export const accounts = table('accounts', {
  /** Random: 128 bits. */
  account_id: id('account_id').primaryKey(),
  staff_id: id('staff_id')
    .notNull()
    .references(() => staff.staff_id),
  /** In lower case: Ada and ada are one person. */
  sign_in_name: words('sign_in_name').notNull().unique(),
  /** argon2id, in its PHC text form. */
  password_hash: words('password_hash').notNull(),
  disabled: bool('disabled').notNull(),
  ...kept(),
})
