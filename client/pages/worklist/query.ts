import { queryOptions } from '@tanstack/react-query'
import type { WorklistView } from '../../../server/contract/caseload.ts'
import { ask } from '../../api/request.ts'

/** One's own work; the rail counts the same answer. */
export const worklistQuery = queryOptions({
  queryKey: ['worklist'],
  queryFn: () => ask<WorklistView>('/api/worklist'),
})
