/** The list beside an open patient: j and k go on to the next one without going back. */
import { type ReactNode, useState } from 'react'
import { Link, useLocation } from 'wouter'
import { preferences, usePreferences } from '../frame/preferences.ts'
import { useKeys } from '../keys.ts'
import { Glyph } from '../symbols.tsx'
import { List } from './list.tsx'
import { useWalk, type Walk } from './walk.ts'
import '../../theme/beside.css'

export function Beside({
  patient,
  pathOf,
  children,
}: {
  readonly patient: string
  /** The same screen of another patient. */
  readonly pathOf: (patient: string) => string
  readonly children: ReactNode
}) {
  const found = useWalk(patient)
  if (found === null) return children
  return (
    <Walking {...found} pathOf={pathOf}>
      {children}
    </Walking>
  )
}

interface Going {
  readonly walk: Walk
  readonly at: number
  readonly pathOf: (patient: string) => string
}

function Walking({ walk, at, pathOf, children }: Going & { readonly children: ReactNode }) {
  const { beside } = usePreferences()
  // on a tablet the list lies over the page, and only while somebody looks for a name
  const [drawn, setDrawn] = useState(false)
  const [, navigate] = useLocation()
  const step = (by: number) => (): void => {
    const next = walk.patients[at + by]
    if (next) navigate(pathOf(next.patient), { replace: true })
  }
  useKeys({ j: step(1), k: step(-1) })
  const isWide = beside === 'open'
  return (
    <div className={`with-list ${isWide ? 'wide-list' : ''} ${drawn ? 'drawn' : ''}`}>
      <nav className="beside no-print" aria-label={`${walk.title}: patients`}>
        <div className="strip">
          <Turn
            isOpen={isWide}
            className="on-laptop"
            turn={() => preferences.change({ beside: isWide ? 'narrow' : 'open' })}
          />
          <Turn isOpen={drawn} className="on-tablet" turn={() => setDrawn(!drawn)} />
          <Step says="Previous patient (k)" glyph="rising" is={at > 0} go={step(-1)} />
          <Step
            says="Next patient (j)"
            glyph="falling"
            is={at < walk.patients.length - 1}
            go={step(1)}
          />
          <p className="quiet position" role="status">
            {at + 1}
            <span className="hidden-visually"> of </span>
            <span aria-hidden="true">/</span>
            {walk.patients.length}
          </p>
        </div>
        <div className="whole">
          <Link className="back" href={walk.from}>
            <Glyph name="before" /> {walk.title}
          </Link>
          <List walk={walk} at={at} pathOf={pathOf} onOpen={() => setDrawn(false)} />
        </div>
      </nav>
      <div className="beside-page">{children}</div>
    </div>
  )
}

/** One switch for each width: the other one is not there at all. */
function Turn({
  isOpen,
  className,
  turn,
}: {
  readonly isOpen: boolean
  readonly className: string
  readonly turn: () => void
}) {
  const says = isOpen ? 'Hide the list' : 'Show the list'
  return (
    <button
      type="button"
      className={`icon-button ${className}`}
      aria-expanded={isOpen}
      title={says}
      onClick={turn}
    >
      <Glyph name="worklist" label={says} />
    </button>
  )
}

function Step({
  says,
  glyph,
  is,
  go,
}: {
  readonly says: string
  readonly glyph: 'rising' | 'falling'
  readonly is: boolean
  readonly go: () => void
}) {
  return (
    <button type="button" className="icon-button" disabled={!is} title={says} onClick={go}>
      <Glyph name={glyph} label={says} />
    </button>
  )
}
