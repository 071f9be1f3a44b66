/** Checkpoints while the server runs: every minute or 1,000 events in which something was written. */
import type { Checkpoints } from '../../server/domain/checkpoint.ts'
import type { Instant } from '../../server/domain/zone.ts'
import { monthFile, monthsKept } from '../access/months.ts'
import { databaseFile } from '../database-file.ts'
import { seenMark } from '../mark.ts'

const everySeconds = 60
const everyEvents = 1000

export interface Occasion {
  readonly now: () => Instant
  /** Told when a checkpoint could not be written; the next one is tried a minute later. */
  readonly failed: (why: unknown) => void
}

export interface CheckpointKeeper {
  /** Signs what is left to be signed; after this nothing more is. */
  close(): Promise<void>
}

/**
 * Writes a checkpoint now, and then whenever one is due. How far the chains have come is read off
 * their marks, once a second: so it counts what other programs write as well.
 */
export async function keepCheckpoints(
  url: string,
  checkpoints: Checkpoints,
  { now, failed }: Occasion,
): Promise<CheckpointKeeper> {
  const file = databaseFile(url)
  let signed = Number.NaN
  let seconds = 0
  const write = async (): Promise<void> => {
    const reached = eventsMarked(file)
    if (reached === signed) return
    seconds = 0 // whether or not it succeeds: a full disk is asked once a minute
    await checkpoints.write(now())
    signed = reached
  }
  let last = write().catch(failed)
  await last
  const timer = setInterval(() => {
    seconds += 1
    const events = eventsMarked(file) - signed
    if (events === 0 || (seconds < everySeconds && !(events >= everyEvents))) return
    last = last.then(write).catch(failed)
  }, 1000).unref()
  return {
    close: async () => {
      clearInterval(timer)
      await last
      await write().catch(failed)
    },
  }
}

/** Events of both chains, as far as they are marked. */
function eventsMarked(file: string): number {
  const month = monthsKept(file).at(-1)
  const marks = [file, ...(month === undefined ? [] : [monthFile(file, month)])].map(seenMark)
  return marks.reduce(
    (sum, seen) => sum + (seen === undefined || seen === 'unreadable' ? 0 : seen.seq),
    0,
  )
}
