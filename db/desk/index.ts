/** The desks of everybody who signs in, in a file of their own: `registry.desk.db`. */
import { basename, dirname, join } from 'node:path'
import { openStore } from '#dialect'
import {
  type Desk,
  draftAge,
  type EndedTimer,
  mostDrafts,
  type Timer,
  timerAge,
  viewsAge,
} from '../../server/domain/desk.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { databaseFile } from '../database-file.ts'
import { timers } from './schema.ts'
import * as say from './statements.ts'

/** `data/registry.db` has its desks in `data/registry.desk.db`. */
export const deskFile = (registryFile: string): string =>
  join(dirname(registryFile), `${basename(registryFile).replace(/\.db$/, '')}.desk.db`)

/** Nothing here has versions: rows come and go. */
const guarded = { versioned: [], appendOnly: [], archive: timers }

const ago = (now: Instant, age: number): string => new Date(Date.parse(now) - age).toISOString()

/**
 * Opens the desks beside a registry. Whatever is too old is not there; it is deleted when the next
 * thing of its kind is kept.
 * @param url of the registry: `file:data/registry.db`
 */
export async function openDesk(url: string): Promise<Desk> {
  const store = await openStore(deskFile(databaseFile(url)), { guarded, form: 'sqlite-desk' })
  return {
    drafts: (account_id, now) =>
      store.reading((rows) => rows.rows(say.draftsOf, { account_id, after: ago(now, draftAge) })),
    keepDraft: (account_id, draft) =>
      store.writing(async (rows) => {
        await rows.run(say.sweepDrafts, { before: ago(draft.kept_at, draftAge) })
        const others = await rows.row(say.otherDrafts, { account_id, name: draft.name })
        if ((others?.drafts ?? 0) >= mostDrafts) return false
        await rows.run(say.putDraft, { account_id, ...draft })
        return true
      }),
    dropDraft: (account_id, name) =>
      store.writing((rows) => rows.run(say.removeDraft, { account_id, name })),
    timer: async (account_id, now) => {
      const after = ago(now, timerAge)
      const kept = await store.reading((rows) => rows.row(say.timerOf, { account_id, after }))
      return kept && timerIn(kept)
    },
    startTimer: (account_id, timer, key) =>
      store.writing(async (rows) => {
        const before = ago(timer.since, timerAge)
        await rows.run(say.sweepTimers, { before })
        const kept = await rows.row(say.timerOf, { account_id, after: before })
        if (kept?.key === key) return { running: timerIn(kept), ended: endedIn(kept.ended) }
        const ended = kept ? { ...timerIn(kept), until: timer.since } : null
        const text = ended && JSON.stringify(ended)
        await rows.run(say.putTimer, { account_id, ...timer, key, ended: text })
        return { running: timer, ended }
      }),
    endTimer: (account_id, now) =>
      store.writing(async (rows) => {
        const kept = await rows.row(say.timerOf, { account_id, after: ago(now, timerAge) })
        await rows.run(say.removeTimer, { account_id })
        return kept && { ...timerIn(kept), until: now }
      }),
    views: (account_id, now) =>
      store.reading((rows) => rows.rows(say.viewsOf, { account_id, after: ago(now, viewsAge) })),
    keepViews: (account_id, screen, views, kept_at) =>
      store.writing(async (rows) => {
        await rows.run(say.sweepViews, { before: ago(kept_at, viewsAge) })
        await rows.run(say.putViews, { account_id, screen, views, kept_at })
      }),
    close: () => store.close(),
  }
}

const timerIn = ({ patient_id, kind, since }: Timer): Timer => ({ patient_id, kind, since })

/** As it was written above. */
const endedIn = (text: string | null): EndedTimer | null =>
  text === null ? null : (JSON.parse(text) as EndedTimer) // this file's own words
