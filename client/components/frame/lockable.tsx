/**
 * Covers the screen. What it shows leaves the document with all that stands on it, but is kept in
 * memory, so that whoever signs in again finds every half-typed form as it was.
 */
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { Covered } from '../keys.ts'

export function Lockable({
  covered,
  children,
}: {
  readonly covered: boolean
  readonly children: ReactNode
}) {
  const place = useRef<HTMLDivElement>(null)
  const [holder] = useState(() => document.createElement('div'))
  useLayoutEffect(() => {
    if (covered) return takeAway()
    place.current?.append(holder)
    return () => holder.remove()
  }, [covered, holder])
  return (
    <>
      <div ref={place} />
      <Covered value={covered}>{createPortal(children, holder)}</Covered>
    </>
  )
}

/** Dialogs and menus stand beside the application, in the body: they go and come back with it. */
function takeAway(): () => void {
  const standing = [...document.body.children].filter(
    (one) => one.id !== 'root' && one.tagName !== 'SCRIPT' && !one.hasAttribute('data-cover'),
  )
  for (const one of standing) one.remove()
  return () => document.body.append(...standing)
}
