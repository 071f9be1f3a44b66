/** Small things that all tabs are made of. */
import type { ReactNode } from 'react'
import { Glyph, type GlyphName } from '../../components/symbols.tsx'

export function Part({
  title,
  action,
  children,
}: {
  readonly title: string
  readonly action?: ReactNode
  readonly children: ReactNode
}) {
  return (
    <section className="part" aria-label={title}>
      <div className="part-head row">
        <h3>{title}</h3>
        {action}
      </div>
      {children}
    </section>
  )
}

export function Act({
  does,
  glyph,
  about,
  onPress,
}: {
  readonly does: string
  readonly glyph?: GlyphName
  /** Which one, for whoever hears many buttons of one name. */
  readonly about?: string
  readonly onPress: () => void
}) {
  return (
    <button type="button" className="button small no-print" onClick={onPress}>
      {glyph && <Glyph name={glyph} />} {does}
      {about && <span className="hidden-visually"> {about}</span>}
    </button>
  )
}

/** Names and values; what is absent is left out, or a dash that says why. */
export function Facts({
  facts,
}: {
  readonly facts: readonly (readonly [name: string, value: ReactNode])[]
}) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value ?? '–'}</dd>
        </div>
      ))}
    </dl>
  )
}

export const Nothing = ({ children }: { readonly children: ReactNode }) => (
  <p className="quiet">{children}</p>
)
