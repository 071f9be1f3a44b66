/** Whether the risk steps are open, and whether somebody has said that they act on them. */
import { type RefObject, useRef, useState } from 'react'

export interface Risk {
  /** Once opened they stay, even where the answer is changed again. */
  readonly isOpen: boolean
  readonly acknowledged: boolean
  /** Nothing may close the form yet. */
  readonly waits: boolean
  readonly button: RefObject<HTMLButtonElement | null>
  /** Brings whoever wants to leave to the one button that lets them. */
  readonly insist: () => void
  readonly acknowledge: () => void
}

export function useRisk(isPositive: boolean): Risk {
  const [opened, setOpened] = useState(false)
  const [acknowledged, setAcknowledged] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  if (isPositive && !opened) setOpened(true)
  const isOpen = opened || isPositive
  return {
    isOpen,
    acknowledged,
    waits: isOpen && !acknowledged,
    button,
    insist: () => button.current?.focus(),
    acknowledge: () => setAcknowledged(true),
  }
}
