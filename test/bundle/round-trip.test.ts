/** Export after import gives the same rows back; importing again changes nothing; all or nothing. */

import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { bundleFiles, recordOfFile } from '../../server/domain/bundle/header.ts'
import { TargetTaken } from '../../server/domain/bundle/source.ts'
import { idOf } from '../../server/domain/records/index.ts'
import { instant } from '../../server/domain/zone.ts'
import { exportBundle } from '../../server/use-cases/bundle-export.ts'
import { openTarget } from '../../server/use-cases/bundle-target.ts'
import { type Bench, clinicFiles, openBench, withRow } from './small-clinic.ts'

let bench: Bench
beforeEach(async () => {
  bench = await openBench()
})
afterEach(() => bench.close())

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const beforeRelease = async () => undefined

async function exported(name = 'out'): Promise<string> {
  const path = join(bench.folder, name)
  await exportBundle(bench.registry, await openTarget(path), { beforeRelease })
  return path
}

type Row = Readonly<Record<string, string>>
/** The rows of a CSV file by key, each without its empty cells: an absent column is an empty one. */
function rowsOf(folder: string, file: string): readonly Row[] {
  const path = join(folder, file)
  if (!existsSync(path)) return []
  const rows = parse(readFileSync(path), { columns: true, bom: true }) as readonly Row[] // columns: true
  const record = recordOfFile(file)!
  return rows
    .map((row) => Object.fromEntries(Object.entries(row).filter(([, cell]) => cell !== '')))
    .sort((a, b) => (idOf(record, a) < idOf(record, b) ? -1 : 1))
}
const csvFiles = bundleFiles.filter((file) => file.endsWith('.csv'))
const policiesOf = (folder: string) =>
  JSON.parse(readFileSync(join(folder, 'policies.json'), 'utf8')) as { policy: string }[] // an array, by the contract

describe('the clinic of the billing cases', () => {
  const cases = pathOf('../data/billing-cases/bundle')

  test('comes back the same, row by row and cell by cell', async () => {
    expect(await bench.take(cases)).toMatchObject({ outcome: 'imported' })
    const out = await exported()
    expect(readdirSync(out).sort()).toEqual([...bundleFiles].sort())
    for (const file of csvFiles) expect(rowsOf(out, file), file).toEqual(rowsOf(cases, file))
    const byName = (a: { policy: string }, b: { policy: string }) => (a.policy < b.policy ? -1 : 1)
    expect(policiesOf(out)).toEqual(policiesOf(cases).sort(byName))
  })

  test('imported again changes nothing, and an export of an import is the same file', async () => {
    await bench.take(cases)
    const events = (await bench.registry.auditTrail({ limit: 100_000 })).length
    const first = await exported('first')
    for (const bundle of [cases, first]) {
      const outcome = await bench.take(bundle)
      expect(
        outcome.outcome === 'imported' &&
          outcome.files.filter(({ added, amended }) => added + amended > 0),
      ).toEqual([])
    }
    expect((await bench.registry.auditTrail({ limit: 100_000 })).length).toBe(events)
    const again = await exported('again')
    for (const file of bundleFiles)
      expect(readFileSync(join(again, file), 'utf8'), file).toBe(
        readFileSync(join(first, file), 'utf8'),
      )
  })
})

const generator = pathOf('../../../shared/bench/clinic.mjs')
test.skipIf(!existsSync(generator))(
  'an invented clinic of fifty patients comes back the same',
  async () => {
    const clinic = join(bench.folder, 'clinic')
    mkdirSync(clinic)
    execFileSync(process.execPath, [generator, '50', clinic, '12'])
    expect(await bench.take(clinic)).toMatchObject({ outcome: 'imported' })
    const out = await exported()
    for (const file of csvFiles) expect(rowsOf(out, file), file).toEqual(rowsOf(clinic, file))
  },
)

describe('amendments', () => {
  test('a row that differs is a new version; the former stays, with who, when and why', async () => {
    await bench.take(clinicFiles())
    const later = instant('2026-11-21T08:30:00.000Z')
    const files = clinicFiles()
    const changed = String(files['patients.csv']).replace('Rosa', 'Rosalía')
    const outcome = await bench.take({ 'patients.csv': changed }, { at: later })
    expect(outcome).toMatchObject({
      files: [{ file: 'patients.csv', added: 0, amended: 1, unchanged: 1 }],
    })
    const history = await bench.registry.history('patients', 'p1')
    expect(
      history.map(({ version, row, reason, at, by }) => [
        version,
        row['given_name'],
        reason,
        at,
        by.who,
      ]),
    ).toEqual([
      [1, 'Rosa', 'import', '2026-11-20T12:00:00.000Z', 'operator:tester'],
      [2, 'Rosalía', 'import', later, 'operator:tester'],
    ])
  })

  const person = 'p1,0042,Morena,Rosa,1972-03-01'
  const plain = 'patient_id,mrn,family_name,given_name,birth_date'
  const meeting = 'mt,cm,pc,2026-02-03T09:00,2026-02-03T10:00'
  const held = 'meeting_id,care_manager_id,psychiatric_consultant_id,started_at,ended_at'
  test.for([
    ['an address', 'patients', 'p1', plain, person, 'city', 'Millbrook'],
    ['who has to confirm a meeting', 'meetings', 'mt', held, meeting, 'entered_by', 'cm'],
  ] as const)(
    '%s, which this registry adds to the contract, outlives a file that knows no such column',
    async ([, record, id, header, row, column, value]) => {
      const file = `${record}.csv`
      const said = async () => (await bench.registry.history(record, id)).at(-1)!.row[column]
      await bench.take(clinicFiles())
      await bench.take({ [file]: `${header},${column}\n${row},${value}\n` })
      expect(await said()).toBe(value)
      for (const dryRun of [true, false])
        expect(await bench.take({ [file]: `${header}\n${row}\n` }, { dryRun })).toMatchObject({
          files: [{ file, added: 0, amended: 0, unchanged: 1 }],
        })
      expect(await said()).toBe(value)
      await bench.take({ [file]: `${header},${column}\n${row},\n` })
      expect(await said(), 'an empty cell is said').toBeNull()
    },
  )

  test('a dry run tells the same counts and changes nothing', async () => {
    await bench.take(clinicFiles())
    const files = withRow('scores', { administered_on: '2026-02-02' })
    const amended = {
      ...files,
      'patients.csv': String(files['patients.csv']).replace('Rosa', 'Rosalía'),
    }
    const dry = await bench.take(amended, { dryRun: true })
    expect((await bench.registry.history('patients', 'p1')).length).toBe(1)
    const real = await bench.take(amended)
    expect(dry).toEqual({ ...real, outcome: 'would_import' })
  })
})

test('a bundle may be split over several imports, and files may be missing', async () => {
  const files = clinicFiles()
  const present = csvFiles.filter((file) => files[file] !== undefined)
  for (const file of present)
    expect(await bench.take({ [file]: files[file]! }), file).toMatchObject({ outcome: 'imported' })
  expect(await bench.take(files)).toMatchObject({
    outcome: 'imported',
    files: present.map((file) => ({ file, added: 0, amended: 0 })),
  })
})

test('one error anywhere, and nothing of the bundle is stored', async () => {
  await bench.take(clinicFiles())
  const before = await bench.registry.auditTrail({ limit: 1000 })
  const files = withRow('relapse_plans', { author_id: 'nobody' })
  const changed = {
    ...files,
    'patients.csv': String(files['patients.csv']).replace('Rosa', 'Rosalía'),
  }
  expect(await bench.take(changed)).toMatchObject({ outcome: 'refused', count: 1 })
  expect(await bench.registry.auditTrail({ limit: 1000 })).toEqual(before)
})

test.for<[title: string, change: (text: string) => string]>([
  ['a byte order mark', (text) => `\ufeff${text}`],
  ['CRLF', (text) => text.replaceAll('\n', '\r\n')],
  ['no line end at the end', (text) => text.trimEnd()],
  ['blank lines', (text) => `${text}\n\n`],
  ['quotes around every cell', (text) => text.replaceAll(/[^,\n]+/g, '"$&"')],
  [
    'a mark, CRLF and quotes',
    (text) => `\ufeff${text.replaceAll(/[^,\n]+/g, '"$&"').replaceAll('\n', '\r\n')}`,
  ],
  [
    'columns in another order',
    (text) =>
      text
        .split('\n')
        .map((line) => line.split(',').reverse().join(','))
        .join('\n'),
  ],
])('%s in every file changes nothing of what is read', async ([, change]) => {
  await bench.take(clinicFiles())
  const files = Object.fromEntries(
    Object.entries(clinicFiles()).map(([name, text]) => [name, change(String(text))]),
  )
  const outcome = await bench.take(files)
  expect(outcome).toMatchObject({ outcome: 'imported' })
  expect(
    outcome.outcome === 'imported' && outcome.files.filter(({ unchanged }) => unchanged === 0),
  ).toEqual([])
})

test('text of many megabytes, quotes and line ends in it, comes back', async () => {
  const targets = 'say "5" or less,\nthen rest\n'.repeat(200_000)
  const cell = `"${targets.replaceAll('"', '""')}"`
  const plans = 'plan_id,patient_id,effective_on,author_id,targets,interventions,change_reason\n'
  const files = { ...clinicFiles(), 'care_plans.csv': `${plans}l1,p1,2026-01-05,cm,${cell},,\n` }
  expect(await bench.take(files)).toMatchObject({ outcome: 'imported' })
  const again = await bench.take(await exported())
  expect(
    again.outcome === 'imported' && again.files.find(({ file }) => file === 'care_plans.csv'),
  ).toMatchObject({ amended: 0, unchanged: 1 })
})

describe('an export', () => {
  test('into a folder that holds something, or over a file, is refused', async () => {
    const path = await exported()
    await expect(openTarget(path)).rejects.toThrow(TargetTaken)
    await expect(openTarget(join(path, 'staff.csv'))).rejects.toThrow(/exists already/)
  })
  test('into an empty folder is welcome', async () => {
    mkdirSync(join(bench.folder, 'empty'))
    expect(readdirSync(await exported('empty'))).toHaveLength(bundleFiles.length)
  })
  test('that fails leaves nothing behind', async () => {
    const before = readdirSync(bench.folder)
    for (const name of ['broken', 'broken.zip']) {
      const target = await openTarget(join(bench.folder, name))
      const beforeRelease = async () => {
        throw new Error('the log is full')
      }
      await expect(exportBundle(bench.registry, target, { beforeRelease })).rejects.toThrow(
        'the log is full',
      )
    }
    expect(readdirSync(bench.folder)).toEqual(before)
  })
  test('as a zip can be imported, and is the same each time', async () => {
    await bench.take(clinicFiles())
    const zips = [await exported('one.zip'), await exported('two.zip')]
    expect(readFileSync(zips[0]!).equals(readFileSync(zips[1]!))).toBe(true)
    expect(readFileSync(zips[0]!).toString('latin1')).toMatch(/42 CFR part 2 [\w ]+\.$/)
    const outcome = await bench.take(zips[0]!)
    expect(
      outcome.outcome === 'imported' &&
        outcome.files.reduce((sum, { unchanged }) => sum + unchanged, 0),
    ).toBeGreaterThan(20)
  })
})
