/** Taking a patient in: begin or go on, the flow itself, and what is still missing at the end. */
import { useQuery } from '@tanstack/react-query'
import { Route, Switch } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import { draftsQuery } from '../../api/desk.ts'
import { patientQuery, sessionQuery } from '../../api/queries.ts'
import { peopleQuery } from '../../api/records.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/enroll.css'
import { type Again, formAgain } from './again.ts'
import { useNow } from './clock.ts'
import { Done } from './done.tsx'
import { comesBack, formOf } from './draft.ts'
import { Flow } from './flow.tsx'
import { newForm } from './form.ts'
import { Start } from './start.tsx'

export function EnrollPage() {
  return (
    <Switch>
      <Route path="/enroll/done/:patient">{({ patient }) => <Done patient={patient} />}</Route>
      <Route path="/enroll/:draft">{({ draft }) => <Begun key={draft} name={draft} />}</Route>
      <Route>
        <Start />
      </Route>
    </Switch>
  )
}

/** Fetches what the flow stands on: people to choose from, and what was typed before. */
function Begun({ name }: { readonly name: string }) {
  const again = useAgain(comesBack(name))
  const people = useQuery(peopleQuery)
  const drafts = useQuery({ ...draftsQuery, staleTime: 0, refetchOnWindowFocus: false })
  const { data: session } = useQuery(sessionQuery)
  const clinics = people.data?.clinics ?? []
  const now = useNow(clinics[0]?.time_zone)
  if (people.isError) return <Trouble error={people.error} retry={people.refetch} />
  if (drafts.isError) return <Trouble error={drafts.error} retry={drafts.refetch} />
  if (again.isError) return <Trouble error={again.error} retry={again.refetch} />
  // a draft from memory may be older than what was typed: the server's own is waited for
  if (
    people.isPending ||
    !drafts.isFetchedAfterMount ||
    !drafts.data ||
    !session ||
    now === '' ||
    again.isLoading
  )
    return <Skeleton what="the enrollment" />
  const own = people.data.staff.find(({ staff }) => staff === session.staff)
  const newcomer = newForm({
    now,
    person: own?.staff_id ?? '',
    role: session.role,
    clinic: clinics.length === 1 ? clinics[0]!.clinic_id : '',
  })
  const blank = again.data ? formAgain(newcomer, again.data) : newcomer
  const draft = drafts.data.drafts.find((one) => one.name === name)
  const choices = { people: people.data.staff, payers: people.data.payers, clinics }
  return (
    <section className="stack" aria-labelledby="enroll">
      <h1 id="enroll">{again.data ? 'Enroll a patient again' : 'Enroll a patient'}</h1>
      <Flow
        name={name}
        again={again.data ?? null}
        begun={draft ? formOf(draft.content, blank) : blank}
        choices={choices}
        now={now}
      />
    </section>
  )
}

/** The chart of a patient who comes back; nothing is asked for of somebody new. */
function useAgain(patient: string | null) {
  return useQuery({
    ...patientQuery(patient ?? ''),
    enabled: patient !== null,
    select: ({ handle, chart, today, row }: PatientView): Again => {
      const open = row !== null && row.status !== 'closed' ? row.model : null
      return { patient: handle, chart, today, open }
    },
  })
}
