/** The form that is open in a line. */
import { useQuery } from '@tanstack/react-query'
import { isInstrument } from '../../../server/domain/instruments/index.ts'
import type { TimeZone } from '../../../server/domain/zone.ts'
import { patientQuery } from '../../api/queries.ts'
import { ContactForm } from '../../components/contact-form/index.tsx'
import { ScoreForm } from '../../components/score-form/index.tsx'
import type { ActionName } from './actions.ts'
import type { SavedRow } from './done.tsx'
import type { Entry } from './entries.ts'
import { Ask, Reschedule, Snooze } from './small-forms.tsx'

/** What was entered: how it is taken back, and the text for the record of the clinic. */
export interface Entered {
  readonly says: string
  readonly rows: readonly SavedRow[]
  readonly note: string | null
}

interface Props {
  readonly entry: Entry
  readonly onEntered: (entered: Entered) => void
  readonly onLeave: () => void
  readonly onHold: (held: boolean) => void
}

/** Where a chart names no clinic, its times are read as UTC (bundle.md). */
const noZone = 'UTC' as TimeZone // known to every runtime

export function EntryForm({ action, ...props }: Props & { readonly action: ActionName }) {
  const { entry, onEntered, onLeave } = props
  const small = {
    entry,
    onLeave,
    onSaved: (saved: SavedRow, says: string) => onEntered({ says, rows: [saved], note: null }),
  }
  if (action === 'reschedule') return <Reschedule {...small} />
  if (action === 'snooze') return <Snooze {...small} />
  if (action === 'question') return <Ask {...small} />
  if (action === 'score') return <Score {...props} />
  return (
    <ContactForm
      patient={entry.patient}
      today={entry.today}
      zone={entry.row.clinic?.time_zone ?? noZone}
      onLeave={onLeave}
      onSaved={({ activity, planned, minutes, note }) =>
        onEntered({
          says: `contact, ${minutes} min`,
          rows: [
            { ...activity, record: 'activities' },
            ...(planned === null ? [] : [{ ...planned, record: 'planned_contacts' as const }]),
          ],
          note,
        })
      }
    />
  )
}

function Score({ entry, onEntered, onLeave, onHold }: Props) {
  const { row, patient, today } = entry
  const chart = useQuery(patientQuery(patient)).data?.chart
  const { sex = null, language = null } = chart?.patient ?? {}
  const target = isInstrument(row.target_instrument) ? row.target_instrument : 'phq-9'
  return (
    <ScoreForm
      patient={patient}
      today={today}
      target={target}
      about={{ sex, language }}
      before={row.instruments}
      onLeave={onLeave}
      onHold={onHold}
      onSaved={({ score, note }) =>
        onEntered({
          says: note.split('\n')[0] ?? 'score',
          rows: [{ ...score, record: 'scores' }],
          note,
        })
      }
    />
  )
}
