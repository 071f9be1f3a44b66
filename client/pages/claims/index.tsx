/** Claims: a month's run to emit, the claims of a month, or one claim. */
import { useQuery } from '@tanstack/react-query'
import { useParams } from 'wouter'
import { addMonths, calendarMonth, isCalendarMonth } from '../../../server/domain/calendar.ts'
import { sessionQuery } from '../../api/queries.ts'
import { Empty } from '../../components/states.tsx'
import '../../theme/forms.css'
import '../../theme/claims.css'
import { ClaimPage } from './claim.tsx'
import { ClaimMonth } from './month.tsx'

export function ClaimsPage() {
  const { data: session } = useQuery({ ...sessionQuery, enabled: false })
  const named = useParams()['*'] ?? ''
  const [place = '', claim] = named.split('/')
  if (place === 'claim' && claim) return <ClaimPage key={claim} claim={claim} />
  const month = named === '' ? lastMonth(session?.idle_until) : named
  if (month === undefined || !isCalendarMonth(month))
    return <Empty>This address names no month.</Empty>
  return <ClaimMonth key={month} month={month} />
}

/** The month to be billed is the one that is over: the session's end tells today. */
const lastMonth = (today: string | undefined): string | undefined =>
  today && addMonths(calendarMonth(today.slice(0, 7)), -1)
