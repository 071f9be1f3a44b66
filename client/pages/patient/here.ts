/** What every part of the patient page knows: the chart, who looks at it, and what they may do. */
import { createContext, useContext } from 'react'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import type { Person } from '../../../server/domain/permissions.ts'
import type { AnyRow, Episode } from '../../../server/domain/records/index.ts'
import { idOf } from '../../../server/domain/records/index.ts'
import { mayWithdraw, mayWrite } from '../../../server/domain/writing.ts'
import type { AddedRecord, AmendedRecord } from '../../../server/domain/writing-defaults.ts'
import type { Seen } from '../../api/records.ts'
import type { AddProps } from '../../components/form/add-dialog.tsx'
import type { AmendProps } from '../../components/form/amend-dialog.tsx'
import type { Choices } from '../../components/form/field.tsx'

export type AddMore = Pick<AddProps, 'given' | 'fixed' | 'leave' | 'title'>
export type AmendMore = Pick<AmendProps, 'only' | 'given' | 'title' | 'intro'>

/** A dialog that is open over the page. */
export type Opened =
  | { readonly does: 'add'; readonly record: AddedRecord; readonly more: AddMore }
  | {
      readonly does: 'amend'
      readonly record: AmendedRecord
      readonly row: AnyRow
      readonly seen: Seen
      readonly more: AmendMore
    }
  | {
      readonly does: 'withdraw'
      readonly record: AmendedRecord
      readonly seen: Seen
      readonly says: string
    }

export interface Here {
  readonly view: PatientView
  readonly me: Person
  /** Looking back, nothing can be changed. */
  readonly isBack: boolean
  /** The open episode, else the latest one. */
  readonly episode: Episode | undefined
  readonly choices: Choices
  readonly said: AddProps['said']
  readonly open: (opened: Opened) => void
}

export const HereContext = createContext<Here | null>(null)

export function useHere() {
  const here = useContext(HereContext)
  if (here === null) throw new Error('a part of the patient page stands outside of it')
  const { view, me, isBack, open } = here
  const nameOf = (staffId: string | null): string =>
    view.people.find(({ staff_id }) => staff_id === staffId)?.name ??
    view.chart.staff.find(({ staff_id }) => staff_id === staffId)?.name ??
    '–'
  return {
    ...here,
    chart: view.chart,
    today: view.today,
    nameOf,
    may: (record: AmendedRecord) => !isBack && mayWrite(me.role, record),
    mayTakeBack: (record: AmendedRecord, row: AnyRow) => !isBack && mayWithdraw(me, record, row),
    add: (record: AddedRecord, more: AddMore = {}) => open({ does: 'add', record, more }),
    amend: (record: AmendedRecord, row: AnyRow, more: AmendMore = {}) => {
      const seen = seenOf(view, record, row)
      if (seen) open({ does: 'amend', record, row, seen, more })
    },
    withdraw: (record: AmendedRecord, row: AnyRow, says: string) => {
      const seen = seenOf(view, record, row)
      if (seen) open({ does: 'withdraw', record, seen, says })
    },
  }
}

/** A row's key and the version on the screen. */
export function seenOf(
  { marks }: PatientView,
  record: AmendedRecord,
  row: AnyRow,
): Seen | undefined {
  const mark = marks[record][idOf(record, row)]
  return mark && { key: mark[0], version: mark[1] }
}

/** Who is signed in, as the registry's rules know them. */
export const personOf = ({ people }: PatientView, session: SessionView): Person => ({
  staff_id: people.find(({ staff }) => staff === session.staff)?.staff_id ?? '',
  role: session.role,
})
