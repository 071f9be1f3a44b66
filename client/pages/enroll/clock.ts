/** Which day and time it is where care happens, as the server told it with the session. */
import { useQuery } from '@tanstack/react-query'
import { isLocalTime } from '../../../server/domain/zone.ts'
import { sessionQuery } from '../../api/queries.ts'

const idleMinutes = 15

/** The local time `YYYY-MM-DDTHH:MM` of the last word from the server; '' before there is one. */
export function useNow(zone?: string): string {
  const { data } = useQuery(sessionQuery)
  if (!data) return ''
  const moment = new Date(Date.parse(data.idle_until) - idleMinutes * 60_000)
  const text = moment.toLocaleString('sv-SE', zone === undefined ? {} : { timeZone: zone })
  const time = text.replace(' ', 'T').slice(0, 16)
  return isLocalTime(time) ? time : ''
}
