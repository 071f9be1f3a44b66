/** Nobody at the keyboard: after a while the screen is covered. */
import { useEffect, useRef } from 'react'

/** A minute before the server ends the session, so that nothing is refused under one's hands. */
export const idleMilliseconds = 14 * 60_000
/** Whoever types for long without asking the server for anything is still there: it is told so. */
const tellAfter = 4 * 60_000

const signsOfLife = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const

/**
 * @param isOn false while the screen is covered
 * @param idle what to do after the last sign of life
 * @param alive told of life every few minutes while there is some
 */
export function useIdle(isOn: boolean, idle: () => void, alive: () => void): void {
  const latest = useRef({ idle, alive })
  useEffect(() => {
    latest.current = { idle, alive }
  })
  useEffect(() => {
    if (!isOn) return
    let told = performance.now()
    let timer = window.setTimeout(() => latest.current.idle(), idleMilliseconds)
    const seen = (): void => {
      window.clearTimeout(timer)
      timer = window.setTimeout(() => latest.current.idle(), idleMilliseconds)
      if (performance.now() - told < tellAfter) return
      told = performance.now()
      latest.current.alive()
    }
    for (const sign of signsOfLife) window.addEventListener(sign, seen, { passive: true })
    return () => {
      window.clearTimeout(timer)
      for (const sign of signsOfLife) window.removeEventListener(sign, seen)
    }
  }, [isOn])
}
