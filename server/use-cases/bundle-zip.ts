/**
 * A bundle in a zip. A zip is handed in by somebody: it may lie about its sizes, unpack to more than
 * the disk holds, name paths outside itself, or hide what no bundle needs. Nothing is unpacked to
 * disk; entries are streamed, and refused before the first byte where the directory tells enough.
 */
import { basename } from 'node:path'
import { crc32 } from 'node:zlib'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import type { Fault } from '../domain/bundle/fault.ts'
import { type BundleSource, BundleUnreadable } from '../domain/bundle/source.ts'

export const zipLimits = {
  entries: 200,
  /** Unpacked, all files together. */
  bytes: 8 * 2 ** 30,
  /** Unpacked to packed, for what is large enough to hurt. CSV reaches 30 or so. */
  ratio: 200,
  ratioCountsFrom: 64 * 2 ** 20,
}

/** @throws BundleUnreadable where the file is no zip, or one that no bundle would be */
export async function zipSource(path: string): Promise<BundleSource> {
  const unreadable = (detail: string) => new BundleUnreadable(`${basename(path)} ${detail}`)
  const zip = await openPromise(path, { autoClose: false, strictFileNames: true }).catch(
    (error: unknown) => {
      throw unreadable(`is no bundle: ${saying(error)}`)
    },
  )
  try {
    const entries = await listed(zip, unreadable)
    return sourceOf(zip, entries, unreadable)
  } catch (error) {
    zip.close()
    throw error
  }
}

type Refuse = (detail: string) => BundleUnreadable

/** The entries that are files, none of them hostile. */
async function listed(zip: ZipFile, refuse: Refuse): Promise<readonly Entry[]> {
  const entries: Entry[] = []
  if (zip.entryCount > zipLimits.entries) throw refuse(`holds ${zip.entryCount} entries`)
  let [packed, unpacked] = [0, 0]
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.endsWith('/')) continue
      packed += entry.compressedSize
      unpacked += entry.uncompressedSize
      entries.push(entry)
    }
  } catch (error) {
    throw refuse(`is no sound zip: ${saying(error)}`)
  }
  const hostile = entries.find((entry) => entry.isEncrypted() || isLink(entry))
  if (hostile) throw refuse(`holds ${hostile.fileName}, which is encrypted or a link`)
  if (unpacked > zipLimits.bytes) throw refuse(`unpacks to ${unpacked} bytes`)
  if (unpacked > zipLimits.ratioCountsFrom && unpacked > zipLimits.ratio * packed)
    throw refuse(`unpacks to ${Math.floor(unpacked / Math.max(1, packed))} times its size`)
  return entries
}

/** Unix keeps the kind of file in the upper half of the attributes; 0o120000 is a link. */
const isLink = ({ externalFileAttributes }: Entry): boolean =>
  ((externalFileAttributes >>> 16) & 0o170000) === 0o120000

function sourceOf(zip: ZipFile, entries: readonly Entry[], refuse: Refuse): BundleSource {
  const root = commonRoot(entries.map(({ fileName }) => fileName))
  const byName = new Map<string, Entry>()
  const faults: Fault[] = []
  for (const entry of entries) {
    const name = entry.fileName.slice(root.length)
    const place = { file: name, line: null, column: null, value: null }
    if (byName.has(name)) faults.push({ ...place, expected: 'each file once' })
    byName.set(name, entry)
  }
  return {
    files: [...byName].map(([name, { uncompressedSize }]) => ({ name, bytes: uncompressedSize })),
    faults,
    read: async (name) => {
      const entry = byName.get(name)
      if (!entry) throw new RangeError(`no entry ${name}`)
      return checked(zip, entry, refuse)
    },
    close: async () => zip.close(),
  }
}

/** `clinic/` where all entries lie in one folder `clinic`; otherwise nothing. */
function commonRoot(names: readonly string[]): string {
  const [first = ''] = names
  const root = first.slice(0, first.indexOf('/') + 1)
  return names.every((name) => name.startsWith(root)) ? root : ''
}

/** An entry's bytes, held against its checksum, so that damage is never taken for data. */
async function* checked(zip: ZipFile, entry: Entry, refuse: Refuse): AsyncGenerator<Buffer> {
  let sum = 0
  try {
    const stream: AsyncIterable<Buffer> = await zip.openReadStreamPromise(entry)
    for await (const chunk of stream) {
      sum = crc32(chunk, sum)
      yield chunk
    }
  } catch (error) {
    throw refuse(`holds a broken ${entry.fileName}: ${saying(error)}`)
  }
  if (sum !== entry.crc32) throw refuse(`holds a damaged ${entry.fileName}`)
}

const saying = (error: unknown): string => (error instanceof Error ? error.message : String(error))
