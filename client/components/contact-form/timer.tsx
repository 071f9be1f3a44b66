/** The running timer: its start is the server's, its seconds tick here. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { ActivityKind } from '../../../server/domain/records/care.ts'
import { timerQuery, useStartTimer } from '../../api/desk.ts'
import { clockWords } from '../words.ts'
import { clockQuery, type Heard, momentNow } from './clinic-clock.ts'

/** The server's moment, told again every so often; null: not heard yet. */
export function useMoment(everySeconds: number): number | null {
  const heard = useQuery(clockQuery).data
  const [, tick] = useState(0)
  useEffect(() => {
    const timer = window.setInterval(() => tick((count) => count + 1), everySeconds * 1000)
    return () => window.clearInterval(timer)
  }, [everySeconds])
  return heard === undefined ? null : momentNow(heard)
}

/** Waits for the server's moment: whoever types fast is done before it has come; null: it does not. */
export function useClock(): () => Promise<number | null> {
  const queries = useQueryClient()
  return () => queries.ensureQueryData(clockQuery).then(momentNow, () => null)
}

/** When the timer of this patient was started; null: none runs for them. */
export function useTimerSince(patient: string): number | null {
  const running = useQuery({ ...timerQuery, retry: false }).data?.running
  return running?.patient === patient ? Math.floor(Date.parse(running.since) / 1000) : null
}

export function Timer({
  patient,
  kind,
  heard,
}: {
  readonly patient: string
  readonly kind: ActivityKind
  readonly heard: Heard | undefined
}) {
  const running = useQuery({ ...timerQuery, retry: false }).data?.running
  const since = useTimerSince(patient)
  const start = useStartTimer()
  if (since !== null)
    return (
      <p className="timer running" role="timer" aria-label="Timer of this patient">
        <span aria-hidden="true">●</span> {heard ? <Elapsed since={since} /> : 'running'}{' '}
        <span className="quiet">since {running?.started_at.slice(11, 16)}</span>
      </p>
    )
  return (
    <p className="timer">
      <button
        type="button"
        className="button small"
        disabled={start.isPending}
        onClick={() => start.mutate({ patient, kind })}
      >
        Start the timer
      </button>
      {running && (
        <span className="quiet small">
          {' '}
          ends the one of {running.family_name}, {running.given_name}, since{' '}
          {running.started_at.slice(11, 16)}
        </span>
      )}
      {start.isError && <span className="fault small"> {start.error.message}</span>}
    </p>
  )
}

function Elapsed({ since }: { readonly since: number }) {
  const now = useMoment(1)
  return <strong>{now === null ? '–' : clockWords(Math.max(0, now - since))}</strong>
}
