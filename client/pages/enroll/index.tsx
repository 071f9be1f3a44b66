/** Taking a patient in: begin or go on, the flow itself, and what is still missing at the end. */
import { useQuery } from '@tanstack/react-query'
import { Route, Switch } from 'wouter'
import { draftsQuery } from '../../api/desk.ts'
import { sessionQuery } from '../../api/queries.ts'
import { peopleQuery } from '../../api/records.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import '../../theme/patient.css'
import '../../theme/enroll.css'
import { useNow } from './clock.ts'
import { Done } from './done.tsx'
import { formOf } from './draft.ts'
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
  const people = useQuery(peopleQuery)
  const drafts = useQuery({ ...draftsQuery, staleTime: 0, refetchOnWindowFocus: false })
  const { data: session } = useQuery(sessionQuery)
  const clinics = people.data?.clinics ?? []
  const now = useNow(clinics[0]?.time_zone)
  if (people.isError) return <Trouble error={people.error} retry={people.refetch} />
  if (drafts.isError) return <Trouble error={drafts.error} retry={drafts.refetch} />
  // a draft from memory may be older than what was typed: the server's own is waited for
  if (people.isPending || !drafts.isFetchedAfterMount || !drafts.data || !session || now === '')
    return <Skeleton what="the enrollment" />
  const own = people.data.staff.find(({ staff }) => staff === session.staff)
  const blank = newForm({
    now,
    person: own?.staff_id ?? '',
    role: session.role,
    clinic: clinics.length === 1 ? clinics[0]!.clinic_id : '',
  })
  const draft = drafts.data.drafts.find((one) => one.name === name)
  const choices = { people: people.data.staff, payers: people.data.payers, clinics }
  return (
    <section className="stack" aria-labelledby="enroll">
      <h1 id="enroll">Enroll a patient</h1>
      <Flow
        name={name}
        begun={draft ? formOf(draft.content, blank) : blank}
        choices={choices}
        now={now}
      />
    </section>
  )
}
