/** What is typed and not saved: kept by the server while it is typed, found again when reopened. */
import { type QueryClient, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { Draft, DraftsView } from '../../../server/contract/desk.ts'
import { draftsQuery, dropDraft, keepDraft } from '../../api/desk.ts'

/** How long the typing pauses before it is kept. */
const pause = 700

export interface Drafting<T> {
  readonly value: T
  readonly change: (value: T) => void
  /** It was begun earlier: what is shown was not typed just now. */
  readonly takenUp: boolean
  /** Gives up what was typed. */
  readonly discard: () => void
}

interface Kind<T> {
  readonly name: string
  readonly patient: string
  readonly empty: T
  readonly isTyped: (value: T) => boolean
  readonly read: (content: unknown) => T | undefined
}

/** A form's content, with the browser's own warning while leaving would lose it. */
export function useDraft<T extends object>(kind: Kind<T>): Drafting<T> {
  const queries = useQueryClient()
  const { name, patient, empty, isTyped, read } = kind
  const kept = useQuery({ ...draftsQuery, staleTime: Number.POSITIVE_INFINITY, retry: false })
  const found = kept.data?.drafts.find((one) => one.name === name)
  const [typed, setTyped] = useState<T | null>(null)
  const before = found === undefined ? undefined : read(found.content)
  const value = typed ?? before ?? empty
  const gone = useRef(false)
  useEffect(() => {
    if (typed === null || gone.current) return
    const timer = window.setTimeout(() => keep(queries, name, patient, typed, isTyped), pause)
    return () => window.clearTimeout(timer)
  }, [typed, name, patient, queries, isTyped])
  useKeptOnLeaving(queries, { name, patient, isTyped }, typed, gone)
  useWarning(typed !== null && isTyped(typed))
  return {
    value,
    change: (next) => {
      gone.current = false
      setTyped(next)
    },
    takenUp: typed === null && before !== undefined,
    discard: () => {
      gone.current = true
      setTyped(empty)
      drop(queries, name)
    },
  }
}

/** Escape leaves at once: what was typed is kept then, without waiting for the pause. */
function useKeptOnLeaving<T extends object>(
  queries: QueryClient,
  { name, patient, isTyped }: Pick<Kind<T>, 'name' | 'patient' | 'isTyped'>,
  typed: T | null,
  gone: { readonly current: boolean },
): void {
  const last = useRef(typed)
  useEffect(() => {
    last.current = typed
  })
  useEffect(
    () => () => {
      if (last.current !== null && !gone.current)
        keep(queries, name, patient, last.current, isTyped)
    },
    [queries, name, patient, isTyped, gone],
  )
}

function useWarning(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return
    const warn = (event: BeforeUnloadEvent): void => event.preventDefault()
    window.addEventListener('beforeunload', warn)
    return () => window.removeEventListener('beforeunload', warn)
  }, [isDirty])
}

/** Without a connection it stays in this window's memory: the form itself is not disturbed. */
function keep<T extends object>(
  queries: QueryClient,
  name: string,
  patient: string,
  value: T,
  isTyped: (value: T) => boolean,
): void {
  if (!isTyped(value)) {
    drop(queries, name)
    return
  }
  const content = value as unknown as Draft['content'] // forms hold text, numbers and lists alone
  const ask = remember(queries, name, { name, patient, content, kept_at: '' })
  keepDraft(name, { patient, content }).then(ask, () => undefined)
}

function drop(queries: QueryClient, name: string): void {
  const known = queries.getQueryData<DraftsView>(draftsQuery.queryKey)
  if (!known?.drafts.some((one) => one.name === name)) return
  const ask = remember(queries, name, null)
  dropDraft(name).then(ask, () => undefined)
}

/**
 * An answer that is still on its way is older than what was typed here, and must not undo it.
 * @returns asks for the others again, once this one is kept; where nothing was on its way: does nothing
 */
function remember(
  queries: QueryClient,
  name: string,
  draft: DraftsView['drafts'][number] | null,
): () => Promise<void> | undefined {
  const wasComing = queries.isFetching(draftsQuery) > 0
  if (wasComing) void queries.cancelQueries(draftsQuery)
  queries.setQueryData<DraftsView>(draftsQuery.queryKey, (known) => ({
    drafts: [
      ...(known?.drafts ?? []).filter((one) => one.name !== name),
      ...(draft === null ? [] : [draft]),
    ],
  }))
  return () => (wasComing ? queries.invalidateQueries(draftsQuery) : undefined)
}
