/** The worklist within the scope of the top bar; what it leaves out of safety is still told. */
import { useMemo } from 'react'
import type { WorklistView } from '../../../server/contract/caseload.ts'
import { narrowed } from '../../components/frame/narrowed.ts'
import { useScope } from '../../components/frame/scope.ts'

const safetyIn = ({ items }: WorklistView): number =>
  items.filter(({ kind }) => kind === 'safety').length

export function useNarrowed(view: WorklistView) {
  const { within, widen } = useScope()
  const shown = useMemo(() => narrowed(view, within), [view, within])
  return { shown, hiddenSafety: safetyIn(view) - safetyIn(shown), widen }
}
