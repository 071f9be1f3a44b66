/** Somebody at a patient's chart over HTTP: adding, amending, taking back, and reading again. */
import { randomUUID } from 'node:crypto'
import type { Role } from '../../server/domain/records/index.ts'
import type { House } from '../http/support/house.ts'

export type Body = Readonly<Record<string, unknown>>

export function atTheChart(house: House, role: Role, patientId = 'pt-1') {
  const place = async (record: string, key = '') =>
    `/api/patients/${await house.handleOf(patientId)}/records/${record}${key && `/${key}`}`
  return {
    add: async (record: string, payload: object, key: string = randomUUID()) =>
      house.as(role, {
        method: 'POST',
        url: await place(record),
        headers: { 'idempotency-key': key },
        payload,
      }),
    amend: async (
      record: string,
      key: string,
      version: number | null,
      changes: Body,
      reason = 'typed wrong',
    ) =>
      house.as(role, {
        method: 'PUT',
        url: await place(record, key),
        headers: version === null ? {} : { 'if-match': `"v${version}"` },
        payload: { changes, reason },
      }),
    withdraw: async (record: string, key: string, version = 1, reason = 'wrong patient') =>
      house.as(role, {
        method: 'POST',
        url: `${await place(record, key)}/withdrawal`,
        headers: { 'if-match': `"v${version}"` },
        payload: { reason },
      }),
    history: async (record: string, key: string) =>
      house.as(role, `${await place(record, key)}/history`),
    page: async () =>
      (await house.as(role, `/api/patients/${await house.handleOf(patientId)}`)).json(),
  }
}

/** Fields at fault of an answer. */
export const fieldsOf = (answer: { json: () => { faults?: { field: string }[] } }) =>
  (answer.json().faults ?? []).map(({ field }) => field)
