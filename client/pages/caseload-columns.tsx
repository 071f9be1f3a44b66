/** The columns of the caseload (review.md): what each shows, sorts by, and writes into a file. */
import { Link } from 'wouter'
import { FlagMark, QuestionMark } from '../components/severity.tsx'
import { titled, withDays } from '../components/words.ts'
import type { Column } from './caseload-column.ts'
import { course, ofInstrument } from './caseload-course-columns.tsx'
import type { Listed } from './caseload-state.ts'

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

export const columns: readonly Column[] = [
  ...about,
  ...ofInstrument('phq-9'),
  ...ofInstrument('gad-7'),
  ...course,
]

/** These stay: a row without them is nobody's. */
export const alwaysShown: readonly string[] = ['flags', 'name']

function Flags({ row: { flags, question } }: Listed) {
  const [top, ...more] = flags
  if (!top) return question && <QuestionMark question={question} />
  return (
    <>
      <FlagMark flag={top} />
      {more.length > 0 && (
        <span
          className="quiet"
          title={more.map(({ id, because }) => `${id}: ${withDays(because)}`).join('\n')}
        >
          {' '}
          +{more.length}
        </span>
      )}
    </>
  )
}
