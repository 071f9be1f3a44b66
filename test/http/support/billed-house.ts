/** The demo's clinic behind the application, with some claims of its last month emitted. */
import { demoChanges, demoPeople } from '../../../db/seed/index.ts'
import { calendarDay } from '../../../server/domain/calendar.ts'
import { type Grant, later } from '../../../server/domain/grants.ts'
import type { Role } from '../../../server/domain/records/people.ts'
import { emit } from '../../../server/use-cases/claims/emission.ts'
import { aHouse, password } from './house.ts'

export const billedMonth = '2026-10'
const operator = { who: 'operator:test', role: 'operator' } as const

export async function aBilledHouse(claims = 4) {
  const house = await aHouse({ empty: true })
  const { registry, accounts, passwords, clock, grants } = house.parts
  const by = { actor: operator, at: clock.now(), reason: 'test' }
  await registry.commit({ ...by, changes: demoChanges(calendarDay('2026-11-02')) })
  const staff = new Map<Role, string>()
  for (const { staff_id } of demoPeople()) {
    const role = (await registry.history('staff', staff_id)).at(-1)?.row['role'] as Role // its own
    const account = { account_id: staff_id, staff_id, sign_in_name: role, disabled: false }
    await accounts.put({ ...account, password_hash: await passwords.hash(password) }, by)
    staff.set(role, staff_id)
  }
  const months = (await house.as('billing_staff', `/api/months/${billedMonth}`)).json().rows
  const proven: { patient: string; mrn: string }[] = months.filter(
    ({ outcome }: { outcome: string }) => outcome === 'bill',
  )
  const numbers: string[] = []
  const billing = { staff_id: staff.get('billing_staff')!, role: 'billing_staff' } as const
  for (const { patient } of proven.slice(0, claims)) {
    const { at } = by
    const actor = { who: billing.staff_id, role: billing.role }
    const asked = { asking: { person: billing, at }, commit: { actor, at } }
    const done = await emit(house.parts, { patient, month: billedMonth as never }, asked)
    if (done.outcome !== 'kept') throw new Error(JSON.stringify(done))
    numbers.push(done.kept.claim.claim_id)
  }
  return {
    ...house,
    staff,
    /** Of everybody whose month says bill, by record number; the first have their claim. */
    proven: proven.map(({ patient }) => patient),
    claims: numbers,
    /** To the auditor, for ten minutes. */
    grant: async (grant_id: string, kind: Grant['kind'], scope: Grant['scope']) => {
      const at = clock.now()
      const [granted_to, granted_by] = [staff.get('auditor')!, staff.get('privacy_officer')!]
      const unsaid = { revoked_at: null, reviewed_by: null, reviewed_at: null, review_note: null }
      const who = { granted_to, granted_by, patient_id: null, reason: 'payer audit 7' }
      const lasting = { granted_at: at, expires_at: later(at, 10 * 60_000) }
      await grants.put({ grant_id, kind, scope, ...who, ...lasting, ...unsaid }, { ...by, at })
    },
  }
}
export type BilledHouse = Awaited<ReturnType<typeof aBilledHouse>>
