/** Which months would say something else under a drafted policy: judged where month runs are. */
import type { Determination } from '../../domain/billing/determined.ts'
import { changedUnder, type Draft } from '../../domain/claims/what-if.ts'
import { holdsSubstanceRecords, mayMeet } from '../../domain/permissions.ts'
import type { Registry } from '../../domain/registry.ts'
import type { MonthRunRequest } from '../billing-months.ts'
import { type Handles, handlesOfPatients } from '../people.ts'
import { todayOf } from '../sight.ts'

type Said = Pick<Determination, 'outcome' | 'lines' | 'proposed' | 'reasons'>

export interface WhatIfRow {
  readonly patient: string
  readonly mrn: string
  readonly family_name: string
  readonly given_name: string
  readonly before: Said
  readonly after: Said
}

const saidOf = ({ outcome, lines, proposed, reasons }: Determination): Said => ({
  outcome,
  lines,
  proposed,
  reasons,
})

/** Those that change, one after the other, by record number. */
export async function* judgeDraft(
  { registry, handles }: { readonly registry: Registry; readonly handles: Handles },
  { month, person, at }: MonthRunRequest,
  draft: Draft,
) {
  for await (const dossier of registry.dossiers({ by: 'month', month })) {
    if (!mayMeet(dossier, person, todayOf(dossier, at))) continue
    const changed = changedUnder(dossier, draft, month)
    if (!changed) continue
    const handleOf = await handlesOfPatients(handles, [dossier])
    const { mrn, family_name, given_name, patient_id } = dossier.patient
    const row: WhatIfRow = {
      ...{ patient: handleOf(dossier), mrn, family_name, given_name },
      before: saidOf(changed.before),
      after: saidOf(changed.after),
    }
    const substance_use = holdsSubstanceRecords(dossier)
    yield { rows: [row], just_short: [], patients: [patient_id], substance_use }
  }
}
