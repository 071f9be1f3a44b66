/** Above the agenda: whose review it is, how long, and the meeting that runs or can be started. */
import { useId, useState } from 'react'
import type { MeetingView, ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { Glyph } from '../../components/symbols.tsx'
import { counted, listDay } from '../../components/words.ts'
import { ConfirmMeetings } from './confirm.tsx'
import { EndMeeting } from './end-meeting.tsx'
import { MissedWeek } from './missed-week.tsx'
import { StartMeeting } from './start-meeting.tsx'

interface Bar {
  readonly view: ReviewView
  readonly session: SessionView
  /** Minutes since the meeting began. */
  readonly elapsed: number
  readonly onCareManager: (staff: string) => void
  readonly onMinutes: (minutes: number) => void
  readonly onEnded: (meeting: MeetingView) => void
}

type Open = 'start' | 'end' | 'missed' | 'confirm'

export function MeetingBar(bar: Bar) {
  const { view, session, onEnded } = bar
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <header className="bar row">
      <h1>Weekly review</h1>
      <Scope {...bar} />
      <Weeks view={view} open={setOpen} />
      <Waiting view={view} session={session} open={setOpen} />
      {view.meeting ? (
        <Running {...bar} meeting={view.meeting} end={() => setOpen('end')} />
      ) : (
        <button type="button" className="button primary end" onClick={() => setOpen('start')}>
          Start the meeting
        </button>
      )}
      {open === 'start' && <StartMeeting view={view} session={session} onClose={close} />}
      {open === 'missed' && <MissedWeek view={view} session={session} onClose={close} />}
      {open === 'confirm' && <ConfirmMeetings view={view} session={session} onClose={close} />}
      {open === 'end' && view.meeting && (
        <EndMeeting view={view} meeting={view.meeting} onEnded={onEnded} onClose={close} />
      )}
    </header>
  )
}

const lengths = [30, 45, 60, 90, 120] as const

function Scope({ view, onCareManager, onMinutes }: Bar) {
  const id = useId()
  const { care_manager, care_managers, length } = view
  const offered = [...new Set([...lengths, length])].sort((a, b) => a - b)
  return (
    <>
      {care_managers.length > 1 ? (
        <>
          <label htmlFor={`${id}-who`}>of</label>
          <select
            id={`${id}-who`}
            aria-label="Care manager"
            value={care_manager.staff}
            onChange={(event) => onCareManager(event.target.value)}
          >
            {care_managers.map(({ staff, name }) => (
              <option key={staff} value={staff}>
                {name}
              </option>
            ))}
          </select>
        </>
      ) : (
        <span>of {care_manager.name}</span>
      )}
      <select
        aria-label="Length of the meeting"
        value={length}
        onChange={(event) => onMinutes(Number(event.target.value))}
      >
        {offered.map((minutes) => (
          <option key={minutes} value={minutes}>
            {minutes} min
          </option>
        ))}
      </select>
    </>
  )
}

/** Weeks with neither a meeting nor a reason: each breaks the proof of its month. */
function Weeks({
  view: { missed_weeks, today },
  open,
}: {
  readonly view: ReviewView
  readonly open: (what: Open) => void
}) {
  if (missed_weeks.length === 0) return null
  const days = missed_weeks.map((day) => listDay(day, today)).join(', ')
  return (
    <button
      type="button"
      className="button small"
      title={`Weeks of ${days}`}
      onClick={() => open('missed')}
    >
      <Glyph name="warning" /> {counted(missed_weeks.length, 'week')} without a meeting
    </button>
  )
}

function Waiting({
  view: { to_confirm },
  session,
  open,
}: {
  readonly view: ReviewView
  readonly session: SessionView
  readonly open: (what: Open) => void
}) {
  if (to_confirm.length === 0) return null
  const confirms = session.role === 'psychiatric_consultant'
  return (
    <button type="button" className="button small" onClick={() => open('confirm')}>
      <Glyph name="warning" /> {counted(to_confirm.length, 'meeting')}{' '}
      {confirms ? 'to confirm' : 'unconfirmed'}
    </button>
  )
}

function Running({
  meeting: { row },
  view,
  elapsed,
  end,
}: Bar & { readonly meeting: MeetingView; readonly end: () => void }) {
  const consultant = view.consultants.find(
    ({ staff_id }) => staff_id === row.psychiatric_consultant_id,
  )
  const isToday = row.started_at.startsWith(view.today)
  const since = isToday
    ? row.started_at.slice(11, 16)
    : `${listDay(row.started_at.slice(0, 10), view.today)}, ${row.started_at.slice(11, 16)}`
  return (
    <>
      <span className="running end">
        <span className="on" aria-hidden="true" /> Meeting since {since}
        {isToday && <strong> · {elapsed} min</strong>}
        {consultant && <span className="quiet wide"> · {consultant.name}</span>}
        {row.attendees && <span className="quiet wide"> · {row.attendees}</span>}
      </span>
      <button type="button" className="button" onClick={end}>
        End the meeting
      </button>
    </>
  )
}
