/** One patient in an emergency: for an hour, with a reason, and looked at afterwards (trust.md). */
import { breakGlassLasts, type Grant, type Grants, later } from '../domain/grants.ts'
import { mayMeet } from '../domain/permissions.ts'
import { CommitRefused, type Registry } from '../domain/registry.ts'
import type { Lookups } from './lookups.ts'
import type { Handles } from './people.ts'
import type { RowKeys } from './row-keys.ts'
import { type Asking, coversIn, todayOf } from './sight.ts'

export interface BreakGlassParts {
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly rowKeys: RowKeys
  readonly grants: Grants
}

/** Two things that somebody knows who has the patient, or their papers, before them. */
export interface Emergency {
  readonly mrn: string
  readonly birth_date: string
  readonly reason: string
}

export type Broken =
  | { readonly outcome: 'open'; readonly grant: Grant; readonly patient: string }
  /** They may see this patient anyway. */
  | { readonly outcome: 'theirs'; readonly patient: string; readonly patient_id: string }
  | { readonly outcome: 'unknown' }

export const breakGlass =
  (parts: BreakGlassParts) =>
  async ({ mrn, birth_date, reason }: Emergency, asking: Asking, key: string): Promise<Broken> => {
    const patientId = await onlyOne(parts.lookups, mrn, birth_date)
    const read = patientId === undefined ? undefined : await parts.registry.read(patientId)
    const patient =
      read && (await parts.handles.handleOf('patients', read.dossier.patient.patient_id))
    if (!read || patient === undefined) return { outcome: 'unknown' }
    const { person, at } = asking
    const { patient_id } = read.dossier.patient
    const today = todayOf(read.dossier, at)
    if (mayMeet(read.dossier, person, today, await coversIn(parts.registry)))
      return { outcome: 'theirs', patient, patient_id }
    const grant_id = parts.rowKeys.idFor(person.staff_id, key, 'grants')
    const before = await parts.grants.byId(grant_id)
    if (before && before.grant.patient_id !== patient_id)
      throw new CommitRefused('key-reused', 'this key opened another patient')
    const grant = before?.grant ?? made({ grant_id, patient_id, reason }, asking)
    if (!before) {
      const actor = { who: person.staff_id, role: person.role }
      await parts.grants.put(grant, { actor, at, reason: `break-glass: ${reason}`, replaces: 0 })
    }
    return { outcome: 'open', grant, patient }
  }

export type BreakGlass = ReturnType<typeof breakGlass>

/** Both must be right: nobody is found by half of what is known of them. */
async function onlyOne(
  lookups: Lookups,
  mrn: string,
  birth_date: string,
): Promise<string | undefined> {
  const like = await lookups.namesakes({ mrn, family_name: '', given_name: '', birth_date })
  return like.find((one) => one.mrn === mrn && one.birth_date === birth_date)?.patient_id
}

const made = (
  { grant_id, patient_id, reason }: Pick<Grant, 'grant_id' | 'reason'> & { patient_id: string },
  { person, at }: Asking,
): Grant => ({
  grant_id,
  granted_to: person.staff_id,
  kind: 'break_glass',
  patient_id,
  scope: [{ patient_id, month: null }],
  reason,
  granted_by: person.staff_id,
  granted_at: at,
  expires_at: later(at, breakGlassLasts),
  revoked_at: null,
  reviewed_by: null,
  reviewed_at: null,
  review_note: null,
})
