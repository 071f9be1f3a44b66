/** Who the patient is, where they stand, what is missing, and every open flag: safety first. */
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import type { Flag } from '../../../server/domain/caseload/flag.ts'
import { teamRoles } from '../../../server/domain/records/enrollment.ts'
import { FlagMark, QuestionMark } from '../../components/severity.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, counted, shownDay, titled, withDays, words } from '../../components/words.ts'
import { type Gap, gapsOf } from './gaps.ts'
import { useHere } from './here.ts'

export function PatientHeader({ actions }: { readonly actions: ReactNode }) {
  const { view, chart, today, episode } = useHere()
  const { patient } = chart
  return (
    <header className="patient-head">
      <div className="row identity">
        <h1>
          {patient.family_name}, {patient.given_name}
        </h1>
        <span>
          {ageOn(patient.birth_date, today)} · born {shownDay(patient.birth_date)}
        </span>
        <span>MRN {patient.mrn}</span>
        <span>
          {patient.language === null ? 'language not known' : languageName(patient.language)}
        </span>
        <Standing />
        <span className="actions row no-print">
          {actions}
          <EnrollAgain />
          <Link
            className="button small"
            href={`/patients/${view.handle}/months/${today.slice(0, 7)}`}
          >
            Billing month
          </Link>
          <Link className="button small" href={`/patients/${view.handle}/sheet`}>
            <Glyph name="print" /> One page
          </Link>
        </span>
      </div>
      <div className="row team">
        <Coverage />
        <Team />
        {gapsOf(chart, episode, today).map((gap) => (
          <GapChip key={gap.what} gap={gap} />
        ))}
      </div>
      <Flags flags={view.row?.flags ?? []} />
      {view.row?.question && (
        <p className="small">
          <QuestionMark question={view.row.question} /> <strong>For the next review</strong>{' '}
          {view.row.question.question}{' '}
          <span className="quiet">asked {shownDay(view.row.question.asked_on)}</span>
        </p>
      )}
    </header>
  )
}

/** Not in care, closed, or ended by a break: a new episode begins here. */
function EnrollAgain() {
  const { view, may } = useHere()
  const isOpen = view.row !== null && view.row.status !== 'closed'
  if (isOpen || !may('episodes')) return null
  return (
    <Link className="button small primary" href={`/enroll/enroll-again-${view.handle}`}>
      <Glyph name="add" /> Enroll again
    </Link>
  )
}

const languages = new Intl.DisplayNames('en', { type: 'language' })
const languageName = (tag: string): string => languages.of(tag) ?? tag

function Standing() {
  const { view, episode } = useHere()
  const { row } = view
  if (row)
    return (
      <span>
        <strong>{titled(row.status)}</strong>, week {row.weeks}
      </span>
    )
  return (
    <span>
      <strong>
        {episode?.closed_on ? `Closed ${shownDay(episode.closed_on)}` : 'Not in care'}
      </strong>
    </span>
  )
}

function Coverage() {
  const { chart, today } = useHere()
  const now = chart.coverages
    .filter((one) => one.starts_on <= today && (one.ends_on === null || one.ends_on >= today))
    .toSorted((a, b) => a.rank - b.rank)
  if (now.length === 0) return null
  const names = now.map(
    ({ payer_id }) => chart.payers.find((one) => one.payer_id === payer_id)?.name ?? payer_id,
  )
  return (
    <span>
      <span className="quiet">Coverage</span> {names.join(', ')}
    </span>
  )
}

function Team() {
  const { view } = useHere()
  const team = view.row?.team
  if (!team) return null
  return teamRoles
    .filter((role) => team[role] !== null)
    .map((role) => (
      <span key={role}>
        <span className="quiet">{titled(role)}</span> {team[role]?.name}
      </span>
    ))
}

const adds = { consent: 'consents', visit: 'visits', coverage: 'coverages' } as const
const leaves = {
  consent: ['documented_at', 'revoked_at'],
  visit: [],
  coverage: ['ends_on'],
} as const

/** A gap is the button that closes it. */
function GapChip({ gap }: { readonly gap: Gap }) {
  const { may, add } = useHere()
  const record = adds[gap.what]
  if (!may(record)) return <span className="chip gap">{gap.says}</span>
  return (
    <button
      type="button"
      className="chip gap"
      onClick={() => add(record, { leave: leaves[gap.what] })}
    >
      <Glyph name="add" /> {gap.says}
    </button>
  )
}

function Flags({ flags }: { readonly flags: readonly Flag[] }) {
  if (flags.length === 0) return <p className="quiet small no-flag">No flag is open.</p>
  const ordered = flags.toSorted((a, b) => Number(b.safety) - Number(a.safety))
  return (
    <ul className="flags" aria-label={counted(flags.length, 'open flag')}>
      {ordered.map((flag) => (
        <li key={flag.id}>
          <FlagMark flag={flag} /> <strong>{flag.says}</strong> {withDays(flag.because)}{' '}
          <span className="quiet">
            since {shownDay(flag.since)} · {words(flag.owner)} · {flag.clears}
          </span>
        </li>
      ))}
    </ul>
  )
}
