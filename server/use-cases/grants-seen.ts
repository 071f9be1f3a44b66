/** Grants with the names of people and patients: for whoever gave them, and whoever holds them. */
import { type Grant, type Grants, holds, reviewState } from '../domain/grants.ts'
import type { Instant } from '../domain/zone.ts'
import type { Lookups } from './lookups.ts'
import type { Handles } from './people.ts'
import type { RowKeys } from './row-keys.ts'

interface SeenParts {
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
  readonly grants: Grants
}

export async function seenGrants(parts: SeenParts, all: readonly Grant[], at: Instant) {
  const people = await parts.lookups.people()
  const nameOf = new Map(people.map(({ staff_id, name }) => [staff_id, name]))
  const ids = [...new Set(all.flatMap(({ scope }) => scope.map(({ patient_id }) => patient_id)))]
  const patients = new Map(
    (await parts.lookups.named(ids)).map((named) => [named.patient_id, named]),
  )
  const handles = await parts.handles.handlesOf('patients', ids)
  const rows = []
  for (const grant of all) {
    const kept = await parts.grants.byId(grant.grant_id)
    rows.push({
      grant: parts.rowKeys.keyOf('grants', grant.grant_id),
      version: kept?.version ?? 0,
      kind: grant.kind,
      granted_to: nameOf.get(grant.granted_to) ?? grant.granted_to,
      granted_by: nameOf.get(grant.granted_by) ?? grant.granted_by,
      reason: grant.reason,
      granted_at: grant.granted_at,
      expires_at: grant.expires_at,
      state: stateOf(grant, at),
      review: reviewState(grant, at),
      reviewed_by: grant.reviewed_by && (nameOf.get(grant.reviewed_by) ?? grant.reviewed_by),
      reviewed_at: grant.reviewed_at,
      review_note: grant.review_note,
      patients: grant.scope.flatMap(({ patient_id, month }) => {
        const [named, patient] = [patients.get(patient_id), handles.get(patient_id)]
        if (!named || patient === undefined) return []
        const { family_name, given_name, mrn } = named
        return [{ patient, family_name, given_name, mrn, month }]
      }),
    })
  }
  return { rows, patients: ids, people }
}

const stateOf = (grant: Grant, at: Instant): 'in_force' | 'expired' | 'revoked' =>
  grant.revoked_at !== null ? 'revoked' : holds(grant, at) ? 'in_force' : 'expired'
