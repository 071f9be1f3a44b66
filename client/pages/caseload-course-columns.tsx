/** The columns that tell how it goes: scores, contacts, reviews, the month, and who cares. */
import { counted, titled } from '../components/words.ts'
import { Change, Dash, Day, Item9, NextContact, nameOf, Score, Trail } from './caseload-cells.tsx'
import type { Column } from './caseload-column.ts'
import type { Listed } from './caseload-state.ts'

/** First, last, change and day of one instrument. */
export const ofInstrument = (instrument: string): readonly Column[] => {
  const viewOf = ({ row }: Listed) => row.instruments[instrument]
  const name = nameOf(instrument)
  const at = (part: string) => ({ id: `${instrument}-${part}`, says: `${name} ${part}` })
  return [
    {
      ...at('first'),
      head: name,
      isNumber: true,
      value: (one) => viewOf(one)?.first ?? null,
      show: (one) => (
        <Score
          instrument={instrument}
          total={viewOf(one)?.first ?? null}
          on={viewOf(one)?.first_on ?? null}
          status={null}
          today={null}
        />
      ),
    },
    {
      ...at('last'),
      head: 'last',
      isNumber: true,
      value: (one) => viewOf(one)?.last ?? null,
      show: (one) => (
        <Score
          instrument={instrument}
          total={viewOf(one)?.last ?? null}
          on={viewOf(one)?.last_on ?? null}
          status={viewOf(one)?.status ?? null}
          today={one.today}
        />
      ),
    },
    {
      ...at('change'),
      head: '±',
      isNumber: true,
      value: (one) => viewOf(one)?.change ?? null,
      show: (one) => <Change view={viewOf(one)} />,
    },
    {
      ...at('date'),
      head: 'on',
      value: (one) => viewOf(one)?.last_on ?? null,
      show: (one) => (
        <Day day={viewOf(one)?.last_on ?? null} today={one.today} why="none taken yet" />
      ),
    },
  ]
}

export const course: readonly Column[] = [
  {
    id: 'trail',
    head: 'Course',
    says: 'Course of the target score',
    value: ({ row }) => row.instruments[row.target_instrument]?.percent ?? null,
    show: (one) => <Trail {...one} />,
  },
  {
    id: 'item9',
    head: 'Item 9',
    says: 'Item 9',
    value: ({ row }) => row.item9 && titled(row.item9),
    show: ({ row }) => <Item9 item9={row.item9} />,
  },
  {
    id: 'contacts',
    head: 'Cont.',
    says: 'Contacts',
    isNumber: true,
    value: ({ row }) => row.contacts,
    show: ({ row }) => row.contacts,
  },
  {
    id: 'last-contact',
    head: 'Last cont.',
    says: 'Last contact',
    value: ({ row }) => row.last_contact_on,
    show: ({ row, today }) => <Day day={row.last_contact_on} today={today} why="none yet" />,
  },
  {
    id: 'next-contact',
    head: 'Next',
    says: 'Next contact due',
    value: ({ row }) => row.next_contact_due,
    show: (one) => <NextContact {...one} />,
  },
  {
    id: 'last-review',
    head: 'Review',
    says: 'Last review',
    value: ({ row }) => row.last_review_on,
    show: ({ row, today }) => <Day day={row.last_review_on} today={today} why="none yet" />,
  },
  {
    id: 'minutes',
    head: 'Min',
    says: 'Minutes this month',
    isNumber: true,
    value: ({ row }) => row.minutes_this_month,
    show: ({ row }) => row.minutes_this_month,
  },
  {
    id: 'next-band',
    head: 'Next code',
    says: 'Next code, and minutes to it',
    value: ({ row }) => row.next_band && `${row.next_band.code} in ${row.next_band.minutes_to_go}`,
    show: ({ row }) =>
      row.next_band ? (
        <span
          title={`${row.next_band.code} after ${counted(row.next_band.minutes_to_go, 'more minute')}`}
        >
          {row.next_band.code} <span className="quiet">in {row.next_band.minutes_to_go}</span>
        </span>
      ) : (
        <Dash why="no further code" />
      ),
  },
  {
    id: 'care-manager',
    head: 'Care manager',
    says: 'Care manager',
    value: ({ row }) => row.team.care_manager?.name ?? null,
    show: ({ row }) => row.team.care_manager?.name ?? <Dash why="nobody" />,
  },
  {
    id: 'clinic',
    head: 'Clinic',
    says: 'Clinic',
    value: ({ row }) => row.clinic?.name ?? null,
    show: ({ row }) => row.clinic?.name ?? <Dash why="none" />,
  },
  {
    id: 'enrolled',
    head: 'Enrolled',
    says: 'Enrolled',
    value: ({ row }) => row.enrolled_on,
    show: ({ row, today }) => <Day day={row.enrolled_on} today={today} why="" />,
  },
]
