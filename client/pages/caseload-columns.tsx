/** The columns of the caseload (review.md): what each shows, sorts by, and writes into a file. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { FlagMark } from '../components/severity.tsx'
import { counted, titled } from '../components/words.ts'
import { Change, Dash, Day, Item9, NextContact, nameOf, Score, Trail } from './caseload-cells.tsx'
import type { Value } from './caseload-rows.ts'
import type { Listed } from './caseload-state.ts'

export interface Column {
  readonly id: string
  /** The head of the column: as short as it is narrow. */
  readonly head: string
  /** What it is called where there is room. */
  readonly says: string
  readonly isNumber?: boolean
  /** For sorting and for a file; null is unknown. */
  readonly value: (one: Listed) => Value
  readonly show: (one: Listed) => ReactNode
}

const nameIn = ({ row }: Listed): string => `${row.family_name}, ${row.given_name}`

const about: readonly Column[] = [
  {
    id: 'flags',
    head: 'Flags',
    says: 'Flags',
    value: ({ row }) => (row.flags.length === 0 ? null : row.flags.map(({ id }) => id).join(' ')),
    show: (one) => <Flags {...one} />,
  },
  {
    id: 'name',
    head: 'Patient',
    says: 'Patient',
    value: nameIn,
    show: (one) => <Link href={`/patients/${one.patient}`}>{nameIn(one)}</Link>,
  },
  {
    id: 'mrn',
    head: 'MRN',
    says: 'MRN',
    value: ({ row }) => row.mrn,
    show: ({ row }) => row.mrn,
  },
  {
    id: 'status',
    head: 'Status',
    says: 'Status',
    value: ({ row }) => titled(row.status),
    show: ({ row }) =>
      row.status === 'relapse_prevention' ? (
        <abbr title="Relapse prevention">Relapse prev.</abbr>
      ) : (
        titled(row.status)
      ),
  },
  {
    id: 'weeks',
    head: 'Wk',
    says: 'Weeks in treatment',
    isNumber: true,
    value: ({ row }) => row.weeks,
    show: ({ row }) => row.weeks,
  },
]

/** First, last, change and day of one instrument. */
const ofInstrument = (instrument: string): readonly Column[] => {
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

const course: readonly Column[] = [
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

export const columns: readonly Column[] = [
  ...about,
  ...ofInstrument('phq-9'),
  ...ofInstrument('gad-7'),
  ...course,
]

/** These stay: a row without them is nobody's. */
export const alwaysShown: readonly string[] = ['flags', 'name']

function Flags({ row: { flags } }: Listed) {
  const [top, ...more] = flags
  if (!top) return null
  return (
    <>
      <FlagMark flag={top} />
      {more.length > 0 && (
        <span
          className="quiet"
          title={more.map(({ id, because }) => `${id}: ${because}`).join('\n')}
        >
          {' '}
          +{more.length}
        </span>
      )}
    </>
  )
}
