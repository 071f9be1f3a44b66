/** A button that opens a small panel below it: Escape and a click elsewhere close it. */
import { type ReactNode, useId, useRef } from 'react'
import { Glyph, type GlyphName } from './symbols.tsx'

export function PopUp({
  words,
  glyph,
  isBare = false,
  onOpen,
  children,
}: {
  readonly words: string
  readonly glyph: GlyphName
  /** Where room is short: the symbol alone is seen, the words are heard. */
  readonly isBare?: boolean
  readonly onOpen?: () => void
  readonly children: (close: () => void) => ReactNode
}) {
  const panel = useRef<HTMLDetailsElement>(null)
  const title = useId()
  const close = (): void => {
    if (!panel.current?.open) return
    panel.current.open = false
    panel.current.querySelector('summary')?.focus()
  }
  return (
    <details
      ref={panel}
      className="pop-up"
      onToggle={({ currentTarget }) => currentTarget.open && onOpen?.()}
      onKeyDown={(event) => event.key === 'Escape' && close()}
      onBlur={({ relatedTarget, currentTarget }) => {
        if (relatedTarget && !currentTarget.contains(relatedTarget)) currentTarget.open = false
      }}
    >
      <summary className="button" id={title}>
        <Glyph name={glyph} /> <span className={isBare ? 'hidden-visually' : ''}>{words}</span>
      </summary>
      <fieldset className="panel" aria-labelledby={title}>
        {children(close)}
      </fieldset>
    </details>
  )
}
