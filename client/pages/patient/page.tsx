/** One patient, always in the same layout: who, what is wrong, the course, and the tabs beside it. */
import { useQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useSearchParams } from 'wouter'
import type { PatientView } from '../../../server/contract/patients.ts'
import type { SessionView } from '../../../server/contract/session.ts'
import { patientQuery, sessionQuery } from '../../api/queries.ts'
import { peopleQuery } from '../../api/records.ts'
import { useThen } from '../../components/frame/looking-back.ts'
import { ScoreChart } from '../../components/score-chart/index.tsx'
import { Trouble } from '../../components/states.tsx'
import { Timeline } from '../../components/timeline/index.tsx'
import { Countdowns } from './countdowns.tsx'
import { OpenDialog } from './dialogs.tsx'
import { type Entering, EntryButtons, EntryPanel, NoteToCopy } from './entry.tsx'
import { PatientHeader } from './header.tsx'
import { HereContext, type Opened, personOf, useHere } from './here.ts'
import { PatientTabs } from './tabs.tsx'
import '../../theme/patient.css'

export function PatientPage({ patient }: { readonly patient: string }) {
  return (
    <WithPatient patient={patient}>
      <Screen />
    </WithPatient>
  )
}

/** Asks for the patient, and tells every part below of them. */
export function WithPatient({
  patient,
  children,
}: {
  readonly patient: string
  readonly children: ReactNode
}) {
  const [then] = useThen()
  const asked = useQuery(patientQuery(patient, then))
  const session = useQuery(sessionQuery)
  if (asked.isError && !asked.data) return <Trouble error={asked.error} retry={asked.refetch} />
  if (!asked.data || !session.data) return <Bones />
  return (
    <Inside key={`${patient} ${then?.day} ${then?.known}`} view={asked.data} session={session.data}>
      {children}
    </Inside>
  )
}

/** The page's own size before it is there: nothing jumps. */
function Bones() {
  return (
    <div className="patient bones" role="status" aria-label="Loading the patient">
      <div className="bone head" />
      <div className="bone course" />
      <div className="bone tabs" />
    </div>
  )
}

function Inside({
  view,
  session,
  children,
}: {
  readonly view: PatientView
  readonly session: SessionView
  readonly children: ReactNode
}) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const all = useEverybody(view, opened)
  const [then] = useThen()
  const here = useMemo(() => {
    const { chart, people, row } = view
    const me = personOf(view, session)
    const episode =
      chart.episodes.find(({ episode_id }) => episode_id === row?.episode_id) ??
      chart.episodes.toSorted((a, b) => (a.referred_on < b.referred_on ? 1 : -1))[0]
    return {
      view,
      me,
      isBack: then !== null,
      episode,
      choices: {
        people: all?.staff ?? people,
        payers: all?.payers ?? chart.payers,
        clinics: all?.clinics ?? chart.clinics,
      },
      said: { person: me.staff_id, today: view.today },
      open: setOpened,
    }
  }, [view, session, all, then])
  return (
    <HereContext value={here}>
      {children}
      {opened && <OpenDialog opened={opened} onClose={() => setOpened(null)} />}
    </HereContext>
  )
}

/** Everybody there is to choose from: once a form is open, or the history names whoever was. */
function useEverybody(view: PatientView, opened: Opened | null) {
  const [search] = useSearchParams()
  const isChoosing = opened !== null && opened.does !== 'withdraw'
  const isUnsafe = view.row?.flags.some(({ id }) => id === 'S1') ?? false
  const isTold = search.get('tab') === 'history'
  return useQuery({ ...peopleQuery, enabled: isChoosing || isUnsafe || isTold }).data
}

function Screen() {
  const { chart, today, episode, nameOf, may } = useHere()
  const [search] = useSearchParams()
  // who comes from a missing element finds the form that mends it open
  const [entering, setEntering] = useState<Entering>(() => asked(search.get('enter'), may))
  const [note, setNote] = useState<string | null>(null)
  const enter = (what: Entering) => {
    setNote(null)
    setEntering(what)
  }
  /** A form that saved something leaves right after: the note stays until it is put away. */
  const done = (said: string | null) => {
    setEntering(null)
    if (said !== null) setNote(said)
  }
  return (
    <article className="patient">
      <PatientHeader actions={<EntryButtons onEnter={enter} />} />
      <div className="course">
        <EntryPanel entering={entering} onDone={done} />
        {note !== null && <NoteToCopy note={note} onGone={() => setNote(null)} />}
        <ScoreChart chart={chart} today={today} episode={episode} />
        <Countdowns />
        <Timeline chart={chart} nameOf={nameOf} />
      </div>
      <PatientTabs />
    </article>
  )
}

const asked = (what: string | null, may: ReturnType<typeof useHere>['may']): Entering => {
  if (what === 'contact' && may('activities')) return what
  return what === 'score' && may('scores') ? what : null
}
