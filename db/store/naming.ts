/** Small questions about many patients at once: who they are, and whether Part 2 protects their data. */
import { and, asc, gt, gte, lt, or, sql } from 'drizzle-orm'
import { among, query, type Store } from '#dialect'
import type { Patient } from '../../server/domain/records/index.ts'
import { diagnoses, patients, scores } from '../schema/index.ts'

export type Named = Pick<
  Patient,
  'patient_id' | 'mrn' | 'family_name' | 'given_name' | 'birth_date'
>

const fields = {
  patient_id: patients.patient_id,
  mrn: patients.mrn,
  family_name: patients.family_name,
  given_name: patients.given_name,
  birth_date: patients.birth_date,
}
const those = query<Named>(fields, (db) =>
  db.select(fields).from(patients).where(among(patients.patient_id, 'patients')),
)
const after = query<Named>(fields, (db) =>
  db
    .select(fields)
    .from(patients)
    .where(gt(patients.mrn, sql.placeholder('mrn')))
    .orderBy(asc(patients.mrn))
    .limit(sql.placeholder('limit')),
)

/** F10 to F19, as server/domain/permissions.ts has it. */
const diagnosed = query<{ patient_id: string }>({ patient_id: diagnoses.patient_id }, (db) =>
  db
    .select({ patient_id: diagnoses.patient_id })
    .from(diagnoses)
    .where(
      and(
        among(diagnoses.patient_id, 'patients'),
        gte(diagnoses.icd10, 'F10'),
        lt(diagnoses.icd10, 'F2'),
      ),
    )
    .limit(1),
)
const scored = query<{ patient_id: string }>({ patient_id: scores.patient_id }, (db) =>
  db
    .select({ patient_id: scores.patient_id })
    .from(scores)
    .where(
      and(
        among(scores.patient_id, 'patients'),
        or(sql`${scores.instrument} = 'audit-c'`, sql`${scores.instrument} = 'dast-10'`),
      ),
    )
    .limit(1),
)

export const namingIn = (store: Pick<Store, 'reading'>) => ({
  anySubstanceUse: (ids: readonly string[]): Promise<boolean> =>
    store.reading(
      async (session) =>
        (await session.row(diagnosed, { patients: ids })) !== undefined ||
        (await session.row(scored, { patients: ids })) !== undefined,
    ),
  named: (ids: readonly string[]): Promise<readonly Named[]> =>
    store.reading((session) => session.rows(those, { patients: ids })),
  namedAfter: (mrn: string, limit: number): Promise<readonly Named[]> =>
    store.reading((session) => session.rows(after, { mrn, limit })),
})
