/** One change of a review's row: sent once, kept on failure, both versions where one was slower. */
import { type FormEvent, type ReactNode, useState } from 'react'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { Recommendation } from '../../../server/contract/recommendations.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import type { AnyRow } from '../../../server/domain/records/index.ts'
import type { ChangedRow } from '../../../server/domain/writing-defaults.ts'
import { currentOf, useAmendRecord } from '../../api/records.ts'
import { saveOnEnter } from '../../components/form/add-dialog.tsx'
import { Conflict } from '../../components/form/conflict.tsx'
import type { Choices } from '../../components/form/field.tsx'
import { Refused } from '../../components/form/fields.tsx'
import { changedFrom } from '../../components/form/values.ts'

export interface MoveProps {
  readonly one: Recommendation
  readonly view: PatientView
  readonly session: SessionView
}

/** The row as it was opened here, and the version that a change of it names. */
export function useMove({ patient, review, key, version }: Recommendation, view: PatientView) {
  const [base, setBase] = useState<{ readonly row: AnyRow; readonly version: number }>({
    row: { ...review },
    version,
  })
  const amending = useAmendRecord(patient, 'case_reviews')
  const current = currentOf(amending.error)
  const { people, chart } = view
  const choices: Choices = { people, payers: chart.payers, clinics: chart.clinics }
  return {
    base,
    choices,
    current,
    isPending: amending.isPending,
    error: amending.error,
    send: (mine: AnyRow, reason: string, onSaved: () => void) => {
      const changes = changedFrom(base.row, mine) as ChangedRow<'case_reviews'> // its own columns
      if (amending.isPending) return
      amending
        .mutateAsync({ key, version: base.version, changes, reason })
        .then(onSaved)
        .catch(() => undefined) // it stands in the form
    },
    /** From now on the other's version is the one that is changed. */
    follow: () => {
      if (current) setBase({ row: current.row, version: current.version })
      amending.reset()
    },
  }
}

export type Move = ReturnType<typeof useMove>

export function MoveForm({
  move,
  asked,
  mine,
  reason,
  says,
  isReady,
  onChoose,
  onSaved = () => undefined,
  children,
}: {
  readonly move: Move
  /** The columns that it changes. */
  readonly asked: readonly string[]
  readonly mine: AnyRow
  readonly reason: string
  readonly says: string
  readonly isReady: boolean
  /** After somebody else's change: the columns as they shall be now. */
  readonly onChoose: (row: AnyRow) => void
  readonly onSaved?: () => void
  readonly children: ReactNode
}) {
  const save = (event: FormEvent) => {
    event.preventDefault()
    if (isReady) move.send(mine, reason, onSaved)
  }
  if (move.current)
    return (
      <Conflict
        record="case_reviews"
        asked={asked}
        base={move.base.row}
        mine={mine}
        theirs={move.current.row}
        choices={move.choices}
        onChoose={(row) => {
          move.follow()
          onChoose(row)
        }}
        onLeave={move.follow}
      />
    )
  return (
    <form className="move" noValidate onSubmit={save} onKeyDown={saveOnEnter}>
      <div className="row">
        {children}
        <button type="submit" className="button primary" disabled={move.isPending}>
          {move.isPending ? 'Saving …' : says}
        </button>
      </div>
      <Refused error={move.error} />
    </form>
  )
}
