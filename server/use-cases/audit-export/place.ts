/**
 * Where an export grows: a folder beside its place, each patient-month whole before it is noted as
 * done. What a crash leaves is taken up again; only a finished export appears in its place.
 */
import { randomBytes } from 'node:crypto'
import {
  appendFileSync,
  createReadStream,
  createWriteStream,
  existsSync,
  readFileSync,
  statSync,
} from 'node:fs'
import { mkdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import type { ManifestFile } from '../../domain/audit-export/manifest.ts'
import { sha256 } from './packets.ts'

/** A patient-month that is written, or was left out. */
export interface Noted {
  readonly name: string
  readonly patient_id: string
  readonly substance_use: boolean
  /** By which it was judged; null where it was left out. */
  readonly rules_version: string | null
  /** Null: left out, for want of a consent. */
  readonly files: readonly ManifestFile[] | null
}

export interface ExportPlace {
  /** What an earlier try has done already, by name. */
  readonly done: ReadonlyMap<string, Noted>
  /** The moment that all of it goes by: that of the first try. */
  readonly begun: string
  /** Known to this export alone, and gone with it: what pseudonyms are made with. */
  readonly secret: string
  write(noted: Omit<Noted, 'files'>, files: Files): Promise<Noted>
  leaveOut(noted: Omit<Noted, 'files'>): Noted
  /** Zips everything, with these beside it, and puts it in its place. */
  finish(names: readonly string[], beside: Files): Promise<void>
  /** Nothing of it is left. */
  abandon(): Promise<void>
}
export type Files = readonly (readonly [name: string, bytes: Uint8Array | string])[]

/** Something is there already, or another export grows there. */
export class PlaceTaken extends Error {
  override readonly name = 'PlaceTaken'
}

const [ownFolder, ownFile] = [0o700, 0o600]
const noDay = new Date(Date.UTC(1980, 0, 1))

/** Where an export grows until it is whole. */
export const partsOf = (path: string): string =>
  join(dirname(resolve(path)), `.${basename(path)}.parts`)

/**
 * @param order what is exported, as one text: an unfinished export of something else is in the way
 * @param begins the moment that this try goes by, where there was none before it
 * @throws PlaceTaken
 */
export async function openPlace(path: string, order: string, begins: string): Promise<ExportPlace> {
  const place = resolve(path)
  if (await stat(place).catch(() => null)) throw new PlaceTaken(`${path} exists already`)
  const folder = partsOf(place)
  const journal = join(folder, 'journal.jsonl')
  await mkdir(folder, { recursive: true, mode: ownFolder })
  const [first, ...lines] = existsSync(journal) ? wholeLines(readFileSync(journal, 'utf8')) : []
  const found = first as Head | undefined // the first line is ours
  const head = found ?? { order, begins, secret: randomBytes(32).toString('hex') }
  if (head.order !== order)
    throw new PlaceTaken(`${folder} holds an unfinished export of something else; remove it first`)
  const note = (line: object): void =>
    appendFileSync(journal, `${JSON.stringify(line)}\n`, { mode: ownFile, flush: true })
  if (!found) await writeFile(journal, '', { mode: ownFile })
  if (!found) note(head)
  const noted = (lines as readonly Noted[]).filter((one) => isThere(folder, one)) // as noted
  return {
    done: new Map(noted.map((one) => [one.name, one])),
    begun: head.begins,
    secret: head.secret,
    async write(noted, files) {
      const told: ManifestFile[] = []
      for (const [name, bytes] of files) {
        await writeFile(join(folder, name), bytes, { mode: ownFile })
        told.push({ name, bytes: Buffer.byteLength(bytes), sha256: sha256(bytes) })
      }
      const whole = { ...noted, files: told }
      note(whole)
      return whole
    },
    leaveOut(noted) {
      const whole = { ...noted, files: null }
      note(whole)
      return whole
    },
    async finish(names, beside) {
      await zipped(folder, names, beside)
      await rename(join(folder, 'whole.zip'), place)
      await rm(folder, { recursive: true, force: true })
    },
    abandon: () => rm(folder, { recursive: true, force: true }),
  }
}

interface Head {
  readonly order: string
  readonly begins: string
  readonly secret: string
}

/** A machine that lost its power may have noted what never reached the disk. */
const isThere = (folder: string, { files }: Noted): boolean =>
  (files ?? []).every(
    ({ name, bytes }) => statSync(join(folder, name), { throwIfNoEntry: false })?.size === bytes,
  )

/** The last line may have been cut by a crash: it was not done then. */
const wholeLines = (text: string): readonly unknown[] =>
  text
    .slice(0, text.lastIndexOf('\n') + 1)
    .split('\n')
    .filter(Boolean)
    .map((line): unknown => JSON.parse(line))

/** One file after the other: what is in memory is never more than one. */
async function zipped(folder: string, names: readonly string[], beside: Files): Promise<void> {
  const zip = new ZipFile()
  const out = createWriteStream(join(folder, 'whole.zip'), { mode: ownFile, flush: true })
  const written = pipeline(zip.outputStream, out)
  written.catch(() => undefined) // told below
  for (const [name, bytes] of beside)
    zip.addBuffer(Buffer.from(bytes as string), name, { mtime: noDay, mode: ownFile })
  for (const name of names)
    await new Promise<void>((done, failed) => {
      const stream = createReadStream(join(folder, name))
      stream.once('error', failed).once('end', done)
      // a PDF is packed already
      zip.addReadStream(stream, name, {
        mtime: noDay,
        mode: ownFile,
        compress: !name.endsWith('.pdf'),
      })
    })
  zip.end()
  await written
}
