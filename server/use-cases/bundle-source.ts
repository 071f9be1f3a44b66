/** Opens a bundle: a folder, or a zip of one. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Fault } from '../domain/bundle/fault.ts'
import { type BundleSource, BundleUnreadable } from '../domain/bundle/source.ts'
import { zipSource } from './bundle-zip.ts'

const chunkBytes = 1 << 18

/** @throws BundleUnreadable where there is nothing, or neither a folder nor a zip */
export async function openBundle(path: string): Promise<BundleSource> {
  const found = await stat(path).catch(() => undefined)
  if (!found) throw new BundleUnreadable(`there is no bundle at ${path}`)
  return found.isDirectory() ? folderSource(path) : zipSource(path)
}

async function folderSource(path: string): Promise<BundleSource> {
  const files: { name: string; bytes: number }[] = []
  const faults: Fault[] = []
  for (const name of (await readdir(path)).sort()) {
    const found = await stat(join(path, name)).catch(() => undefined)
    if (found?.isFile()) files.push({ name, bytes: found.size })
    else faults.push({ file: name, line: null, column: null, value: null, expected: 'a file' })
  }
  return {
    files,
    faults,
    read: async (name) => createReadStream(join(path, name), { highWaterMark: chunkBytes }),
    close: async () => undefined,
  }
}
