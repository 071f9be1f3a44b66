/** What an episode leaves behind when it is closed, each thing with what then becomes of it. */
import type { PatientView } from '../../../server/contract/patients.ts'
import type { Episode } from '../../../server/domain/records/index.ts'
import { counted, shownDay } from '../../components/words.ts'

export interface OpenWork {
  readonly what: string
  readonly becomes: string
}

export function openWork(view: PatientView, episode: Episode): readonly OpenWork[] {
  const { row, chart, today } = view
  const here = <T>(rows: readonly T[], is: (row: T) => boolean): number => rows.filter(is).length
  const undecided = here(
    chart.case_reviews,
    ({ reviewed_on, decision }) =>
      reviewed_on >= episode.enrolled_on && (decision === null || decision === 'pending'),
  )
  const toCarryOut = here(
    chart.case_reviews,
    ({ reviewed_on, decision, recommends_change, carried_out_on }) =>
      reviewed_on >= episode.enrolled_on &&
      recommends_change &&
      (decision === 'accepted' || decision === 'modified') &&
      carried_out_on === null,
  )
  const asked = here(chart.questions, ({ settled_on }) => settled_on === null)
  const flags = row?.flags.filter(({ id }) => id !== 'S1') ?? []
  const safety = flags.filter(({ safety }) => safety)
  const due = row?.next_contact_due ?? null
  const minutes = row?.minutes_this_month ?? 0
  const found: readonly (OpenWork | false)[] = [
    ...safety.map(({ id, says, because }) => ({
      what: `${id} ${says}.`,
      becomes: `${because} It leaves the lists with the episode: settle it, or hand it over, first.`,
    })),
    due !== null && {
      what: `The contact due ${shownDay(due)}`,
      becomes: due < today ? 'is overdue, and leaves the worklist.' : 'leaves the worklist.',
    },
    undecided > 0 && {
      what: counted(undecided, 'recommendation without a decision').replace(/s$/, ''),
      becomes: 'left with the practitioner; asked for no more.',
    },
    toCarryOut > 0 && {
      what: `${toCarryOut} accepted, not carried out`,
      becomes: 'kept on the chart, with the practitioner to carry on.',
    },
    asked > 0 && {
      what: counted(asked, 'open question'),
      becomes: 'taken off the agenda of the weekly review.',
    },
    minutes > 0 && {
      what: `${counted(minutes, 'minute')} this month`,
      becomes: 'kept, and can be billed; time after the last day does not count.',
    },
    flags.length > safety.length && {
      what: counted(flags.length - safety.length, 'other flag'),
      becomes: 'ended with the episode.',
    },
  ]
  return found.filter((one) => one !== false)
}
