/** A score while it is typed: where the next key goes, what it scores to, and saving it once. */
import { useEffect, useMemo, useRef, useState } from 'react'
import {
  type Form,
  formIn,
  instruments,
  isRefusal,
  type Scored,
} from '../../../server/domain/instruments/index.ts'
import { type Adding, useAddRecord } from '../../api/records.ts'
import { useDraft } from '../contact-form/draft.ts'
import {
  asksForHelp,
  type Entry,
  emptyEntry,
  entryIn,
  firstOpen,
  isTypedEntry,
  scoredSoFar,
  scoreOf,
} from './entry.ts'
import { scoreNote } from './note.ts'
import type { ScoreFormProps } from './props.ts'
import { lastPlace, typed } from './typing.ts'
import { type Risk, useRisk } from './use-risk.ts'

/** What stands in the way of saving: nothing, items without an answer, no total or no day. */
export type Obstacle = null | 'nothing' | 'open' | 'total'

export interface Typing {
  readonly entry: Entry
  readonly form: Form | null
  /** Why there is no form. */
  readonly says: string | null
  readonly at: number
  readonly scored: Scored | null
  readonly risk: Risk
  readonly obstacle: Obstacle
  readonly takenUp: boolean
  readonly saved: string | null
  readonly pending: boolean
  readonly error: unknown
  readonly change: (entry: Entry) => void
  readonly place: (at: number) => void
  readonly discard: () => void
  /** @returns whether the key meant something */
  readonly press: (key: string) => boolean
  readonly save: () => Promise<void>
  readonly leave: () => void
}

export function useEntry(props: ScoreFormProps): Typing {
  const { patient, today, target, about, before, onSaved, onLeave, onHold } = props
  const language = languageOf(about.language)
  const empty = useMemo(() => emptyEntry(target, language, today), [target, language, today])
  const name = `score.${patient}`
  const draft = useDraft({ name, patient, empty, isTyped: isTypedEntry, read: entryIn })
  const [place, setPlace] = useState<number | null>(null)
  const [obstacle, setObstacle] = useState<Obstacle>(null)
  const [saved, setSaved] = useState<string | null>(null)
  const { form, says } = textOf(draft.value)
  const byTotal =
    draft.value.by_total || (form === null && instruments[draft.value.instrument].totals)
  const entry: Entry = { ...draft.value, by_total: byTotal }
  const hasDifficulty = form?.difficulty != null
  const at = place ?? Math.min(firstOpen(entry), lastPlace(entry, hasDifficulty))
  const scored = scoredSoFar(entry, about.sex)
  const risk = useRisk(asksForHelp(entry))
  useEffect(() => {
    onHold?.(risk.waits)
    return () => onHold?.(false)
  }, [onHold, risk.waits])
  const once = useOnce(useAddRecord(patient, 'scores'))
  const change = (next: Entry): void => {
    if (next.instrument !== entry.instrument) setPlace(null)
    setObstacle(null)
    draft.change(next)
  }
  const leave = (): void => (risk.waits ? risk.insist() : onLeave())
  const save = async (): Promise<void> => {
    if (saved !== null) return leave()
    const row = scoreOf(entry)
    const found = obstacleIn(entry, obstacle, row === undefined || scored === null)
    setObstacle(found)
    if (found !== null || row === undefined || scored === null) return
    const score = await once.add(row)
    if (score === undefined) return
    const note = scoreNote(entry, scored, before)
    draft.discard()
    setSaved(note)
    onSaved({ score, entry, note })
    if (risk.waits) risk.insist()
    else onLeave()
  }
  return {
    entry,
    form,
    says,
    at,
    scored,
    risk,
    obstacle,
    takenUp: draft.takenUp,
    saved,
    pending: once.pending,
    error: once.error,
    change,
    place: setPlace,
    discard: () => {
      setPlace(null)
      draft.discard()
    },
    press(key) {
      const next = byTotal ? undefined : typed({ at, entry: draft.value }, key, hasDifficulty)
      if (next === undefined) return false
      setPlace(next.at)
      setObstacle(null)
      draft.change(next.entry)
      return true
    },
    save,
    leave,
  }
}

const languageOf = (tag: string | null): 'en' | 'es' =>
  tag?.toLowerCase().startsWith('es') ? 'es' : 'en'

function textOf({ instrument, language }: Entry): Pick<Typing, 'form' | 'says'> {
  const found = formIn(instruments[instrument], language)
  return isRefusal(found) ? { form: null, says: found.refused } : { form: found, says: null }
}

/** Items without an answer are saved as blanks only when somebody says so a second time. */
function obstacleIn(entry: Entry, before: Obstacle, isIncomplete: boolean): Obstacle {
  if (entry.by_total) return isIncomplete ? 'total' : null
  if (entry.answers.every((given) => given === 'open')) return 'nothing'
  if (isIncomplete) return 'total'
  return entry.answers.includes('open') && before !== 'open' ? 'open' : null
}

/** Adds at most one, however often it is asked for. */
function useOnce<Answer, Body>(adding: Adding<Answer, Body>) {
  const underWay = useRef(false)
  const add = async (body: Body): Promise<Answer | undefined> => {
    if (underWay.current) return undefined
    underWay.current = true
    // the refusal is shown from the mutation itself
    const answer = await adding.mutateAsync(body).catch(() => undefined)
    underWay.current = false
    return answer
  }
  return { add, pending: adding.isPending, error: adding.error }
}
