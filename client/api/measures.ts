/** How the care goes, month by month. */
import { queryOptions } from '@tanstack/react-query'
import type { MeasuresView, NysView } from '../../server/contract/measures.ts'
import { ask } from './request.ts'
import { type Asked, askedAt, thenKey } from './then.ts'

export interface MeasuresScope {
  readonly careManager?: string
  readonly clinic?: string
}

export const measuresQuery = (
  month: string,
  { careManager, clinic }: MeasuresScope = {},
  then: Asked = null,
) =>
  queryOptions({
    queryKey: ['measures', month, careManager ?? null, clinic ?? null, ...thenKey(then)],
    queryFn: () => {
      const query = new URLSearchParams({ month })
      if (careManager !== undefined) query.set('care_manager', careManager)
      if (clinic !== undefined) query.set('clinic', clinic)
      return ask<MeasuresView>(askedAt(`/api/measures?${query}`, then))
    },
  })

export const nysQuery = (month: string, then: Asked = null) =>
  queryOptions({
    queryKey: ['measures', 'nys', month, ...thenKey(then)],
    queryFn: () =>
      ask<NysView>(askedAt(`/api/measures/nys?${new URLSearchParams({ month })}`, then)),
  })
