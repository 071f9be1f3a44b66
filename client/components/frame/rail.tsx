/** The left rail: every screen by its icon and its word, with a count where one is known. */
import { Link, useLocation } from 'wouter'
import { Glyph, type GlyphName } from '../symbols.tsx'

export interface RailEntry {
  readonly path: string
  readonly words: string
  readonly symbol: GlyphName
}

export function Rail({
  entries,
  counts,
}: {
  readonly entries: readonly RailEntry[]
  /** By path; what is not known yet is not shown. */
  readonly counts: Readonly<Record<string, number | undefined>>
}) {
  const [location] = useLocation()
  return (
    <nav className="rail no-print" aria-label="Screens">
      <ul>
        {entries.map(({ path, words, symbol }) => {
          const here = location === path || location.startsWith(`${path}/`)
          const count = counts[path]
          return (
            <li key={path}>
              <Link href={path} aria-current={here ? 'page' : undefined}>
                <Glyph name={symbol} />
                <span className="words">{words}</span>
                {count !== undefined && count > 0 && <span className="count">{count}</span>}
              </Link>
            </li>
          )
        })}
      </ul>
    </nav>
  )
}
