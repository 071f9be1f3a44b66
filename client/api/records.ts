/** Writing what a patient's chart holds, finding patients, and enrolling them. */
import {
  queryOptions,
  type UseMutationResult,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query'
import { useState } from 'react'
import type {
  DuplicatesBody,
  DuplicatesView,
  Enrolled,
  Enrollment,
  NewEpisode,
  SearchView,
} from '../../server/contract/enrollment.ts'
import type { PeopleView } from '../../server/contract/people.ts'
import type { RowHistory, Written } from '../../server/contract/writing.ts'
import type {
  AddedRecord,
  AmendedRecord,
  ChangedRow,
  NewRow,
} from '../../server/domain/writing-defaults.ts'
import { ask, RequestProblem } from './request.ts'

const placeOf = (patient: string, record: string, key = ''): string =>
  `/api/patients/${patient}/records/${record}${key && `/${key}`}`

const sent = <T>(
  method: 'POST' | 'PUT',
  path: string,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): Promise<T> =>
  ask<T>(path, {
    method,
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  })

/** A mutation that adds, under a key that stays the same until `again`: a double click adds once. */
export type Adding<Answer, Body> = UseMutationResult<Answer, Error, Body> & {
  /** Call it after one thing was added, when the same form shall add another. */
  readonly again: () => void
}

function useAdding<Answer, Body>(path: string, patient: string | null): Adding<Answer, Body> {
  const [key, setKey] = useState(() => crypto.randomUUID())
  const settled = useSettled(patient)
  const mutation = useMutation<Answer, Error, Body>({
    mutationFn: (body) => sent<Answer>('POST', path, body, { 'idempotency-key': key }),
    // what was added is safe: nobody waits until every list has been asked for again
    onSuccess: () => void settled(),
  })
  const again = (): void => {
    setKey(crypto.randomUUID())
    mutation.reset()
  }
  return { ...mutation, again }
}

/** Everything on screen that a changed chart may change is asked for again. */
function useSettled(patient: string | null): () => Promise<void> {
  const client = useQueryClient()
  return async () => {
    const kinds = [['caseload'], ['worklist'], ['review'], ['recommendations']]
    const own =
      patient === null
        ? []
        : [
            ['patient', patient],
            ['month', patient],
          ]
    await Promise.all([...own, ...kinds].map((queryKey) => client.invalidateQueries({ queryKey })))
  }
}

/** Adds a row. On failure nothing typed is lost: the error's `said.faults` name the fields. */
export const useAddRecord = <R extends AddedRecord>(
  patient: string,
  record: R,
): Adding<Written<R>, NewRow<R>> => useAdding(placeOf(patient, record), patient)

/** Which row is changed, and the version that was on the screen (marks of the patient page). */
export interface Seen {
  readonly key: string
  readonly version: number
}

/**
 * Changes columns of a row, with the reason. Where somebody was faster the error is stale (412):
 * `currentOf(error)` is the row as it is now, to be shown beside what was typed.
 */
export function useAmendRecord<R extends AmendedRecord>(patient: string, record: R) {
  const onSuccess = useSettled(patient)
  return useMutation<Written<R>, Error, Seen & { changes: ChangedRow<R>; reason: string }>({
    mutationFn: ({ key, version, changes, reason }) =>
      sent('PUT', placeOf(patient, record, key), { changes, reason }, match(version)),
    onSuccess,
  })
}

const match = (version: number) => ({ 'if-match': `"v${version}"` })

/** Marks a row as entered in error, with the reason; it stays in the history. */
export function useWithdrawRecord(patient: string, record: AmendedRecord) {
  const onSuccess = useSettled(patient)
  return useMutation<void, Error, Seen & { reason: string }>({
    mutationFn: async ({ key, version, reason }) => {
      await sent('POST', `${placeOf(patient, record, key)}/withdrawal`, { reason }, match(version))
    },
    onSuccess,
  })
}

/** The row as it is now, where an edit was refused because it has changed since. */
export const currentOf = (error: unknown) =>
  error instanceof RequestProblem ? error.said.current : undefined

/** The sentence for one field of a refused body: by column, or by path as `/consents/0/mode`. */
export const faultOf = (error: unknown, field: string): string | undefined =>
  error instanceof RequestProblem
    ? error.said.faults?.find((fault) => fault.field === `/${field.replace(/^\//, '')}`)?.says
    : undefined

export const recordHistoryQuery = (patient: string, record: AmendedRecord, key: string) =>
  queryOptions({
    queryKey: ['patient', patient, 'history', record, key],
    queryFn: () => ask<RowHistory>(`${placeOf(patient, record, key)}/history`),
  })

/** Patients within reach whose name, MRN or birth date fits. The text travels in the body. */
export const searchPatients = (text: string, signal?: AbortSignal): Promise<SearchView> =>
  ask<SearchView>('/api/patients/search', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text }),
    ...(signal ? { signal } : {}),
  })

/** Patients anywhere who may be the one about to be enrolled. */
export const findDuplicates = (about: DuplicatesBody): Promise<DuplicatesView> =>
  sent('POST', '/api/patients/duplicates', about)

/** Enrolls a patient in one commit; all faults come at once, by path: `/consents/0/obtained_at`. */
export const useEnroll = (): Adding<Enrolled, Enrollment> => useAdding('/api/patients', null)

/** The same for a patient who comes back: a new episode on their chart. */
export const useEnrollAgain = (patient: string): Adding<Enrolled, NewEpisode> =>
  useAdding(`/api/patients/${patient}/episodes`, patient)

/** Staff, clinics and payers, for pickers. */
export const peopleQuery = queryOptions({
  queryKey: ['people'],
  queryFn: () => ask<PeopleView>('/api/people'),
  staleTime: 5 * 60_000,
})
