/** What the privacy officer grants, takes back, and looks at afterwards. */
import { addDays } from '../domain/calendar.ts'
import { canonicalText } from '../domain/canonical.ts'
import type { Shortfall } from '../domain/evidence.ts'
import {
  type Grant,
  type GrantKind,
  type Grants,
  holds,
  later,
  type PatientMonth,
} from '../domain/grants.ts'
import { CommitRefused, type Registry } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import type { By } from './administration.ts'
import { seenGrants } from './grants-seen.ts'
import type { Lookups } from './lookups.ts'
import { type Handles, staffMember } from './people.ts'
import type { RowKeys } from './row-keys.ts'

export interface GrantingParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
  readonly grants: Grants
}

export interface NewGrant {
  readonly kind: Exclude<GrantKind, 'break_glass'>
  /** A handle of staff. */
  readonly granted_to: string
  readonly patients: readonly { readonly mrn: string; readonly month: PatientMonth['month'] }[]
  readonly reason: string
  readonly days: number
}

export type Granted =
  | { readonly outcome: 'kept'; readonly grant: Grant }
  | { readonly outcome: 'absent' }
  | { readonly outcome: 'stale' }
  | { readonly outcome: 'faulty'; readonly faults: readonly { field: string; says: string }[] }
  | { readonly outcome: 'refused'; readonly shortfall: Shortfall }

export const granting = (parts: GrantingParts) => ({
  /** Everything that was granted, with names; `own`: only what this person holds now. */
  async list(at: Instant, own: string | null) {
    const all = own === null ? await parts.grants.all() : await parts.grants.of(own)
    return seenGrants(parts, all, at)
  },

  /** Whom the grants that a person holds now are about. */
  async patientsHeld(staffId: string, at: Instant): Promise<readonly string[]> {
    const all = (await parts.grants.of(staffId)).filter((grant) => holds(grant, at))
    return [...new Set(all.flatMap(({ scope }) => scope.map(({ patient_id }) => patient_id)))]
  },

  async grant(wanted: NewGrant, by: By): Promise<Granted> {
    const who = await parts.handles.idOfHandle('staff', wanted.granted_to)
    const staff = who === undefined ? undefined : await staffMember(parts.registry, who)
    if (!staff) return faulty('/granted_to', 'must be somebody on staff')
    const shortfall = unfit(wanted.kind, staff.role)
    if (shortfall) return { outcome: 'refused', shortfall }
    const scope: PatientMonth[] = []
    for (const [at, { mrn, month }] of wanted.patients.entries()) {
      const patient_id = await byMrn(parts.lookups, mrn)
      if (patient_id === undefined) return faulty(`/patients/${at}/mrn`, 'must be a record number')
      if ((month === null) === (wanted.kind === 'audit_request'))
        return faulty(`/patients/${at}/month`, 'an audit request names months, nothing else does')
      scope.push({ patient_id, month })
    }
    return keep(parts, wanted, staff.staff_id, scope, by)
  },

  revoke: (key: string, version: number, reason: string, by: By): Promise<Granted> =>
    changed(parts, key, version, { ...by, reason }, (grant) =>
      grant.revoked_at === null ? { ...grant, revoked_at: by.at } : grant,
    ),

  /** What was found when an emergency was looked at. */
  review: (key: string, version: number, note: string, by: By): Promise<Granted> =>
    changed(parts, key, version, { ...by, reason: 'break-glass reviewed' }, (grant) =>
      grant.kind !== 'break_glass'
        ? null
        : { ...grant, reviewed_by: by.actor.who, reviewed_at: by.at, review_note: note },
    ),
})

export type Granting = ReturnType<typeof granting>

const faulty = (field: string, says: string): Granted => ({
  outcome: 'faulty',
  faults: [{ field, says }],
})

async function byMrn(lookups: Lookups, mrn: string): Promise<string | undefined> {
  const like = { mrn, family_name: '', given_name: '', birth_date: null }
  return (await lookups.namesakes(like)).find((one) => one.mrn === mrn)?.patient_id
}

const unfit = (kind: NewGrant['kind'], role: string): Shortfall | undefined => {
  const roles = kind === 'audit_request' ? ['auditor'] : ['auditor', 'clinical_staff']
  if (roles.includes(role)) return undefined
  return {
    reason: 'role',
    message: 'This person’s role cannot be given such a right.',
    remedy: `It is for: ${roles.join(', ').replaceAll('_', ' ')}.`,
  }
}

/** Ends with the day, so many days from now. */
const endOf = (at: Instant, days: number): Instant =>
  later(
    `${addDays(at.slice(0, 10) as Parameters<typeof addDays>[0], days)}T00:00:00.000Z` as Instant,
    0,
  ) // an instant by its shape

async function keep(
  parts: GrantingParts,
  { kind, reason, days }: NewGrant,
  granted_to: string,
  scope: readonly PatientMonth[],
  by: By,
): Promise<Granted> {
  const grant_id = parts.rowKeys.idFor(by.actor.who, by.idempotency?.key ?? by.at, 'grants')
  const before = await parts.grants.byId(grant_id)
  if (before) return sentAgain(before.grant, { granted_to, kind, scope, reason }, days)
  const one = new Set(scope.map(({ patient_id }) => patient_id))
  const grant: Grant = {
    grant_id,
    granted_to,
    kind,
    patient_id: one.size === 1 ? (scope[0]?.patient_id ?? null) : null,
    scope,
    reason,
    granted_by: by.actor.who,
    granted_at: by.at,
    expires_at: endOf(by.at, days),
    revoked_at: null,
    reviewed_by: null,
    reviewed_at: null,
    review_note: null,
  }
  await parts.grants.put(grant, { actor: by.actor, at: by.at, reason, replaces: 0 })
  return { outcome: 'kept', grant }
}

/** @throws CommitRefused `key-reused` where something else was granted under this key */
function sentAgain(
  grant: Grant,
  wanted: Pick<Grant, 'granted_to' | 'kind' | 'scope' | 'reason'>,
  days: number,
): Granted {
  const { granted_to, kind, scope, reason, granted_at, expires_at } = grant
  const isSame = canonicalText({ granted_to, kind, scope, reason }) === canonicalText(wanted)
  if (isSame && expires_at === endOf(granted_at, days)) return { outcome: 'kept', grant }
  throw new CommitRefused('key-reused', 'something else was granted under this key')
}

async function changed(
  parts: GrantingParts,
  key: string,
  version: number,
  by: By & { readonly reason: string },
  change: (grant: Grant) => Grant | null,
): Promise<Granted> {
  const all = await parts.grants.all()
  const found = all.find(({ grant_id }) => parts.rowKeys.keyOf('grants', grant_id) === key)
  const grant = found && change(found)
  if (!found || !grant) return { outcome: 'absent' }
  const { actor, at, reason } = by
  try {
    await parts.grants.put(grant, { actor, at, reason, replaces: version })
  } catch (error) {
    if (error instanceof CommitRefused && error.reason === 'stale-version')
      return { outcome: 'stale' }
    throw error
  }
  return { outcome: 'kept', grant }
}
