/** How the care goes, month by month. */
import { queryOptions } from '@tanstack/react-query'
import type { MeasuresView, NysView } from '../../server/contract/measures.ts'
import { ask } from './request.ts'

export interface MeasuresScope {
  readonly careManager?: string
  readonly clinic?: string
}

export const measuresQuery = (month: string, { careManager, clinic }: MeasuresScope = {}) =>
  queryOptions({
    queryKey: ['measures', month, careManager ?? null, clinic ?? null],
    queryFn: () => {
      const query = new URLSearchParams({ month })
      if (careManager !== undefined) query.set('care_manager', careManager)
      if (clinic !== undefined) query.set('clinic', clinic)
      return ask<MeasuresView>(`/api/measures?${query}`)
    },
  })

export const nysQuery = (month: string) =>
  queryOptions({
    queryKey: ['measures', 'nys', month],
    queryFn: () => ask<NysView>(`/api/measures/nys?${new URLSearchParams({ month })}`),
  })
