/** Random names of patients, staff and clinics for addresses, which carry no id of any bundle. */

import { eq, sql } from 'drizzle-orm'
import { type Query, query, type Store } from '#dialect'
import { clinics, patients, staff } from '../schema/index.ts'

export type Handled = 'patients' | 'staff' | 'clinics'

export interface Handles {
  /** 128 random bits in base64url; undefined: there is no such row. */
  handleOf(record: Handled, id: string): Promise<string | undefined>
  idOfHandle(record: Handled, handle: string): Promise<string | undefined>
  /** The handles of several rows at once, by id. */
  handlesOf(record: Handled, ids: Iterable<string>): Promise<ReadonlyMap<string, string>>
}

interface Named {
  readonly id: string
  readonly handle: string
}

const places = {
  patients: { table: patients, id: patients.patient_id, handle: patients.handle },
  staff: { table: staff, id: staff.staff_id, handle: staff.handle },
  clinics: { table: clinics, id: clinics.clinic_id, handle: clinics.handle },
}

const found = (record: Handled, by: 'id' | 'handle'): Query<Named> => {
  const { table, id, handle } = places[record]
  const fields = { id: sql<string>`${id}`.as('id'), handle }
  return query<Named>(fields, (db) =>
    db
      .select(fields)
      .from(table)
      .where(eq(by === 'id' ? id : handle, sql.placeholder('given'))),
  )
}

const both = (record: Handled) => ({ id: found(record, 'id'), handle: found(record, 'handle') })
const queries = { patients: both('patients'), staff: both('staff'), clinics: both('clinics') }

export const handlesIn = (store: Store): Handles => ({
  handleOf: (record, given) =>
    store.reading(async (session) => (await session.row(queries[record].id, { given }))?.handle),
  idOfHandle: (record, given) =>
    store.reading(async (session) => (await session.row(queries[record].handle, { given }))?.id),
  handlesOf: (record, ids) =>
    store.reading(async (session) => {
      const handles = new Map<string, string>()
      for (const given of new Set(ids)) {
        const row = await session.row(queries[record].id, { given })
        if (row) handles.set(given, row.handle)
      }
      return handles
    }),
})
