/**
 * What a disk may hold after a power cut, made from what was recorded of a program's writes.
 *
 * The rule is that of fsync and no kinder: what a file was told to keep (fsync) is there; of what was
 * written since, each 512-byte sector may be there or not, in any mixture; a name that was given or
 * taken in a folder counts from the folder's own fsync, and before that as it happens.
 */

const OPENED = 1
const WRITTEN = 2
const SYNCED = 3
const TRUNCATED = 4
const UNLINKED = 5
const RENAMED = 6
const sector = 512

export interface Operation {
  readonly op: number
  readonly file: number
  /** Where it was written; how long it was made; which file took its place. */
  readonly place: number
  readonly data: Buffer
}

/** Reads what disk.c wrote down. */
export function operationsIn(record: Buffer): readonly Operation[] {
  const list: Operation[] = []
  for (let at = 0; at + 24 <= record.length; ) {
    const length = record.readUInt32LE(at + 8)
    list.push({
      op: record.readUInt32LE(at),
      file: record.readUInt32LE(at + 4),
      place: Number(record.readBigUInt64LE(at + 16)),
      data: record.subarray(at + 24, at + 24 + length),
    })
    at += 24 + length
  }
  return list
}

interface Kept {
  name: string
  /** What is certainly there. */
  sure: Buffer
  /** What was done since, in order. */
  since: Operation[]
  /** Whether its name is certainly there, and whether it is named now. */
  sureNamed: boolean
  named: boolean
}

export type Disk = ReadonlyMap<string, Buffer>
/** A number from 0 up to, and without, `below`. */
export type Chance = (below: number) => number

/** A disk as operations reach it, one after another. */
export function recordedDisk() {
  const files = new Map<number, Kept>()

  const fileOf = (number: number): Kept => {
    const known = files.get(number)
    if (known) return known
    const fresh = { name: '', sure: empty, since: [], sureNamed: false, named: false }
    files.set(number, fresh)
    return fresh
  }
  const syncFolder = (folder: string): void => {
    for (const file of files.values())
      if (file.name.startsWith(`${folder}/`)) file.sureNamed = file.named
  }
  return {
    take(operation: Operation): void {
      const file = fileOf(operation.file)
      if (operation.op === OPENED) {
        file.name = operation.data.toString()
        file.named = true
        if (operation.place === 1) file.since.push({ ...operation, op: TRUNCATED, place: 0 })
      } else if (operation.op === SYNCED) {
        file.sure = afterAll(file.sure, file.since)
        file.since = []
        syncFolder(file.name)
      } else if (operation.op === UNLINKED) file.named = false
      else if (operation.op === RENAMED) {
        const to = fileOf(operation.place)
        to.sure = file.sure
        to.since = file.since
        to.named = true
        file.named = false
      } else file.since.push(operation)
    },
    /** As it is now, with nothing lost: what a kill -9 leaves. */
    whole: (): Disk => stateOf(files, (file) => afterAll(file.sure, file.since), true),
    /** As a power cut at this moment may leave it. */
    cut: (chance: Chance): Disk => stateOf(files, (file) => torn(file, chance), false, chance),
  }
}

const empty = Buffer.alloc(0)

function stateOf(
  files: ReadonlyMap<number, Kept>,
  content: (file: Kept) => Buffer,
  certain: boolean,
  chance: Chance = () => 0,
): Disk {
  const disk = new Map<string, Buffer>()
  for (const file of files.values()) {
    const isThere = certain || file.named === file.sureNamed ? file.named : chance(2) === 0
    if (isThere && file.name !== '') disk.set(file.name, content(file))
  }
  return disk
}

/** What came since the last fsync: everything, nothing, a beginning, or any mixture of sectors. */
function torn({ sure, since }: Kept, chance: Chance): Buffer {
  if (since.length === 0) return sure
  const manner = chance(4)
  if (manner === 0) return afterAll(sure, since)
  if (manner === 1) return sure
  if (manner === 2) return afterAll(sure, since.slice(0, chance(since.length + 1)))
  return afterAll(
    sure,
    shuffled(since, chance).flatMap((operation) => inPart(operation, chance)),
  )
}

const shuffled = (list: readonly Operation[], chance: Chance): readonly Operation[] =>
  list
    .map((operation) => [chance(1 << 30), operation] as const)
    .sort(([a], [b]) => a - b)
    .map(([, operation]) => operation)

/** Some of its sectors; a truncation whole or not at all. */
function inPart(operation: Operation, chance: Chance): readonly Operation[] {
  const { op, data, place } = operation
  if (op !== WRITTEN) return chance(2) === 0 ? [operation] : []
  const parts: Operation[] = []
  for (let from = 0; from < data.length; ) {
    const to = Math.min(data.length, from + sector - ((place + from) % sector))
    if (chance(2) === 0)
      parts.push({ ...operation, place: place + from, data: data.subarray(from, to) })
    from = to
  }
  return parts
}

/** Writes and truncations, carried out in order on one copy. */
function afterAll(bytes: Buffer, operations: readonly Operation[]): Buffer {
  const room = operations.reduce(
    (most, { op, place, data }) => Math.max(most, op === WRITTEN ? place + data.length : place),
    bytes.length,
  )
  const after = Buffer.alloc(room)
  bytes.copy(after)
  let length = bytes.length
  for (const { op, place, data } of operations) {
    if (op === WRITTEN) {
      data.copy(after, place)
      length = Math.max(length, place + data.length)
    } else {
      if (place < length) after.fill(0, place, length)
      length = place
    }
  }
  return after.subarray(0, length)
}
