/** The names of the walk with their flags: only those near the window are in the document. */
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { Link } from 'wouter'
import type { Flag } from '../../../server/domain/caseload/flag.ts'
import { caseloadQuery, worklistQuery } from '../../api/queries.ts'
import { FlagMark } from '../severity.tsx'
import { useWindowed } from '../windowed.ts'
import type { Walk, Walker } from './walk.ts'

/** As --beside-row of beside.css. */
const rowHeight = 40

export function List({
  walk,
  at,
  pathOf,
  onOpen,
}: {
  readonly walk: Walk
  readonly at: number
  readonly pathOf: (patient: string) => string
  readonly onOpen: () => void
}) {
  const { patients } = walk
  const { scroll, from, to, above, below, show } = useWindowed(patients.length, rowHeight)
  const flags = useFlags(walk.from)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another patient scrolls
  useEffect(() => {
    show(at)
    scroll.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [at])
  return (
    <div ref={scroll} className="names">
      <ol style={{ paddingTop: above, paddingBottom: below }}>
        {patients.slice(from, to).map((one, place) => (
          <Row
            key={one.patient}
            one={one}
            flags={flags.get(one.patient) ?? []}
            place={from + place + 1}
            all={patients.length}
            isHere={from + place === at}
            path={pathOf(one.patient)}
            onOpen={onOpen}
          />
        ))}
      </ol>
    </div>
  )
}

function Row({
  one: { name, says },
  flags,
  place,
  all,
  isHere,
  path,
  onOpen,
}: {
  readonly one: Walker
  readonly flags: readonly Flag[]
  readonly place: number
  readonly all: number
  readonly isHere: boolean
  readonly path: string
  readonly onOpen: () => void
}) {
  const shown = flags.filter(({ safety }, at) => safety || at === 0).slice(0, 2)
  return (
    <li aria-setsize={all} aria-posinset={place}>
      <Link href={path} aria-current={isHere ? 'page' : undefined} title={says} onClick={onOpen}>
        <span className="who">
          <span className="name">{name}</span>
          {shown.map((flag) => (
            <FlagMark key={flag.id} flag={flag} />
          ))}
        </span>
        <span className="quiet says">{says}</span>
      </Link>
    </li>
  )
}

/** Flags as they are now, whatever they were when the list was left: safety is never hidden. */
function useFlags(from: string): ReadonlyMap<string, readonly Flag[]> {
  const caseload = useQuery({ ...caseloadQuery, enabled: from === '/caseload' }).data
  const worklist = useQuery({ ...worklistQuery, enabled: from === '/worklist' }).data
  const rows = from === '/caseload' ? caseload?.rows : worklist?.rows
  return useMemo(
    () => new Map((rows ?? []).map(({ patient, row }) => [patient, row.flags])),
    [rows],
  )
}
