/** Who was here last: a screen that is covered still belongs to them. */
import { useState } from 'react'
import type { SessionView } from '../../../server/contract/session.ts'

/**
 * @param current the session as the server knows it: null where nobody is signed in
 * @returns it, or the last one that there was on this page; null where there never was one
 */
export function useLastSession(current: SessionView | null | undefined): SessionView | null {
  const [last, setLast] = useState<SessionView | null>(null)
  if (current && current !== last) setLast(current)
  return current ?? last
}
