/** The frame of care: episode, consent, visits, team, coverage, stays, relapse plan, closing. */
import type { RowOf } from '../../../server/domain/records/index.ts'
import { shownDay, shownTime, titled, words } from '../../components/words.ts'
import { Episodes } from './episodes.tsx'
import { useHere } from './here.ts'
import { Act, Facts, Nothing, Part } from './parts.tsx'
import { RowList } from './row-list.tsx'

export function EnrollmentTab() {
  return (
    <>
      <Episodes />
      <Consents />
      <Rows />
      <RelapsePlan />
    </>
  )
}

const yesNo = (value: boolean) => (value ? 'yes' : <span className="missing">no</span>)

function Consents() {
  const { chart, may, add, amend, nameOf } = useHere()
  const rows = chart.consents.toSorted((a, b) => (a.obtained_at < b.obtained_at ? 1 : -1))
  return (
    <Part
      title="Consent"
      action={
        may('consents') && (
          <Act
            glyph="add"
            does="Consent"
            onPress={() => add('consents', { leave: ['documented_at', 'revoked_at'] })}
          />
        )
      }
    >
      {rows.length === 0 && <Nothing>None on record: no minute counts before it.</Nothing>}
      <ol className="versions">
        {rows.map((row) => (
          <li key={row.consent_id}>
            <p className="row">
              <strong>{shownTime(row.obtained_at)}</strong> {row.mode}, by {nameOf(row.obtained_by)}
              {row.revoked_at && (
                <span className="chip gap">revoked {shownTime(row.revoked_at)}</span>
              )}
              {may('consents') && (
                <Act
                  does="Amend"
                  about={`consent of ${shownTime(row.obtained_at)}`}
                  onPress={() => amend('consents', row)}
                />
              )}
            </p>
            <Facts
              facts={[
                ['Practitioner', nameOf(row.billing_practitioner_id)],
                ['May consult', yesNo(row.consult_permission)],
                ['Cost sharing, visits', yesNo(row.cost_sharing_face_to_face)],
                ['Cost sharing, no visit', yesNo(row.cost_sharing_non_face_to_face)],
              ]}
            />
          </li>
        ))}
      </ol>
    </Part>
  )
}

function Rows() {
  const { chart, episode, nameOf } = useHere()
  const payer = (id: string) => chart.payers.find((one) => one.payer_id === id)?.name ?? id
  return (
    <>
      <RowList
        record="visits"
        title="Visits"
        does="Visit"
        rows={chart.visits.toSorted((a, b) => (a.visit_on < b.visit_on ? 1 : -1))}
        says={(row) => `${shownDay(row.visit_on)} · ${row.code} · ${nameOf(row.practitioner_id)}`}
        none="None on record: care begins with one."
      />
      <RowList
        record="care_team"
        title="Team"
        does="Team member"
        rows={chart.care_team.filter((one) => one.episode_id === episode?.episode_id)}
        says={(row) => `${titled(row.role)} · ${nameOf(row.staff_id)} · ${span(row)}`}
        none="Nobody yet."
        {...(episode ? { fixed: { episode_id: episode.episode_id } } : {})}
        leave={['ends_on']}
        keyed={['ends_on']}
      />
      <RowList
        record="coverages"
        title="Coverage"
        does="Coverage"
        rows={chart.coverages.toSorted((a, b) => a.rank - b.rank)}
        says={(row) => `${row.rank}. ${payer(row.payer_id)} ${row.member_id ?? ''} · ${span(row)}`}
        none="None on record."
        leave={['ends_on']}
      />
      <RowList
        record="part2_consents"
        title="Consents to disclose substance-use records"
        does="Consent (42 CFR Part 2)"
        rows={chart.part2_consents.toSorted((a, b) => (a.obtained_on < b.obtained_on ? 1 : -1))}
        says={(row) => [row.recipient, titled(row.scope), span(heldBy(row))].join(' · ')}
        none="None on record: nothing of substance use may be disclosed."
        leave={['revoked_on']}
      />
      <RowList
        record="facility_stays"
        title="Facility stays"
        does="Stay"
        rows={chart.facility_stays}
        says={(row) =>
          `${titled(row.kind)} · ${span({ starts_on: row.admitted_on, ends_on: row.discharged_on })}`
        }
        none="None on record."
      />
      <RowList
        record="authorizations"
        title="Authorizations"
        does="Authorization"
        rows={chart.authorizations.toSorted((a, b) => (a.starts_on < b.starts_on ? 1 : -1))}
        says={(row) => `${payer(row.payer_id)} ${row.number ?? ''} · ${span(row)}`}
        none="None on record."
      />
      <RowList
        record="services"
        title="Services already billed"
        does="Billed service"
        rows={chart.services.toSorted((a, b) => (a.service_on < b.service_on ? 1 : -1))}
        says={(row) =>
          `${shownDay(row.service_on)} · ${row.units} × ${row.code} · ${row.source} ${row.practitioner_npi ?? ''}`
        }
        none="None on record: a first month billed elsewhere belongs here."
      />
    </>
  )
}

const heldBy = ({ obtained_on, revoked_on, expires_on }: RowOf<'part2_consents'>) => ({
  starts_on: obtained_on,
  ends_on: revoked_on ?? expires_on,
})

const span = (row: { readonly starts_on: string; readonly ends_on: string | null }): string =>
  row.ends_on === null
    ? `since ${shownDay(row.starts_on)}`
    : `${shownDay(row.starts_on)} to ${shownDay(row.ends_on)}`

function RelapsePlan() {
  const { chart, may, add, amend, nameOf } = useHere()
  const current = chart.relapse_plans.toSorted((a, b) => (a.made_on < b.made_on ? 1 : -1))[0]
  const given = current && { warning_signs: current.warning_signs, actions: current.actions }
  return (
    <Part
      title="Relapse-prevention plan"
      action={
        may('relapse_plans') && (
          <>
            <Act
              glyph="add"
              does={current ? 'New version' : 'Plan'}
              onPress={() => add('relapse_plans', given ? { given } : {})}
            />
            {current && (
              <Act
                does="Amend"
                about={`the ${words('relapse-prevention')} plan`}
                onPress={() => amend('relapse_plans', current)}
              />
            )}
          </>
        )
      }
    >
      {current ? (
        <Facts
          facts={[
            ['Made', `${shownDay(current.made_on)}, ${nameOf(current.author_id)}`],
            ['Warning signs', current.warning_signs],
            ['What to do then', current.actions],
          ]}
        />
      ) : (
        <Nothing>None on record.</Nothing>
      )}
    </Part>
  )
}
