/** Beside the recommendations: treatment, contacts, minutes and risk, each in a line or two. */
import type { PatientView } from '../../../server/contract/patients.ts'
import type { CalendarDay } from '../../../server/domain/calendar.ts'
import type { CaseloadRow } from '../../../server/domain/caseload/row.ts'
import type { Activity, Medication } from '../../../server/domain/records/index.ts'
import { counted, listDay, words } from '../../components/words.ts'

/** Taken on a day. */
export const takenOn = (
  { medications }: Pick<PatientView['chart'], 'medications'>,
  today: CalendarDay,
): readonly Medication[] =>
  medications.filter(
    ({ started_on, stopped_on }) =>
      started_on <= today && (stopped_on === null || stopped_on >= today),
  )

const contactsShown = 3

export function Facts({ view, row }: { readonly view: PatientView; readonly row: CaseloadRow }) {
  const { chart, today } = view
  const contacts = chart.activities
    .filter(({ modality }) => modality !== 'none')
    .toSorted((a, b) => (a.started_at < b.started_at ? 1 : -1))
  return (
    <section className="facts-list" aria-label="Contacts, medication, risk">
      <dl>
        <dt>Medication</dt>
        <dd>{medicationLine(view)}</dd>
        <dt>Risk</dt>
        <dd>{riskLine(view, row)}</dd>
        <dt>Minutes</dt>
        <dd>
          {row.minutes_this_month} this month
          {row.next_band && `, ${row.next_band.code} in ${row.next_band.minutes_to_go}`}
        </dd>
        <dt>Contacts</dt>
        <dd>
          {counted(row.contacts, 'contact')}
          {row.attempts_since > 0 && `, ${counted(row.attempts_since, 'attempt')} since`} · next{' '}
          {row.next_contact_due ? listDay(row.next_contact_due, today) : 'on hold'}
        </dd>
      </dl>
      <ul>
        {contacts.slice(0, contactsShown).map((one) => (
          <ContactLine key={one.activity_id} one={one} today={today} />
        ))}
      </ul>
    </section>
  )
}

/** Adherence and side effects stand in what the care manager wrote of the contact. */
function ContactLine({ one, today }: { readonly one: Activity; readonly today: CalendarDay }) {
  return (
    <li>
      <span className="when">{listDay(one.started_at.slice(0, 10), today)}</span>{' '}
      {words(one.modality)}, {one.reached ? words(one.kind) : 'not reached'}
      {one.note && <span className="quiet">: {one.note}</span>}
    </li>
  )
}

function medicationLine({ chart, today }: PatientView): string {
  const now = takenOn(chart, today)
  if (now.length === 0) return 'none recorded'
  return now.map(({ name, dose }) => [name, dose].filter(Boolean).join(' ')).join(', ')
}

function riskLine({ chart, today }: PatientView, { item9 }: CaseloadRow): string {
  const last = chart.risk_assessments
    .toSorted((a, b) => (a.assessed_at < b.assessed_at ? 1 : -1))
    .at(0)
  const plan = chart.safety_plans.toSorted((a, b) => (a.made_on < b.made_on ? 1 : -1)).at(0)
  const parts = [
    `item 9 ${item9 === null ? 'never asked' : words(item9)}`,
    last
      ? `${last.tier} on ${listDay(last.assessed_at.slice(0, 10), today)}` +
        (last.disposition ? `: ${last.disposition}` : ', without a disposition')
      : 'not assessed',
    plan && `safety plan ${listDay(plan.made_on, today)}`,
  ]
  return parts.filter(Boolean).join(' · ')
}
