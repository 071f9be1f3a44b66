/** Bundles handed in over the web: received whole, read in a thread of their own, then told. */
import type { AccessLog } from '../domain/access.ts'
import type { Actor } from '../domain/registry.ts'
import type { Instant } from '../domain/zone.ts'
import type { ImportOutcome, ImportProgress } from './bundle-import.ts'

/** What a thread is to read. */
export interface ImportJob {
  readonly path: string
  readonly dry_run: boolean
  readonly actor: Actor
  readonly at: Instant
}

export type ImportDone =
  | ImportOutcome
  /** No bundle, or one that is damaged. */
  | { readonly outcome: 'unreadable'; readonly says: string }

/** A place to put a file into while it is read. */
export interface Upload {
  readonly path: string
  /** @returns false where there is more than may be taken; what came is removed */
  receive(bytes: AsyncIterable<Buffer>, most: number): Promise<boolean>
  remove(): Promise<void>
}

export interface Exported {
  readonly path: string
  readonly patients: readonly string[]
  remove(): Promise<void>
}

/** Threads that read and write whole bundles. */
export interface BundleRuns {
  upload(): Promise<Upload>
  import(job: ImportJob, progress: (progress: ImportProgress) => void): Promise<ImportDone>
  /** Writes the whole registry as a zip; whoever sends it removes it. */
  export(): Promise<Exported>
  close(): Promise<void>
}

type State = 'waiting' | 'running' | ImportDone['outcome'] | 'failed'

export interface ImportSeen {
  readonly import: string
  readonly dry_run: boolean
  readonly started_at: Instant
  readonly state: State
  readonly progress: ImportProgress
  readonly files: Extract<ImportOutcome, { files: unknown }>['files']
  readonly notes: Extract<ImportOutcome, { files: unknown }>['notes']
  readonly faults: Extract<ImportOutcome, { faults: unknown }>['faults']
  readonly fault_count: number
  readonly says: string | null
}

export interface Handed {
  readonly actor: Actor
  readonly at: Instant
  readonly dry_run: boolean
  /** Handed in twice under one key, it is one import. */
  readonly key: string
  readonly bytes: AsyncIterable<Buffer>
  readonly most: number
}

export type HandedIn =
  | { readonly outcome: 'taken'; readonly seen: ImportSeen }
  | { readonly outcome: 'too_large' }
  | { readonly outcome: 'busy' }
  | { readonly outcome: 'key_reused' }

interface Kept {
  readonly key: string
  seen: ImportSeen
}

/** How many are remembered, and how many may be under way. */
const [mostKept, mostUnderWay] = [20, 3]

export interface ImportParts {
  readonly bundleRuns: BundleRuns
  readonly accessLog: AccessLog
  readonly newId: () => string
}

export function imports(parts: ImportParts) {
  const kept: Kept[] = []
  let before: Promise<unknown> = Promise.resolve()
  return {
    list: (): readonly ImportSeen[] => kept.map(({ seen }) => seen),
    one: (id: string): ImportSeen | undefined => kept.find(({ seen }) => seen.import === id)?.seen,

    /** Resolves when the file is received; reading it goes on. One import at a time. */
    async take(handed: Handed): Promise<HandedIn> {
      const key = `${handed.actor.who} ${handed.key}`
      const known = kept.find((one) => one.key === key)
      if (known && known.seen.dry_run !== handed.dry_run) return { outcome: 'key_reused' }
      if (known) return { outcome: 'taken', seen: known.seen }
      const underWay = kept.filter(({ seen }) => isUnderWay(seen)).length
      if (underWay >= mostUnderWay) return { outcome: 'busy' }
      const own: Kept = { key, seen: fresh(parts.newId(), handed) }
      kept.unshift(own)
      const upload = await received(parts, handed).catch((error: unknown) => {
        forget(kept, own)
        throw error
      })
      if (!upload) {
        forget(kept, own)
        return { outcome: 'too_large' }
      }
      before = before.then(() => run(parts, own, upload, handed))
      kept.splice(mostKept)
      return { outcome: 'taken', seen: own.seen }
    },
  }
}

export type Imports = ReturnType<typeof imports>

const isUnderWay = ({ state }: ImportSeen): boolean => state === 'waiting' || state === 'running'

const forget = (kept: Kept[], own: Kept): void => {
  kept.splice(kept.indexOf(own), 1)
}

const fresh = (id: string, { dry_run, at }: Handed): ImportSeen => ({
  import: id,
  dry_run,
  started_at: at,
  state: 'waiting',
  progress: { stage: 'reading', file: '', done: 0, of: 1 },
  files: [],
  notes: [],
  faults: [],
  fault_count: 0,
  says: null,
})

/** The file whole on our side; undefined: it is too large. */
async function received(
  { bundleRuns }: ImportParts,
  { bytes, most }: Handed,
): Promise<Upload | undefined> {
  const upload = await bundleRuns.upload()
  try {
    if (await upload.receive(bytes, most)) return upload
  } catch (error) {
    await upload.remove()
    throw error
  }
  await upload.remove()
  return undefined
}

/** Never rejects: what goes wrong is told where the import is looked at. */
async function run(
  { bundleRuns, accessLog }: ImportParts,
  own: Kept,
  upload: Upload,
  { actor, at, dry_run }: Handed,
): Promise<void> {
  const tell = (news: Partial<ImportSeen>): void => {
    own.seen = { ...own.seen, ...news }
  }
  tell({ state: 'running' })
  try {
    const job = { path: upload.path, dry_run, actor, at }
    const done = await bundleRuns.import(job, (progress) => tell({ progress }))
    if (done.outcome === 'refused')
      await accessLog.record({
        at,
        actor,
        action: 'refused',
        what: 'import of a bundle',
        patients: [],
        substance_use: false,
        outcome: 'refused',
        reason: `${done.count} errors`,
      })
    tell(newsOf(done))
  } catch (error) {
    tell({ state: 'failed', says: error instanceof Error ? error.message : String(error) })
  } finally {
    await upload.remove()
  }
}

function newsOf(done: ImportDone): Partial<ImportSeen> {
  if (done.outcome === 'unreadable') return { state: done.outcome, says: done.says }
  if (done.outcome === 'refused')
    return { state: done.outcome, faults: done.faults, fault_count: done.count }
  return { state: done.outcome, files: done.files, notes: done.notes }
}
