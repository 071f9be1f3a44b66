/** What was just saved from a line: it fades, and can be taken back for ten seconds. */
import { useEffect, useState } from 'react'
import type { AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import { useWithdrawRecord } from '../../api/records.ts'
import { Glyph } from '../../components/symbols.tsx'

export const undoSeconds = 10

export interface SavedRow {
  readonly record: AmendedRecord
  readonly key: string
  readonly version: number
}

export interface Done {
  readonly id: string
  readonly patient: string
  /** "Contact, 15 min". */
  readonly says: string
  /** One row, or two that belong together. */
  readonly rows: readonly SavedRow[]
}

const reason = 'Undone on the worklist within ten seconds of saving'

export function DoneBar({
  done,
  onOver,
}: {
  readonly done: Done
  /** Its time is over, or it was taken back. */
  readonly onOver: () => void
}) {
  const { patient, rows, says } = done
  const [row, besides] = rows
  const first = useWithdrawRecord(patient, row?.record ?? 'activities')
  const second = useWithdrawRecord(patient, besides?.record ?? 'planned_contacts')
  const [seconds, setSeconds] = useState(undoSeconds)
  const waits = first.isPending || second.isPending || first.isError || second.isError
  useEffect(() => {
    if (waits) return
    if (seconds <= 0) return onOver()
    const timer = window.setTimeout(() => setSeconds(seconds - 1), 1000)
    return () => window.clearTimeout(timer)
  }, [seconds, waits, onOver])
  const undo = async () => {
    if (besides) await second.mutateAsync({ ...besides, reason })
    if (row) await first.mutateAsync({ ...row, reason })
    onOver()
  }
  const error = first.error ?? second.error
  return (
    <p className="done-bar row" role="status">
      <Glyph name="met" /> Saved: {says}
      <button
        type="button"
        className="button small"
        disabled={first.isPending || second.isPending}
        // the mutations themselves show what went wrong
        onClick={() => void undo().catch(() => undefined)}
      >
        Undo <span aria-hidden="true">{seconds} s</span>
      </button>
      {error && (
        <span className="fault small">
          {error.message}{' '}
          <button type="button" className="button small" onClick={onOver}>
            Leave it saved
          </button>
        </span>
      )}
    </p>
  )
}
