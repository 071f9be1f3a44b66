/** Small drawn symbols: the same on every machine, whatever fonts it has; words stand beside. */
import type { ReactNode } from 'react'
import { railDrawings } from './rail-drawings.tsx'

/** A circle filled by quarters, clockwise from noon. */
const circle = <circle cx="8" cy="8" r="6" fill="none" stroke="currentColor" strokeWidth="1.6" />
const line = {
  fill: 'none',
  stroke: 'currentColor',
  strokeWidth: 1.8,
  strokeLinecap: 'round',
  strokeLinejoin: 'round',
} as const

const drawn = {
  ...railDrawings,
  'step-0': circle,
  'step-1': (
    <>
      {circle}
      <path d="M8 8V2a6 6 0 0 1 6 6Z" fill="currentColor" />
    </>
  ),
  'step-2': (
    <>
      {circle}
      <path d="M8 2a6 6 0 0 1 0 12Z" fill="currentColor" />
    </>
  ),
  'step-3': (
    <>
      {circle}
      <path d="M8 8V2a6 6 0 1 1-6 6Z" fill="currentColor" />
    </>
  ),
  'step-4': <circle cx="8" cy="8" r="6.8" fill="currentColor" />,
  met: <path d="M3 8.5 6.5 12 13 4.5" {...line} />,
  unmet: <path d="m4 4 8 8m0-8-8 8" {...line} />,
  none: <path d="M4 8h8" {...line} />,
  better: <path d="M3 5h10l-5 7Z" fill="currentColor" />,
  worse: <path d="M3 11h10L8 4Z" fill="currentColor" />,
  warning: (
    <>
      <path d="M8 2.2 14.4 13.4H1.6Z" {...line} strokeWidth={1.5} />
      <path d="M8 6.4v3.2m0 1.8v.1" {...line} strokeWidth={1.5} />
    </>
  ),
  add: <path d="M8 3v10M3 8h10" {...line} />,
  amend: <path d="m3 13 .7-3L11 2.8 13.2 5 6 12.3Z" {...line} strokeWidth={1.4} />,
  print: <path d="M4 6V2.5h8V6M4 11H2.5V6h11v5H12m-8-1.5h8v4H4Z" {...line} strokeWidth={1.3} />,
  open: <path d="m6 3 5 5-5 5" {...line} />,
  down: <path d="m3 6 5 5 5-5" {...line} />,
  diamond: <path d="m8 1.8 5 6.2-5 6.2L3 8Z" fill="currentColor" />,
  square: <path d="M3 3h10v10H3Z" fill="currentColor" />,
  dot: <circle cx="8" cy="8" r="4" fill="currentColor" />,
  ring: <circle cx="8" cy="8" r="4" fill="none" stroke="currentColor" strokeWidth="1.8" />,
} as const satisfies Readonly<Record<string, ReactNode>>

export type GlyphName = keyof typeof drawn

/**
 * Decoration beside words, hidden from whoever hears the screen; or, with a label, a picture that
 * says it alone.
 */
export function Glyph({ name, label }: { readonly name: GlyphName; readonly label?: string }) {
  const drawing = {
    className: `symbol glyph-${name}`,
    viewBox: '0 0 16 16',
    width: '1em',
    height: '1em',
  }
  if (label === undefined)
    return (
      <svg {...drawing} aria-hidden="true">
        {drawn[name]}
      </svg>
    )
  return (
    <svg {...drawing} role="img" aria-label={label}>
      <title>{label}</title>
      {drawn[name]}
    </svg>
  )
}
