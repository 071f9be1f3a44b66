/** The time at a patient's clinic, from the server's clock: the browser's own is never asked. */
import { queryOptions } from '@tanstack/react-query'
import type { SessionView } from '../../../server/contract/session.ts'
import { idleLimit } from '../../../server/domain/sessions.ts'
import {
  type LocalTime,
  localTimeOf,
  type Moment,
  type TimeZone,
} from '../../../server/domain/zone.ts'
import { ask } from '../../api/request.ts'

/** The server's moment, and what the browser's stopwatch showed when it was heard. */
export interface Heard {
  readonly moment: number
  readonly stopwatch: number
}

const minute = 60
/** A stopwatch may stand still while a computer sleeps: it is set again this often. */
const trusted = 2 * minute * 1000

/** An idle limit is counted from the moment of asking, so the answer tells that moment. */
export const clockQuery = queryOptions({
  queryKey: ['session', 'clock'],
  queryFn: async (): Promise<Heard> => {
    const { idle_until } = await ask<SessionView>('/api/session')
    return { moment: (Date.parse(idle_until) - idleLimit) / 1000, stopwatch: performance.now() }
  },
  staleTime: trusted,
})

/** Seconds since 1970 now, never ahead of the server. */
export const momentNow = ({ moment, stopwatch }: Heard): number =>
  Math.floor(moment + (performance.now() - stopwatch) / 1000)

/** A moment on the clinic's clock, to the minute: `2026-06-03T09:00`. */
export const minuteOf = (moment: number, zone: TimeZone): LocalTime =>
  // whole seconds, and a full minute: the text loses only its zeros
  localTimeOf((Math.floor(moment / minute) * minute) as Moment, zone).replace(
    /^(.{16}):00$/,
    '$1',
  ) as LocalTime
