/** An export as it was handed over: a zip, or the folder that it was unpacked to. */
import { closeSync, fstatSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

export interface Source {
  readonly names: readonly string[]
  /** @throws Error where it cannot be read */
  read(name: string): Buffer
  close(): void
}

export function folderSource(folder: string): Source {
  const names = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
  return {
    names: names.map((name) => name.replaceAll('\\', '/')).sort(),
    read: (name) => readFileSync(join(folder, name)),
    close: () => undefined,
  }
}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly size: number
  readonly offset: number
}
const [endMark, entryMark, end64Mark] = [0x06054b50, 0x02014b50, 0x06064b50]

/** Reads the directory at once and each file when it is asked for. @throws Error: no sound zip */
export function zipSource(path: string): Source {
  const file = openSync(path, 'r')
  const bytes = (from: number, length: number): Buffer => {
    const buffer = Buffer.alloc(length)
    if (readSync(file, buffer, 0, length, from) !== length) throw new Error('the zip is cut off')
    return buffer
  }
  const entries = directory(bytes, fstatSync(file).size)
  return {
    names: [...entries.keys()].sort(),
    read(name) {
      const entry = entries.get(name)
      if (!entry) throw new Error(`${name} is not there`)
      const head = bytes(entry.offset, 30)
      const start = entry.offset + 30 + head.readUInt16LE(26) + head.readUInt16LE(28)
      const packed = bytes(start, entry.packed)
      if (entry.method === 0) return packed
      if (entry.method !== 8) throw new Error(`${name} is packed in an unknown way`)
      return inflateRawSync(packed, { maxOutputLength: Math.max(1, entry.size) })
    },
    close: () => closeSync(file),
  }
}

type Bytes = (from: number, length: number) => Buffer

function directory(bytes: Bytes, size: number): ReadonlyMap<string, Entry> {
  const tailLength = Math.min(size, 65_557)
  const tail = bytes(size - tailLength, tailLength)
  const end = tail.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]))
  if (end < 0 || tail.readUInt32LE(end) !== endMark) throw new Error('this is no zip')
  const { count, from, length } = extent(bytes, tail, end)
  const held = bytes(from, length)
  const entries = new Map<string, Entry>()
  for (let at = 0, seen = 0; seen < count; seen++) {
    if (held.readUInt32LE(at) !== entryMark) throw new Error('the zip’s directory is damaged')
    const [name, extra, note] = [28, 30, 32].map((place) => held.readUInt16LE(at + place))
    const text = held.toString('utf8', at + 46, at + 46 + name!) // three numbers are there
    if (entries.has(text)) throw new Error(`${text} is there twice`)
    entries.set(text, entryAt(held, at, at + 46 + name!))
    at += 46 + name! + extra! + note!
  }
  return entries
}

/** A large zip tells its extent in a longer record before the end. */
function extent(bytes: Bytes, tail: Buffer, end: number) {
  const [count, length] = [tail.readUInt16LE(end + 10), tail.readUInt32LE(end + 12)]
  const from = tail.readUInt32LE(end + 16)
  if (count !== 0xffff && from !== 0xffffffff && length !== 0xffffffff)
    return { count, from, length }
  const long = bytes(Number(tail.readBigUInt64LE(end - 20 + 8)), 56)
  if (long.readUInt32LE(0) !== end64Mark) throw new Error('the zip’s directory is damaged')
  const [longCount, longLength, longFrom] = [32, 40, 48].map((at) =>
    Number(long.readBigUInt64LE(at)),
  )
  return { count: longCount!, length: longLength!, from: longFrom! } // three numbers are there
}

const long = 0xffffffff

/** What does not fit stands in the extra field 1, in the order size, packed, offset. */
function entryAt(held: Buffer, at: number, extraAt: number): Entry {
  const method = held.readUInt16LE(at + 10)
  let [packed, size, offset] = [20, 24, 42].map((place) => held.readUInt32LE(at + place)) as [
    number,
    number,
    number,
  ] // one for each
  let place = extraAt
  const last = extraAt + held.readUInt16LE(at + 30)
  while (place < last && held.readUInt16LE(place) !== 1) place += 4 + held.readUInt16LE(place + 2)
  let next = place + 4
  const take = (): number => {
    next += 8
    return Number(held.readBigUInt64LE(next - 8))
  }
  if (size === long) size = take()
  if (packed === long) packed = take()
  if (offset === long) offset = take()
  return { method, packed, size, offset }
}
