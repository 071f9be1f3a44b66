/**
 * The access log's reserve (trust.md): a file of zeros that is deleted when the disk is full. Who
 * reads goes on reading, and is written down, while it lasts; it is taken again when there is room.
 */
import { existsSync, rmSync } from 'node:fs'
import { open, rename, stat } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { type Reserve, setReserve } from '#dialect'

export interface KeptReserve extends Reserve {
  /** Resolves when it was taken, or could not be. */
  readonly ready: Promise<void>
  close(): void
}

/** `data/registry.db` has its reserve in `data/registry.reserve`. */
const reserveFile = (registryFile: string): string =>
  join(dirname(registryFile), `${basename(registryFile).replace(/\.db$/, '')}.reserve`)

/**
 * Takes the reserve, and gives it to whatever this process writes.
 * @param bytes 0: none is kept, and a full disk ends reading too
 * @param everySeconds how often it is tried to take it again
 */
export function keepReserve(registryFile: string, bytes: number, everySeconds = 10): KeptReserve {
  const path = reserveFile(registryFile)
  let spent = false
  let taking: Promise<void> = Promise.resolve()
  const take = async (): Promise<void> => {
    spent = !(await isTaken(path, bytes))
  }
  if (bytes > 0) taking = take()
  const timer = setInterval(() => {
    if (spent) taking = taking.then(take)
  }, everySeconds * 1000).unref()
  const kept: KeptReserve = {
    ready: taking,
    isSpent: () => spent,
    release: () => {
      if (bytes === 0 || !existsSync(path)) return false
      rmSync(path)
      spent = true
      return true
    },
    close: () => {
      clearInterval(timer)
      setReserve(undefined)
    },
  }
  setReserve(kept)
  return kept
}

/** Writes it whole, under another name first: half a reserve would promise too much. */
async function isTaken(path: string, bytes: number): Promise<boolean> {
  const has = await stat(path).catch(() => undefined)
  if (has?.size === bytes) return true
  const part = `${path}.part`
  try {
    const file = await open(part, 'w', 0o600)
    try {
      const zeros = Buffer.alloc(Math.min(bytes, 1024 * 1024))
      for (let written = 0; written < bytes; ) {
        const { bytesWritten } = await file.write(zeros, 0, Math.min(zeros.length, bytes - written))
        written += bytesWritten
      }
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(part, path)
    return true
  } catch {
    rmSync(part, { force: true })
    return false
  }
}
