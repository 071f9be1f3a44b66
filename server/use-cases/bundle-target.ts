/**
 * Where an export is written: a new folder, or a zip, whose comment is the notice of 42 CFR 2.32. Both
 * appear whole or not at all.
 */
import { randomBytes } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { ZipFile } from 'yazl'
import { type BundleTarget, TargetTaken } from '../domain/bundle/source.ts'
import { prohibitionNotice } from '../domain/disclosing.ts'

/** @throws TargetTaken where something is there already: an empty folder is not in the way */
export async function openTarget(path: string): Promise<BundleTarget> {
  const place = resolve(path)
  const found = await stat(place).catch(() => undefined)
  if (found && !found.isDirectory()) throw new TargetTaken(`${path} exists already`)
  if (found && (await readdir(place)).length > 0) throw new TargetTaken(`${path} is not empty`)
  await mkdir(dirname(place), { recursive: true })
  // beside its place, on the same disk, so that a rename is all that is left to do
  const draft = join(dirname(place), `.${basename(place)}.${randomBytes(6).toString('hex')}`)
  return place.endsWith('.zip') ? zipTarget(draft, place) : folderTarget(draft, place)
}

/** Patients' data are for the one who exports them: nobody else may read the files. */
const [ownFolder, ownFile] = [0o700, 0o600]

async function folderTarget(draft: string, place: string): Promise<BundleTarget> {
  await mkdir(draft, { mode: ownFolder })
  return {
    write: async (name, texts) => {
      await pipeline(
        Readable.from(texts),
        createWriteStream(join(draft, name), { mode: ownFile, flush: true }),
      )
    },
    finish: () => rename(draft, place),
    abandon: () => rm(draft, { recursive: true, force: true }),
  }
}

/** Every entry bears one and the same day, so that equal registries give equal zips. */
const noDay = new Date(Date.UTC(1980, 0, 1))

function zipTarget(draft: string, place: string): BundleTarget {
  const zip = new ZipFile()
  const written = pipeline(
    zip.outputStream,
    createWriteStream(draft, { mode: ownFile, flush: true }),
  )
  written.catch(() => undefined) // told when the target is finished
  return {
    write: (name, texts) =>
      new Promise((resolve, reject) => {
        const stream = Readable.from(texts)
        stream.once('error', reject).once('end', resolve)
        zip.addReadStream(stream, name, { mtime: noDay })
      }),
    finish: async () => {
      // whatever records of substance use there are
      zip.end({ comment: prohibitionNotice, forceZip64Format: false })
      await written
      await rename(draft, place)
    },
    abandon: async () => {
      zip.end()
      await rm(draft, { force: true })
    },
  }
}
