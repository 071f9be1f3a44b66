/** The weekly review on one screen: agenda, the case, its note; a meeting around it. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { MeetingView, ReviewView } from '../../../server/contract/review.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { sessionQuery } from '../../api/queries.ts'
import { RequestProblem } from '../../api/request.ts'
import { useKeys } from '../../components/keys.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/review.css'
import { Agenda } from './agenda.tsx'
import { MeetingBar } from './bar.tsx'
import { Case } from './case.tsx'
import { useCaseClock, useLastCase, useMeetingMinutes } from './clocks.ts'
import { type Ended, EndedMeeting } from './ended.tsx'
import { useNotebook } from './notes.ts'
import { everyone, nextEntry, shownEntry, useReview, withSaved } from './state.ts'

export function ReviewPage() {
  const session = useQuery(sessionQuery).data
  const review = useReview()
  if (review.isPending || !session) return <Skeleton what="the weekly review" lines={26} />
  if (review.isError)
    return isNobodys(review.error) ? (
      <Empty>
        Once you are on the care team of an open case, the agenda of its weekly review is here.
      </Empty>
    ) : (
      <Trouble error={review.error} retry={review.refetch} />
    )
  return (
    <Review
      key={review.data.care_manager.staff}
      view={review.data}
      session={session}
      review={review}
    />
  )
}

/** They work with no care manager yet. */
const isNobodys = (error: unknown): boolean =>
  error instanceof RequestProblem && error.status === 404

function Review({
  view: asRead,
  session,
  review: { chosen, choose },
}: {
  readonly view: ReviewView
  readonly session: SessionView
  readonly review: ReturnType<typeof useReview>
}) {
  const [ended, setEnded] = useState<Ended | null>(null)
  const [saved, setSaved] = useState<ReadonlySet<string>>(new Set())
  const view = withSaved(asRead, saved)
  const notebook = useNotebook()
  const running = view.meeting?.meeting ?? null
  const entry = shownEntry(view, chosen.episode, useLastCase(running))
  const shown = ended ? null : (entry?.row.episode_id ?? null)
  const isOpen = shown !== null && entry?.reviewed === false
  const seconds = useCaseClock(running, isOpen ? entry.patient : null)
  const elapsed = useMeetingMinutes(view.meeting)
  const go = (episode: string | null) => {
    setEnded(null)
    choose({ ...chosen, episode })
  }
  const step = (by: number) => () => {
    const all = everyone(view)
    const at = all.findIndex(({ row }) => row.episode_id === entry?.row.episode_id)
    const to = all[Math.min(Math.max(at + by, 0), all.length - 1)]
    if (to) go(to.row.episode_id)
  }
  useKeys({ j: step(1), k: step(-1), ArrowDown: step(1), ArrowUp: step(-1) })
  const onNext = () =>
    entry && go(nextEntry(view, entry.row.episode_id)?.row.episode_id ?? entry.row.episode_id)
  const onEnded = (meeting: MeetingView) => {
    setEnded({ meeting, agenda: everyone(view) })
    setSaved(new Set())
  }
  return (
    <section className="review" aria-label="Weekly review">
      <MeetingBar
        view={view}
        session={session}
        elapsed={elapsed}
        onCareManager={(careManager) => choose({ ...chosen, careManager, episode: null })}
        onMinutes={(minutes) => choose({ ...chosen, minutes })}
        onEnded={onEnded}
      />
      <Agenda view={view} shown={shown} typed={notebook.open} onChoose={go} />
      {ended ? (
        <EndedMeeting ended={ended} session={session} onLeave={() => go(null)} />
      ) : entry ? (
        <Case
          key={entry.row.episode_id}
          entry={entry}
          view={view}
          session={session}
          notebook={notebook}
          seconds={seconds}
          elapsed={elapsed}
          onNext={onNext}
          onSaved={() => {
            setSaved((before) => new Set(before).add(entry.row.episode_id))
            onNext()
          }}
        />
      ) : (
        <Empty>
          No flag and no question brings a case here this week. A question asked on a patient's page
          does.
        </Empty>
      )}
    </section>
  )
}
