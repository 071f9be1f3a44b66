/** Whether somebody may take what a screen shows out of the registry, and of whom. */
import { addDays } from '../domain/calendar.ts'
import { coveredBy } from '../domain/covering.ts'
import { mayHoldSubstanceUse } from '../domain/grants.ts'
import { treatingRoles } from '../domain/permissions.ts'
import type { Role } from '../domain/records/index.ts'
import type { Registry } from '../domain/registry.ts'
import type { Lookups } from './lookups.ts'
import type { Handles } from './people.ts'
import { type Asking, coversIn, utcDay } from './sight.ts'

export interface DisclosureParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
}

export type Leaving =
  | { readonly outcome: 'theirs'; readonly patients: readonly string[]; substance_use: boolean }
  /** Nobody's handle, or somebody's whom this person may not see. */
  | { readonly outcome: 'unseen'; readonly patient_id: string | null }

/** Roles whose screens show anybody. */
const everybodys: readonly Role[] = ['billing_staff', 'privacy_officer']

export async function leaving(
  parts: DisclosureParts,
  named: readonly string[],
  asking: Asking,
): Promise<Leaving> {
  const patients: string[] = []
  const reach = await reachOf(parts, asking)
  for (const handle of new Set(named)) {
    const id = await parts.handles.idOfHandle('patients', handle)
    if (id === undefined || !reach(id)) return { outcome: 'unseen', patient_id: id ?? null }
    patients.push(id)
  }
  // the privacy officer's reports say which accesses concerned substance use
  const { person, grants = [], at } = asking
  const held = patients.filter(
    (id) => person.role === 'privacy_officer' || mayHoldSubstanceUse(person, grants, id, at),
  )
  const substance_use = held.length > 0 && (await parts.lookups.anySubstanceUse(held))
  return { outcome: 'theirs', patients, substance_use }
}

/** Whom somebody may see: their own patients and those of whom they cover, or by their role anybody. */
async function reachOf(
  { registry, lookups }: DisclosureParts,
  { person, at, grants = [] }: Asking,
): Promise<(patientId: string) => boolean> {
  if (everybodys.includes(person.role)) return () => true
  const isAuditor = person.role === 'auditor'
  const granted = new Set(
    grants
      .filter(({ kind }) => isAuditor || kind === 'break_glass')
      .flatMap(({ scope }) => scope.map(({ patient_id }) => patient_id)),
  )
  if (isAuditor) return (patientId) => granted.has(patientId)
  if (!(treatingRoles as readonly Role[]).includes(person.role)) return () => false
  const today = utcDay(at)
  const days = [addDays(today, -1), today, addDays(today, 1)] // whatever the zone
  const covers = await coversIn(registry)
  const teams = new Set([person.staff_id])
  for (const day of days)
    for (const absent of coveredBy(covers, person.staff_id, day)) teams.add(absent)
  const theirs = new Set<string>()
  for (const staffId of teams)
    for (const { patient_id } of await lookups.patientsOf(staffId, days[0]!, days[2]!))
      theirs.add(patient_id)
  return (patientId) => theirs.has(patientId) || granted.has(patientId)
}
