/** Bundles over the web: handed in, watched, told in full; and out again, the same. */
import { readdirSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ZipFile } from 'yazl'
import type { ImportView } from '../../server/contract/imports.ts'
import { clinicChanges } from './support/clinic.ts'
import { aHouse, type House, password } from './support/house.ts'

let house: House
beforeAll(async () => {
  house = await aHouse()
})
afterAll(() => house.close())

type Role = Parameters<House['as']>[0]
const me: Role = 'data_manager'

async function zipOf(files: Readonly<Record<string, string>>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, text] of Object.entries(files)) zip.addBuffer(Buffer.from(text), name)
  zip.end()
  const chunks: Buffer[] = []
  for await (const chunk of zip.outputStream) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks)
}
const patients = (...rows: readonly string[]) => ({
  'patients.csv': `patient_id,mrn,family_name,given_name,birth_date\n${rows.join('\n')}\n`,
})

const handIn = (payload: Buffer, key: string, query = '', type = 'application/zip') =>
  house.as(me, {
    method: 'POST',
    url: `/api/imports${query}`,
    headers: { 'content-type': type, 'idempotency-key': key },
    payload,
  })
const stepUp = (given = password) =>
  house.as(me, { method: 'POST', url: '/api/account/step-up', payload: { password: given } })

async function settled(id: string): Promise<ImportView> {
  for (let tries = 0; tries < 200; tries++) {
    const seen: ImportView = (await house.as(me, `/api/imports/${id}`)).json()
    if (seen.state !== 'waiting' && seen.state !== 'running') return seen
    await wait(50)
  }
  throw new Error('the import did not come to an end')
}
const outcomeOf = async (payload: Buffer, key: string, query = '') => {
  const answer = await handIn(payload, key, query)
  expect(answer.statusCode, answer.body).toBe(202)
  return settled(answer.json().import)
}
const mrns = async () => {
  const found: string[] = []
  for await (const { mrn } of house.parts.registry.rows('patients')) found.push(mrn)
  return found
}

test('asks for the password once more, and for the right one', async () => {
  const zip = await zipOf(patients('n1,0009001,Nyström,Åsa,1980-01-02'))
  const before = await handIn(zip, 'import-key-0')
  expect([before.statusCode, before.json().type]).toEqual([403, '/problems/step-up'])
  expect((await house.as(me, '/api/export')).statusCode).toBe(403)
  expect((await stepUp('not the right one')).statusCode).toBe(422)
  expect((await house.logged()).at(-1)).toMatchObject({
    what: 'step-up',
    outcome: 'refused',
    reason: 'wrong-password',
  })
  expect((await handIn(zip, 'import-key-0')).statusCode).toBe(403)
  expect((await stepUp()).statusCode).toBe(204)
})

test('a dry run counts and changes nothing', async () => {
  const zip = await zipOf(patients('n1,0009001,Nyström,Åsa,1980-01-02'))
  const seen = await outcomeOf(zip, 'import-key-1', '?dry_run=true')
  expect(seen).toMatchObject({
    state: 'would_import',
    files: [{ file: 'patients.csv', added: 1, amended: 0, unchanged: 0 }],
  })
  expect(await mrns()).not.toContain('0009001')
})

test('all faults are told at once, by file and line, and nothing is changed', async () => {
  const zip = await zipOf({
    ...patients('n1,0009001,Nyström,Åsa,1980-02-30', 'n2,0009002,,Bo,1980-01-01'),
    'scores.csv':
      'score_id,patient_id,instrument,administered_on,items\ns9,nobody,phq-9,2026-10-01,9\n',
    'odd.csv': 'x\n1\n',
  })
  const seen = await outcomeOf(zip, 'import-key-2')
  expect(seen.state).toBe('refused')
  expect(seen.fault_count).toBe(seen.faults.length)
  expect(seen.faults).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        file: 'patients.csv',
        line: 2,
        column: 'birth_date',
        value: '1980-02-30',
      }),
      expect.objectContaining({ file: 'patients.csv', line: 3, column: 'family_name' }),
      expect.objectContaining({
        file: 'scores.csv',
        line: 2,
        column: 'patient_id',
        value: 'nobody',
      }),
      expect.objectContaining({ file: 'odd.csv' }),
    ]),
  )
  expect(await mrns()).toEqual(['0004711', '0004712'])
  const refusals = (await house.logged()).filter(({ what }) => what === 'import of a bundle')
  expect(refusals).toMatchObject([{ outcome: 'refused', reason: `${seen.fault_count} errors` }])
})

test('what is no zip is said to be none', async () => {
  expect(await outcomeOf(Buffer.from('not a zip'), 'import-key-3')).toMatchObject({
    state: 'unreadable',
    says: expect.stringContaining('is no bundle'),
  })
})

describe('a journey', () => {
  test('handed in twice under one key, it is one import, under the name of who did it', async () => {
    const zip = await zipOf(patients('n1,0009001,Nyström,Åsa,1980-01-02'))
    const [one, two] = await Promise.all([handIn(zip, 'import-key-4'), handIn(zip, 'import-key-4')])
    expect(two.json().import).toBe(one.json().import)
    expect(await settled(one.json().import)).toMatchObject({ state: 'imported' })
    const [version, ...later] = await house.parts.registry.history('patients', 'n1')
    expect(version).toMatchObject({ by: { who: 'st-data_manager' }, reason: 'import' })
    expect(later).toEqual([])
    const other = await handIn(zip, 'import-key-4', '?dry_run=true')
    expect([other.statusCode, other.json().type]).toEqual([409, '/problems/key-reused'])
  })

  test('the whole registry out, logged with everybody in it, and in again: nothing changes', async () => {
    const answer = await house.as(me, '/api/export')
    expect(answer.statusCode).toBe(200)
    expect(answer.headers['content-disposition']).toBe('attachment; filename="registry-bundle.zip"')
    expect((await house.logged()).findLast(({ action }) => action === 'export')).toMatchObject({
      patients: ['n1', 'pt-1', 'pt-2'],
      substance_use: true,
    })
    const again = await outcomeOf(answer.rawPayload, 'import-key-5')
    expect(again.state).toBe('imported')
    expect(again.files.every(({ added, amended }) => added === 0 && amended === 0)).toBe(true)
    const rows = again.files.reduce((sum, { unchanged }) => sum + unchanged, 0)
    expect(rows).toBe(clinicChanges.length + 1)
  })

  test('is listed, the newest first, and leaves no file behind', async () => {
    const { imports } = (await house.as(me, '/api/imports')).json()
    expect(imports.map(({ state }: ImportView) => state)).toEqual([
      'imported',
      'imported',
      'unreadable',
      'refused',
      'would_import',
    ])
    await wait(50)
    const folder = `${dirname(house.url.slice(5))}/registry.bundles`
    expect(readdirSync(folder)).toEqual([])
  })
})

describe('is refused', () => {
  test('as anything but a zip', async () => {
    for (const type of ['application/json', 'text/csv', 'application/octet-stream'])
      expect((await handIn(Buffer.from('{}'), 'import-key-6', '', type)).statusCode).toBe(415)
  })

  test('without a key, with an unknown question, for an address that is none', async () => {
    const bare = await house.as(me, {
      method: 'POST',
      url: '/api/imports',
      headers: { 'content-type': 'application/zip' },
      payload: Buffer.from('x'),
    })
    expect(bare.statusCode).toBe(428)
    expect((await handIn(Buffer.from('x'), 'import-key-7', '?dry_run=yes')).statusCode).toBe(400)
    expect((await house.as(me, `/api/imports/${'A'.repeat(22)}`)).statusCode).toBe(404)
  })

  test('for every other role', async () => {
    for (const role of ['administrator', 'care_manager', 'billing_staff'] as const)
      expect((await house.as(role, '/api/imports')).statusCode).toBe(403)
  })

  test('five minutes after the password', async () => {
    house.pass(5)
    expect((await house.as(me, '/api/export')).statusCode).toBe(403)
  })
})

test('more bytes than are taken are not kept', async () => {
  const upload = await house.parts.bundleRuns.upload()
  async function* bytes() {
    for (let part = 0; part < 5; part++) yield Buffer.alloc(1000)
  }
  expect(await upload.receive(bytes(), 4999)).toBe(false)
  expect(await upload.receive(bytes(), 5000)).toBe(true)
  await upload.remove()
})
