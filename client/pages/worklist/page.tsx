/** What is due today, by kind of work; done from the list itself, mostly by keys. */
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import type { WorklistView } from '../../../server/contract/caseload.ts'
import { workKindNames } from '../../../server/domain/caseload/work-kind.ts'
import type { Role } from '../../../server/domain/records/people.ts'
import { sessionQuery, worklistQuery } from '../../api/queries.ts'
import { useWalked } from '../../components/beside/walk.ts'
import { Empty, Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted } from '../../components/words.ts'
import { type Action, actionsOf } from './actions.ts'
import { DoneBar } from './done.tsx'
import { EnteredNote } from './entered-note.tsx'
import type { Entry } from './entries.ts'
import { EntryForm } from './entry-form.tsx'
import { useLines } from './list.tsx'
import { useListKeys } from './list-keys.ts'
import { useNarrowed } from './narrowing.ts'
import { Row, withShownDays } from './row.tsx'
import { Side } from './side.tsx'
import { placeOf, useWorklist, type Working } from './use-worklist.ts'
import '../../theme/worklist.css'

export function WorklistPage() {
  const { data, isPending, isError, error, refetch } = useQuery(worklistQuery)
  const role = useQuery(sessionQuery).data?.role
  if (isPending) return <Skeleton what="the worklist" lines={24} />
  if (isError && data === undefined) return <Trouble error={error} retry={refetch} />
  return <Worklist view={data} role={role ?? 'care_manager'} />
}

function Worklist({ view: whole, role }: { readonly view: WorklistView; readonly role: Role }) {
  const { shown: view, hiddenSafety, widen } = useNarrowed(whole)
  const working = useWorklist(view)
  const { entries, chosen } = working
  useWalked('/worklist', 'Worklist', () => entries.map(walkerOf), entries)
  const actions = actionsOf(role)
  return (
    <section className="worklist" aria-labelledby="worklist">
      <header className="row">
        <h1 id="worklist">
          Worklist{' '}
          <span className="quiet">
            {counted(view.items.length, 'thing')} to do for {counted(view.rows.length, 'patient')}
          </span>
        </h1>
        <Kinds working={working} />
        {hiddenSafety > 0 && <HiddenSafety count={hiddenSafety} widen={widen} />}
      </header>
      {entries.length === 0 ? (
        <Empty>
          Nothing is due. What falls due for your patients (contacts, scores, reviews, safety)
          stands here by itself, with its reason.
        </Empty>
      ) : (
        <List working={working} actions={actions} />
      )}
      <aside className="side" aria-label="The chosen patient">
        {working.note && <EnteredNote last={working.note} onClose={working.forgetNote} />}
        {chosen && (
          <Side
            entry={chosen}
            actions={actions}
            onAct={(action) => working.act(chosen.id, action)}
          />
        )}
      </aside>
    </section>
  )
}

const walkerOf = ({ patient, row, because, today }: Entry) => ({
  patient,
  name: `${row.family_name}, ${row.given_name}`,
  says: withShownDays(because, today),
})

/** Safety is never hidden by what one has chosen to look at. */
function HiddenSafety({ count, widen }: { readonly count: number; readonly widen: () => void }) {
  return (
    <button type="button" className="button small safety" onClick={widen}>
      <Glyph name="warning" /> {count} of safety outside what is shown: show all patients
    </button>
  )
}

/** Kinds with their counts: a click goes there. */
function Kinds({ working: { lines, entries, choose } }: { readonly working: Working }) {
  return (
    <nav className="kinds no-print" aria-label="Kinds of work">
      {lines.map((line) => {
        if (line.is === 'entry') return null
        const first = entries.find(({ kind }) => kind === line.kind)
        return (
          <button
            key={line.kind}
            type="button"
            className={`button small ${line.kind}`}
            title={workKindNames[line.kind]}
            onClick={() => first && choose(first.id)}
          >
            {shortNames[line.kind]} <span className="count">{line.count}</span>
          </button>
        )
      })}
    </nav>
  )
}

const shortNames = {
  safety: 'Safety',
  contacts: 'Contacts',
  scores: 'Scores',
  attempts: 'Attempts',
  recommendations: 'Recommendations',
  reviews: 'Reviews',
  relapse_prevention: 'Relapse',
  consent_and_visit: 'Consent',
  minutes_and_elements: 'Minutes',
} as const

function List({
  working,
  actions,
}: {
  readonly working: Working
  readonly actions: readonly Action[]
}) {
  const { lines, kept, chosen, opened, choose, act } = working
  const list = useLines(lines, kept, ({ entry }) => (
    <Row
      entry={entry}
      isChosen={entry.id === chosen?.id}
      state={stateOf(working, entry)}
      actions={actions}
      onChoose={choose}
      onAct={act}
    >
      {below(working, entry)}
    </Row>
  ))
  useListKeys(working, actions, list)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another choice scrolls
  useEffect(() => {
    if (chosen) list.show(placeOf(lines, chosen.id))
  }, [chosen?.id, opened?.id])
  return (
    <div className="work" ref={list.scroll}>
      {list.element}
    </div>
  )
}

function stateOf({ opened, due }: Working, { id }: Entry): 'due' | 'open' | 'done' {
  if (opened?.id === id) return 'open'
  return due.has(id) ? 'due' : 'done'
}

function below(working: Working, entry: Entry) {
  const { opened, done } = working
  const last = done.find(({ id }) => id === entry.id)
  if (opened?.id === entry.id)
    return (
      <EntryForm
        key={opened.action}
        action={opened.action}
        entry={entry}
        onEntered={(entered) => working.entered(entry, entered)}
        onLeave={working.leave}
        onHold={working.hold}
      />
    )
  return last && <DoneBar done={last} onOver={() => working.over(last.id)} />
}
