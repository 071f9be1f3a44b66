/**
 * Rights that a person is given for a time, beyond their role (trust.md, "Access"): the patient-months
 * of an audit request, substance-use records, one patient in an emergency. Nothing here is for ever.
 */
import type { CalendarMonth } from './calendar.ts'
import { holdsSubstanceUse, type Person } from './permissions.ts'
import type { Actor } from './registry.ts'
import { type Instant, instant } from './zone.ts'

export const grantKinds = ['audit_request', 'substance_use', 'break_glass'] as const
export type GrantKind = (typeof grantKinds)[number]

/** One patient; in one month, where the grant is about months. */
export interface PatientMonth {
  readonly patient_id: string
  readonly month: CalendarMonth | null
}

export interface Grant {
  readonly grant_id: string
  /** A staff_id. */
  readonly granted_to: string
  readonly kind: GrantKind
  /** Whose, where it is about one patient: the audit trail then names them. */
  readonly patient_id: string | null
  /** An audit request: patients with months. The others: patients, month null. */
  readonly scope: readonly PatientMonth[]
  readonly reason: string
  readonly granted_by: string
  readonly granted_at: Instant
  readonly expires_at: Instant
  readonly revoked_at: Instant | null
  /** Break-glass: the privacy officer who looked at it, when, and what they found. */
  readonly reviewed_by: string | null
  readonly reviewed_at: Instant | null
  readonly review_note: string | null
}

export interface Grants {
  /** Everything ever granted, the newest first. */
  all(): Promise<readonly Grant[]>
  /** What one person was ever granted. */
  of(staffId: string): Promise<readonly Grant[]>
  byId(grantId: string): Promise<{ readonly grant: Grant; readonly version: number } | undefined>
  /** Audited in the same commit. @throws CommitRefused `stale-version`, `dangling-reference` */
  put(grant: Grant, by: GrantSigned): Promise<void>
}

export interface GrantSigned {
  readonly actor: Actor
  readonly at: Instant
  readonly reason: string
  /** The version that it was decided on; 0: it is new. */
  readonly replaces?: number
}

const minute = 60_000
/** One emergency: long enough to help, too short to browse. */
export const breakGlassLasts = 60 * minute
/** The privacy officer has looked at every emergency by then. */
export const reviewWithin = 72 * 60 * minute

export const later = (at: Instant, milliseconds: number): Instant =>
  instant(new Date(Date.parse(at) + milliseconds).toISOString())

/** Whether a grant holds at an instant; its very end is too late. */
export const holds = (
  grant: Pick<Grant, 'granted_at' | 'expires_at' | 'revoked_at'>,
  at: Instant,
): boolean => {
  const now = Date.parse(at)
  const ends = Math.min(
    Date.parse(grant.expires_at),
    grant.revoked_at === null ? Number.POSITIVE_INFINITY : Date.parse(grant.revoked_at),
  )
  return Date.parse(grant.granted_at) <= now && now < ends
}

/** Grants of a kind that hold now. */
export const holding = (grants: readonly Grant[], kind: GrantKind, at: Instant): readonly Grant[] =>
  grants.filter((grant) => grant.kind === kind && holds(grant, at))

/** The patient-months that an auditor may see now: exactly those, and only until they expire. */
export const auditableMonths = (
  grants: readonly Grant[],
  at: Instant,
): ReadonlyMap<string, ReadonlySet<CalendarMonth>> => {
  const months = new Map<string, Set<CalendarMonth>>()
  for (const { scope } of holding(grants, 'audit_request', at))
    for (const { patient_id, month } of scope)
      if (month !== null) months.set(patient_id, (months.get(patient_id) ?? new Set()).add(month))
  return months
}

/** Whether an auditor may see one month of one patient now. */
export const mayAudit = (
  grants: readonly Grant[],
  patientId: string,
  month: CalendarMonth,
  at: Instant,
): boolean => auditableMonths(grants, at).get(patientId)?.has(month) ?? false

const names = (grants: readonly Grant[], patientId: string): boolean =>
  grants.some(({ scope }) => scope.some(({ patient_id }) => patient_id === patientId))

/** Whether somebody broke the glass for this patient, less than an hour ago. */
export const brokeGlass = (grants: readonly Grant[], patientId: string, at: Instant): boolean =>
  names(holding(grants, 'break_glass', at), patientId)

/**
 * Whether a person may see a patient's substance-use records: by their role, or by a grant that
 * names the patient. An emergency opens them too, for roles that treat (42 CFR 2.51).
 */
export const mayHoldSubstanceUse = (
  person: Person,
  grants: readonly Grant[],
  patientId: string,
  at: Instant,
): boolean =>
  holdsSubstanceUse(person.role) ||
  names(holding(grants, 'substance_use', at), patientId) ||
  brokeGlass(grants, patientId, at)

/** What the privacy officer still has to look at, or has let lie for longer than 72 hours. */
export const reviewState = (
  grant: Pick<Grant, 'kind' | 'granted_at' | 'reviewed_at'>,
  at: Instant,
): 'not_needed' | 'open' | 'overdue' | 'reviewed' => {
  if (grant.kind !== 'break_glass') return 'not_needed'
  if (grant.reviewed_at !== null) return 'reviewed'
  return Date.parse(at) >= Date.parse(grant.granted_at) + reviewWithin ? 'overdue' : 'open'
}
