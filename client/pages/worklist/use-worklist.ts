/** The worklist while somebody works on it: what is chosen, what is open, what was just done. */
import { useCallback, useMemo, useRef, useState } from 'react'
import type { WorklistView } from '../../../server/contract/caseload.ts'
import type { ActionName } from './actions.ts'
import type { Done } from './done.tsx'
import { type Entry, entriesOf, type Line, linesOf, withKept } from './entries.ts'
import type { Entered } from './entry-form.tsx'

export interface Opened {
  readonly id: string
  readonly action: ActionName
}

/** The text of the last entry, for the record of the clinic. */
export interface LastNote {
  readonly name: string
  readonly note: string
}

export function useWorklist(view: WorklistView) {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [done, setDone] = useState<readonly Done[]>([])
  const [note, setNote] = useState<LastNote | null>(null)
  const held = useRef(false)
  const doneIds = useMemo(() => new Set(done.map(({ id }) => id)), [done])
  const kept = useMemo(
    () => (opened === null ? doneIds : new Set([...doneIds, opened.id])),
    [doneIds, opened],
  )
  const now = useMemo(() => entriesOf(view), [view])
  const entries = useKeptEntries(now, kept)
  const due = useMemo(() => new Set(now.map(({ id }) => id)), [now])
  const lines = useMemo(() => linesOf(entries, due), [entries, due])
  const chosen = useChosen(entries)
  const act = useCallback((id: string, action: ActionName): void => {
    if (held.current) return
    setOpened({ id, action })
  }, [])
  const { choose } = chosen
  return {
    entries,
    /** Ids of what the registry still asks for: that never fades, whatever was just entered. */
    due,
    lines,
    done,
    note,
    opened,
    kept,
    chosen: chosen.entry,
    choose,
    act: useCallback(
      (id: string, action: ActionName) => {
        choose(id)
        act(id, action)
      },
      [choose, act],
    ),
    leave: () => setOpened(null),
    hold: useCallback((isHeld: boolean) => {
      held.current = isHeld
    }, []),
    entered: (entry: Entry, { says, rows, note: text }: Entered): void => {
      const { id, patient, row } = entry
      setDone((before) => [...before.filter((one) => one.id !== id), { id, patient, says, rows }])
      if (text !== null) setNote({ name: `${row.family_name}, ${row.given_name}`, note: text })
    },
    over: useCallback((id: string) => setDone((all) => all.filter((one) => one.id !== id)), []),
    forgetNote: () => setNote(null),
  }
}

export type Working = ReturnType<typeof useWorklist>

/** Lines that must stay are kept in their place while answers come and go. */
function useKeptEntries(now: readonly Entry[], kept: ReadonlySet<string>): readonly Entry[] {
  const [shown, setShown] = useState({ now, kept, entries: now })
  if (shown.now === now && shown.kept === kept) return shown.entries
  const entries = withKept(shown.entries, now, kept)
  setShown({ now, kept, entries })
  return entries
}

/** The chosen line; where it is gone, the one that took its place. */
function useChosen(entries: readonly Entry[]) {
  const [chosen, setChosen] = useState<{ readonly id: string; readonly at: number } | null>(null)
  const found = entries.findIndex(({ id }) => id === chosen?.id)
  const at = found >= 0 ? found : Math.min(chosen?.at ?? 0, entries.length - 1)
  const entry: Entry | undefined = entries[at]
  const places = useRef(entries)
  places.current = entries
  const choose = useCallback((id: string): void => {
    const place = places.current.findIndex((one) => one.id === id)
    setChosen((before) => (before?.id === id && before.at === place ? before : { id, at: place }))
  }, [])
  return { entry, choose }
}

/** The line of an entry, for scrolling. */
export const placeOf = (lines: readonly Line[], id: string): number =>
  lines.findIndex((line) => line.is === 'entry' && line.entry.id === id)
