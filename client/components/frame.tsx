/** The frame around every screen: where one is, who is signed in, and the way out. */
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import type { SessionView } from '../../server/contract/session.ts'
import { healthQuery } from '../api/queries.ts'
import { useCounts } from './frame/counts.ts'
import { Cover } from './frame/cover.tsx'
import { Help } from './frame/help.tsx'
import { useKeptPreferences } from './frame/kept-preferences.ts'
import { LeavingRefused } from './frame/leaving-refused.tsx'
import { Lockable } from './frame/lockable.tsx'
import { LookingBack } from './frame/look-back.tsx'
import { Mishap } from './frame/mishap.tsx'
import { PrintedBy } from './frame/printed-by.tsx'
import { Rail, type RailEntry } from './frame/rail.tsx'
import { TopBar } from './frame/top-bar.tsx'
import { useLock } from './frame/use-lock.ts'

export function Frame({
  session,
  covered,
  screens,
  children,
}: {
  readonly session: SessionView
  /** Nobody is signed in any more: the screen waits for them behind the sign-in form. */
  readonly covered: boolean
  readonly screens: readonly RailEntry[]
  readonly children: ReactNode
}) {
  const lock = useLock(covered)
  useKeptPreferences(!covered)
  return (
    <>
      <Lockable covered={covered}>
        <Inside session={session} screens={screens} lock={lock}>
          {children}
        </Inside>
      </Lockable>
      {covered && <Cover session={session} />}
    </>
  )
}

function Inside({
  session,
  screens,
  lock,
  children,
}: {
  readonly session: SessionView
  readonly screens: readonly RailEntry[]
  readonly lock: () => void
  readonly children: ReactNode
}) {
  const { data } = useQuery(healthQuery)
  const [help, setHelp] = useState(false)
  const counts = useCounts(useQueryClient())
  return (
    <div className="frame">
      <a className="skip" href="#screen">
        Skip to the screen
      </a>
      <Rail entries={screens} counts={counts} />
      <TopBar session={session} demo={data?.demo === true} lock={lock} help={() => setHelp(true)} />
      <main id="screen" tabIndex={-1}>
        <LeavingRefused />
        <PrintedBy session={session} demo={data?.demo === true} />
        <LookingBack />
        <Mishap>{children}</Mishap>
      </main>
      {help && <Help close={() => setHelp(false)} />}
    </div>
  )
}
