/** An audit export and its verifier: what is whole is believed, and nothing else. */
import { appendFileSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifestText } from '../../server/domain/audit-export/manifest.ts'
import { sampled } from '../../server/domain/audit-export/sampling.ts'
import { canonicalText } from '../../server/domain/canonical.ts'
import { prohibitionNotice } from '../../server/domain/disclosing.ts'
import type { Choosing } from '../../server/use-cases/audit-export/choosing.ts'
import { sha256 } from '../../server/use-cases/audit-export/packets.ts'
import { PlaceTaken } from '../../server/use-cases/audit-export/place.ts'
import { month } from '../claims/a-month.ts'
import {
  type ABilledMonth,
  aBilledMonth,
  manifestIn,
  packetsIn,
  recipient,
  unpacked,
  verifiedOffline,
} from './an-export.ts'

let billed: ABilledMonth
let whole: string
beforeAll(async () => {
  billed = await aBilledMonth()
  expect(await billed.make('whole.zip')).toMatchObject({ outcome: 'made', months: 5, left_out: 0 })
  whole = unpacked(billed.pathOf('whole.zip'))
})
afterAll(() => billed.close())

const verifier = () => join(whole, 'verify.mjs')

test('a whole export is believed, zipped or unpacked, by a bare Node', () => {
  const { key } = manifestIn(whole)
  for (const place of [billed.pathOf('whole.zip'), whole]) {
    const { status, says } = verifiedOffline(verifier(), place, key)
    expect(says).toContain('5 patient-months were determined again')
    expect(says).toMatch(/Made on 2026-11-20T12:00:00.000Z for Acme Audits: payer audit\./)
    expect(status).toBe(0)
  }
})

test('signed by another key, it is not', () => {
  const { status, says } = verifiedOffline(verifier(), whole, 'MCowBQYDK2VwAyEA')
  expect(says).toContain('signed by another key')
  expect(status).toBe(1)
})

describe('whoever changes a file is found', () => {
  const withChange = (change: () => () => void) => {
    const undo = change()
    try {
      return verifiedOffline(verifier(), whole)
    } finally {
      undo()
    }
  }
  const rewritten = (name: string, to: (text: string) => string) => () => {
    const path = join(whole, name)
    const before = readFileSync(path)
    writeFileSync(path, to(before.toString('latin1')), 'latin1')
    return () => writeFileSync(path, before)
  }
  const missing = (name: string) => () => {
    renameSync(join(whole, name), billed.pathOf(name))
    return () => renameSync(billed.pathOf(name), join(whole, name))
  }
  const added = () => {
    appendFileSync(join(whole, '00009.json'), '{}')
    return () => rmSync(join(whole, '00009.json'))
  }

  test.for<[string, () => () => void, RegExp]>([
    ['a byte of a sheet', rewritten('00002.pdf', (text) => `${text} `), /00002.pdf is not what/],
    ['a cell of a CSV', rewritten('00001.csv', (text) => text.replace('met', 'MET')), /00001.csv/],
    [
      'a minute',
      rewritten('00001.json', (t) => t.replace(/"minutes":\d/, '"minutes":9')),
      /00001.json/,
    ],
    ['no JSON any more', rewritten('00001.json', () => '{'), /cannot be read as evidence/],
    ['a file gone', missing('00003.json'), /00003.json is missing[\s\S]*4 are here/],
    ['a file more', added, /00009.json was added/],
    [
      'the verifier itself',
      rewritten('verify.mjs', (text) => `${text}\n`),
      /verify.mjs is not what/,
    ],
    [
      'the purpose',
      rewritten('manifest.json', (t) => t.replace('payer audit', 'any')),
      /manifest.json/,
    ],
    ['no manifest', missing('manifest.json'), /no export, or not a whole one/],
  ])('%s', ([, change, finding]) => {
    const { status, says } = withChange(change)
    expect(says).toMatch(/^(Made|REFUSED)/)
    expect(says).toMatch(finding)
    expect(status).toBe(1)
  })

  test('who also mends the hash in the manifest is found by the signature and by the row', () => {
    const path = join(whole, '00001.json')
    const { status, says } = withChange(() => {
      const [text, manifest] = [readFileSync(path), readFileSync(join(whole, 'manifest.json'))]
      const forged = text.toString('utf8').replace('"reached":false', '"reached":true')
      expect(forged).not.toBe(text.toString('utf8'))
      writeFileSync(path, forged)
      const signed = manifestIn(whole)
      const files = signed.manifest.files.map((one) =>
        one.name === '00001.json' ? { ...one, sha256: sha256(forged) } : one,
      )
      const lie = { ...signed, manifest: { ...signed.manifest, files } }
      expect(manifestText(lie.manifest)).not.toBe(manifestText(signed.manifest))
      writeFileSync(join(whole, 'manifest.json'), JSON.stringify(lie))
      return () => {
        writeFileSync(path, text)
        writeFileSync(join(whole, 'manifest.json'), manifest)
      }
    })
    expect(says).toContain('manifest.json is not what was signed')
    expect(says).toMatch(/activities\/\S+: the row is not what its audit event was made over/)
    expect(says).not.toContain('00001.json is not what was signed')
    expect(status).toBe(1)
  })
})

test('a call that was cut off is taken up where it stopped', async () => {
  const done: number[] = []
  const cut = billed.make(
    'cut.zip',
    {},
    {
      progress: (count) => {
        done.push(count)
        if (count === 3) throw new Error('the power went')
      },
    },
  )
  await expect(cut).rejects.toThrow('the power went')
  await expect(billed.make('cut.zip', { purpose: 'something else' })).rejects.toThrow(PlaceTaken)
  const read: string[] = []
  const registry = {
    ...billed.parts.registry,
    read: (id: string) => {
      read.push(id)
      return billed.here.registry.read(id)
    },
  }
  const { makeExport } = await import('../../server/use-cases/audit-export/making.ts')
  const again = await makeExport(
    { ...billed.parts, registry },
    await billed.order(),
    billed.pathOf('cut.zip'),
    {
      beforeRelease: async () => undefined,
    },
  )
  expect(again).toMatchObject({ outcome: 'made', months: 5 })
  expect(read).toHaveLength(2)
  expect(packetsIn(billed.pathOf('cut.zip'))).toHaveLength(5)
  expect(verifiedOffline(verifier(), billed.pathOf('cut.zip')).status).toBe(0)
})

test('what is there already is not overwritten', async () => {
  await expect(billed.make('whole.zip')).rejects.toThrow(PlaceTaken)
})

test('it is recorded before it appears: who cannot record it gets nothing', async () => {
  const refusing = billed.make(
    'unlogged.zip',
    {},
    {
      beforeRelease: async ({ patients }) => {
        expect(patients).toHaveLength(5)
        throw new Error('the log is full')
      },
    },
  )
  await expect(refusing).rejects.toThrow('the log is full')
  expect(() => packetsIn(billed.pathOf('unlogged.zip'))).toThrow(/ENOENT/)
})

test('pseudonyms: nobody is named, and the answers are the same', async () => {
  expect(await billed.make('masked.zip', { pseudonymized: true })).toMatchObject({
    outcome: 'made',
  })
  const folder = unpacked(billed.pathOf('masked.zip'))
  const texts = packetsIn(billed.pathOf('masked.zip')).map((one) => canonicalText(one))
  const sheets = ['1', '2', '3', '4', '5'].map((n) =>
    readFileSync(join(folder, `0000${n}.csv`), 'utf8'),
  )
  const names = packetsIn(billed.pathOf('whole.zip')).flatMap(({ frozen: { dossier } }) => [
    dossier.patient.family_name,
    dossier.patient.mrn,
    dossier.patient.patient_id,
    ...dossier.staff.map(({ name }) => name),
    ...dossier.activities.map(({ activity_id }) => activity_id),
  ])
  for (const text of [...texts, ...sheets])
    expect(
      names.filter((name) => text.includes(`"${name}"`) || text.includes(`,${name},`)),
    ).toEqual([])
  const outcomes = (zip: string) =>
    packetsIn(billed.pathOf(zip)).map(({ frozen: { determination: d } }) => [
      d.outcome,
      d.minutes,
      d.lines.map(({ code, units }) => [code, units]),
    ])
  expect(outcomes('masked.zip')).toEqual(outcomes('whole.zip'))
  const { status, says } = verifiedOffline(verifier(), folder)
  expect(says).toContain('Names are replaced')
  expect(status).toBe(0)
})

test('with names replaced, the manifest tells of claims and payers without theirs', async () => {
  const [first, second] = billed.claims as [string, string]
  const asked = async (given: Partial<Choosing>) => [
    (await billed.choose(given)).asked,
    (await billed.choose({ ...given, pseudonymized: true })).asked,
  ]
  expect(await asked({ month: null, claims: [first] })).toEqual([
    `claim ${first}`,
    '1 claim by number',
  ])
  expect(await asked({ month: null, claims: [first, second] })).toEqual([
    `claims ${first}, ${second}`,
    '2 claims by number',
  ])
  expect(await asked({ payer_id: 'medicare' })).toEqual([
    'claims of 2026-10, payer medicare',
    'claims of 2026-10, one payer',
  ])
})

describe('substance-use records', () => {
  const patient = () => billed.here.proven[5]!
  const withUse = async () => {
    const id = `${patient()}-alcohol`
    const given = { diagnosis_id: id, patient_id: patient(), icd10: 'F10.20', rank: 2 }
    await billed.here.write('diagnoses', { ...given, recorded_on: '2026-10-01', resolved_on: null })
    return { wanted: [{ patient_id: patient(), month, claim_id: null }], asked: 'one month' }
  }

  test('go nowhere without the patient’s consent', async () => {
    const order = await withUse()
    const refused = await billed.make('use.zip', order)
    expect(refused).toMatchObject({
      outcome: 'refused',
      shortfalls: [{ reason: 'no_part2_consent' }],
    })
    expect(await billed.make('use.zip', { ...order, leave_out: true })).toEqual({
      outcome: 'nothing',
    })
    expect(() => packetsIn(billed.pathOf('use.zip'))).toThrow(/ENOENT/)
  })

  test('go to whom the consent names, with the notice', async () => {
    const order = await withUse()
    await billed.here.write('part2_consents', {
      part2_consent_id: 'use-consent',
      patient_id: patient(),
      obtained_on: '2026-10-01',
      recipient,
      scope: 'audit',
      expires_on: null,
      revoked_on: null,
      purpose: 'payer audits',
    })
    expect(await billed.make('use.zip', order)).toMatchObject({
      outcome: 'made',
      substance_use: true,
    })
    expect(packetsIn(billed.pathOf('use.zip'))[0]!.notice).toBe(prohibitionNotice)
    const { status, says } = verifiedOffline(verifier(), billed.pathOf('use.zip'))
    expect(says).toContain(prohibitionNotice)
    expect(status).toBe(0)
  })
})

test('a sample is the same for everybody who draws it by the same seed', async () => {
  const drawn = (seed: number) => billed.choose({ sample: { count: 2, seed } })
  expect((await drawn(7)).wanted).toEqual((await drawn(7)).wanted)
  expect((await drawn(7)).wanted).toHaveLength(2)
  expect((await drawn(7)).asked).toBe('claims of 2026-10, 2 at random by seed 7')
  const all = Array.from({ length: 200 }, (_, n) => n)
  expect(sampled(all, 20, 1)).not.toEqual(sampled(all, 20, 2))
  expect(new Set(sampled(all, 20, 3)).size).toBe(20)
  expect(sampled(all, 20, 3)).toEqual([...sampled(all, 20, 3)].sort((a, b) => a - b))
})

test('a correction after emission is on the sheet, and the proof stays what it was', async () => {
  const [packet] = packetsIn(billed.pathOf('whole.zip'))
  const { activity } = packet!.frozen.determination.counted[0]!
  const row = packet!.frozen.dossier.activities.find((one) => one.activity_id === activity)!
  await billed.here.write('activities', { ...row, kind: 'clerical' }, 'was paperwork')
  const wanted = [{ patient_id: row.patient_id, month, claim_id: packet!.claim!.claim_id }]
  expect(await billed.make('late.zip', { wanted, asked: 'one claim' })).toMatchObject({
    outcome: 'made',
  })
  const [late] = packetsIn(billed.pathOf('late.zip'))
  expect(late!.frozen).toEqual(packet!.frozen)
  expect(late!.since?.changes).toMatchObject([
    { record: 'activities', kind: 'amended', columns: [{ column: 'kind', after: 'clerical' }] },
  ])
  const csv = readFileSync(join(unpacked(billed.pathOf('late.zip')), '00001.csv'), 'utf8')
  expect(csv).toMatch(
    /Amendments,activities [\w.-]+,"2026-11-05.*",kind: \w+ → clerical,was paperwork/,
  )
  expect(verifiedOffline(verifier(), billed.pathOf('late.zip')).status).toBe(0)
})
