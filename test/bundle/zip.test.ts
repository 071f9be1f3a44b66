/** Bundles in a zip, and zips that no clinic would send. */
import { createWriteStream, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import { BundleUnreadable } from '../../server/domain/bundle/source.ts'
import { zipLimits } from '../../server/use-cases/bundle-zip.ts'
import { type Bench, clinicFiles, openBench } from './small-clinic.ts'

let bench: Bench
beforeAll(async () => {
  bench = await openBench()
})
afterAll(() => bench.close())

let zips = 0
type Entry = readonly [name: string, content: string | Buffer, mode?: number]
async function zipOf(entries: readonly Entry[], compress = true): Promise<string> {
  const zip = new ZipFile()
  for (const [name, content, mode = 0o100644] of entries)
    zip.addBuffer(Buffer.from(content), name, { mode, compress })
  zip.end()
  const path = join(bench.folder, `${zips++}.zip`)
  await pipeline(zip.outputStream, createWriteStream(path))
  return path
}
const clinic = Object.entries(clinicFiles()) as [string, string][] // all are texts

test.for<[title: string, root: string]>([
  ['its files at the top', ''],
  ['its files in one folder', 'clinic/'],
])('a zip with %s is read', async ([, root]) => {
  const path = await zipOf(clinic.map(([name, text]) => [root + name, text]))
  expect(await bench.take(path, { dryRun: true })).toMatchObject({ outcome: 'would_import' })
})

test('files in two folders are files that no bundle has', async () => {
  const path = await zipOf(clinic.map(([name, text], i) => [`${i % 2}/${name}`, text]))
  const outcome = await bench.take(path)
  expect(outcome.outcome === 'refused' && outcome.faults[0]).toMatchObject({
    file: '0/clinics.csv',
    expected: expect.stringMatching(/a file of a bundle/),
  })
})

/** Changes bytes of a finished zip, wherever they stand. */
function patched(path: string, from: Buffer, to: Buffer): string {
  let bytes = readFileSync(path)
  for (let at = bytes.indexOf(from); at !== -1; at = bytes.indexOf(from, at + to.length))
    bytes = Buffer.concat([bytes.subarray(0, at), to, bytes.subarray(at + from.length)])
  writeFileSync(path, bytes)
  return path
}

/** The offset of a field of the first central directory entry. */
const central = (bytes: Buffer, field: number): number =>
  bytes.indexOf('PK\u0001\u0002', 0, 'latin1') + field
const flagsField = 8
const unpackedField = 24

function withField(
  path: string,
  field: number,
  write: (bytes: Buffer, at: number) => void,
): string {
  const bytes = readFileSync(path)
  write(bytes, central(bytes, field))
  writeFileSync(path, bytes)
  return path
}

describe('refused', () => {
  const patients = 'patient_id,mrn\n'
  test.for<[title: string, make: () => Promise<string>, says: RegExp]>([
    [
      'a file that is no zip',
      async () => {
        const path = join(bench.folder, 'no.zip')
        writeFileSync(path, 'patient_id,mrn')
        return path
      },
      /no bundle/,
    ],
    ['a place where nothing is', async () => join(bench.folder, 'nothing'), /there is no bundle/],
    [
      'a path that climbs out',
      async () =>
        patched(
          await zipOf([['aa/patients.csv', patients]]),
          Buffer.from('aa/'),
          Buffer.from('../'),
        ),
      /no sound zip/,
    ],
    [
      'an absolute path',
      async () =>
        patched(
          await zipOf([['aapatients.csv', patients]]),
          Buffer.from('aap'),
          Buffer.from('/ap'),
        ),
      /no sound zip/,
    ],
    [
      'a path with backslashes',
      async () =>
        patched(
          await zipOf([['aa/patients.csv', patients]]),
          Buffer.from('aa/'),
          Buffer.from('a\\a'),
        ),
      /no sound zip/,
    ],
    ['a link', () => zipOf([['patients.csv', '/etc/hostname', 0o120777]]), /encrypted or a link/],
    [
      'an encrypted entry',
      async () =>
        withField(await zipOf([['patients.csv', patients]]), flagsField, (bytes, at) =>
          bytes.writeUInt16LE(1, at),
        ),
      /encrypted or a link/,
    ],
    [
      'too many entries',
      () =>
        zipOf(Array.from({ length: zipLimits.entries + 1 }, (_, i) => [`${i}.csv`, ''] as const)),
      /entries/,
    ],
    [
      'more than any clinic holds',
      async () =>
        withField(await zipOf([['patients.csv', patients]]), unpackedField, (bytes, at) =>
          bytes.writeUInt32LE(0xfffffffe, at),
        ),
      /times its size/,
    ],
    [
      'a bomb',
      () => zipOf([['patients.csv', Buffer.alloc(zipLimits.ratioCountsFrom + 1, 'a')]]),
      /times its size/,
    ],
  ])('%s', async ([, make, says]) => {
    const path = await make()
    const taking = bench.take(path)
    await expect(taking).rejects.toThrow(BundleUnreadable)
    await expect(taking).rejects.toThrow(says)
  })

  test('an entry that unpacks to more than it says', async () => {
    const path = withField(
      await zipOf([['patients.csv', 'x'.repeat(5000)]]),
      unpackedField,
      (bytes, at) => bytes.writeUInt32LE(10, at),
    )
    await expect(bench.take(path)).rejects.toThrow(/broken patients.csv/)
  })
  test('an entry whose bytes were changed', async () => {
    const path = patched(
      await zipOf([['patients.csv', patients]], false),
      Buffer.from('patient_id'),
      Buffer.from('patient_ix'),
    )
    await expect(bench.take(path)).rejects.toThrow(/damaged patients.csv/)
  })
  test('one file twice', async () => {
    const outcome = await bench.take(
      await zipOf([
        ['visits.csv', ''],
        ['visits.csv', ''],
      ]),
    )
    expect(outcome.outcome === 'refused' && outcome.faults[0]).toMatchObject({
      file: 'visits.csv',
      expected: 'each file once',
    })
  })
})
