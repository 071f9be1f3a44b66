/** The scope in the top bar: asked for nothing until somebody opens it. */
import { useQuery } from '@tanstack/react-query'
import { useId, useState } from 'react'
import type { SessionView } from '../../../server/contract/session.ts'
import { determiningRoles, treatingRoles } from '../../../server/domain/permissions.ts'
import { caseloadQuery, monthRunQuery } from '../../api/queries.ts'
import { PopUp } from '../pop-up.tsx'
import { isWhole, type Place, type Placed, placedIn, scopeWords, useScope } from './scope.ts'

const holds = (roles: readonly string[], { role }: SessionView): boolean => roles.includes(role)

/** For whoever may see other people's patients than their own. */
export function ScopeChoice({ session }: { readonly session: SessionView }) {
  const { scope } = useScope()
  const [open, setOpen] = useState(false)
  if (!holds([...treatingRoles, ...determiningRoles], session)) return null
  const says = scopeWords(scope)
  return (
    <div
      className={isWhole(scope) ? 'scope' : 'scope narrowed'}
      title={`Shown in every list: ${says}`}
    >
      <PopUp words={says} glyph="down" onOpen={() => setOpen(true)}>
        {() => open && <Choices session={session} />}
      </PopUp>
    </div>
  )
}

function Choices({ session }: { readonly session: SessionView }) {
  const { scope, setScope, widen } = useScope()
  const placed = usePlaced(session)
  const clinics = placesIn(placed.map(({ clinic }) => clinic && [clinic.clinic_id, clinic.name]))
  const people = placesIn(
    placed.map(({ care_manager: one }) => one && ([one.staff_id, one.name] as const)),
  )
  return (
    <div className="stack">
      <PlaceChoice
        label="Clinic"
        all="All clinics"
        places={clinics}
        chosen={scope.clinic}
        choose={(clinic) => setScope({ ...scope, clinic })}
      />
      <PlaceChoice
        label="Care manager"
        all="All care managers"
        places={people}
        chosen={scope.care_manager}
        choose={(care_manager) => setScope({ ...scope, care_manager })}
      />
      <button type="button" className="button" disabled={isWhole(scope)} onClick={widen}>
        All patients
      </button>
    </div>
  )
}

/** From the lists within reach: the caseload of whoever treats, this month's run for the office. */
function usePlaced(session: SessionView): readonly Placed[] {
  const treats = holds(treatingRoles, session)
  const caseload = useQuery({ ...caseloadQuery, enabled: treats }).data
  const month = session.idle_until.slice(0, 7)
  const run = useQuery({ ...monthRunQuery(month), enabled: !treats }).data
  return treats ? (caseload?.rows ?? []).map(({ row }) => placedIn(row)) : (run?.rows ?? [])
}

function placesIn(found: readonly (readonly [id: string, name: string] | null)[]): Place[] {
  const named = new Map(found.flatMap((one) => (one ? [one] : [])))
  return [...named]
    .map(([id, name]) => ({ id, name }))
    .toSorted((a, b) => a.name.localeCompare(b.name, 'en'))
}

function PlaceChoice({
  label,
  all,
  places,
  chosen,
  choose,
}: {
  readonly label: string
  readonly all: string
  readonly places: readonly Place[]
  readonly chosen: Place | null
  readonly choose: (place: Place | null) => void
}) {
  const id = useId()
  // what is chosen stays in the list, also where nobody is there just now
  const offered =
    chosen && !places.some((one) => one.id === chosen.id) ? [chosen, ...places] : places
  return (
    <p className="places">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={chosen?.id ?? ''}
        onChange={({ target }) => choose(offered.find((one) => one.id === target.value) ?? null)}
      >
        <option value="">{all}</option>
        {offered.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
      </select>
    </p>
  )
}
