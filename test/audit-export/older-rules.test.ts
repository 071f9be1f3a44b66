/** An export with a claim of earlier rules: these judge it, out of the verifier of their time. */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { manifestText } from '../../server/domain/audit-export/manifest.ts'
import { rulesVersion } from '../../server/domain/billing/rules-version.ts'
import type { Change, Commit } from '../../server/domain/registry.ts'
import { makeExport } from '../../server/use-cases/audit-export/making.ts'
import { sha256 } from '../../server/use-cases/audit-export/packets.ts'
import { emit } from '../../server/use-cases/claims/emission.ts'
import { biller, month } from '../claims/a-month.ts'
import {
  type ABilledMonth,
  aBilledMonth,
  manifestIn,
  packetsIn,
  unpacked,
  verifiedOffline,
} from './an-export.ts'

/** The rules of that time said one thing otherwise, so no others come to the same answer. */
const earlier = '2025.7'
const asItWas = (text: string): string =>
  text.replaceAll(rulesVersion, earlier).replaceAll('patient agreed', 'patient consented')

let billed: ABilledMonth
let whole: string
let key: string
beforeAll(async () => {
  billed = await aBilledMonth(2)
  await emitEarlier(billed.here.proven[2]!)
  expect(await billed.make('whole.zip')).toMatchObject({ outcome: 'made', months: 3 })
  whole = unpacked(billed.pathOf('whole.zip'))
  key = manifestIn(whole).key
})
afterAll(() => billed.close())

/** As a program of that time would have: claim, proof and verifier by its own rules. */
async function emitEarlier(patientId: string): Promise<void> {
  const { parts, registry, handle } = billed.here
  const rewritten = (changes: Iterable<Change>): readonly Change[] => {
    const [claim, proof] = changes as unknown as readonly [Change, Change] // as emission gives them
    if (claim.record !== 'claims' || proof.record !== 'claim_proofs') throw new Error('other order')
    const text = asItWas(proof.row.proof)
    expect(text.includes('patient consented beforehand')).toBe(true)
    const row = { ...claim.row, rules_version: earlier, sha256: sha256(text) }
    return [
      { ...claim, row },
      { ...proof, row: { ...proof.row, proof: text } },
    ]
  }
  const then = {
    ...parts,
    verifier: { rules_version: earlier, text: asItWas(billed.parts.verifier) },
    registry: {
      ...registry,
      commit: (commit: Commit) =>
        registry.commit({ ...commit, changes: rewritten(commit.changes as Iterable<Change>) }),
    },
  }
  const done = await emit(then, { patient: await handle(patientId), month }, biller())
  expect(done.outcome).toBe('kept')
}

const older = `verify-${earlier}.mjs`
const verified = (place = whole, ...given: readonly string[]) =>
  verifiedOffline(join(whole, 'verify.mjs'), place, ...given)
const earlierSheet = () =>
  packetsIn(billed.pathOf('whole.zip')).find((one) => one.frozen.rules_version === earlier)!.name

test('is believed, zipped or unpacked, by a bare Node', () => {
  for (const place of [billed.pathOf('whole.zip'), whole]) {
    const { status, says } = verified(place, key)
    expect(says).toContain(
      `3 patient-months were determined again by rules ${earlier} and ${rulesVersion}`,
    )
    expect(status).toBe(0)
  }
})

test('holds only the verifiers that its months need', async () => {
  expect(manifestIn(whole).manifest.files.map(({ name }) => name)).toContain(older)
  const claims = { claims: billed.claims.slice(0, 1), month: null }
  await billed.make('today.zip', await billed.choose(claims))
  expect(existsSync(join(unpacked(billed.pathOf('today.zip')), older))).toBe(false)
})

test('without the registry’s key nothing out of it is run', () => {
  const { status, says } = verified()
  expect(says).toContain(`${earlierSheet()}.json, the rules: it was judged by rules ${earlier}`)
  expect(says).toContain('give the registry’s public key too')
  expect(status).toBe(1)
})

describe('is refused', () => {
  const undo: (() => void)[] = []
  const changed = (name: string, to: (text: string) => string) => {
    const before = readFileSync(join(whole, name))
    undo.push(() => writeFileSync(join(whole, name), before))
    writeFileSync(join(whole, name), to(before.toString('utf8')))
  }
  const refused = (...given: readonly string[]) => {
    const { status, says } = verified(whole, ...given)
    for (const one of undo.splice(0)) one()
    expect(status).toBe(1)
    expect(says).toContain('REFUSED')
    return says
  }
  /** Says so, if it is ever run. */
  const hostile = "process.stdout.write('RUN'); export const rulesVersion = '2025.7'\n"

  test('with its verifier altered, which is not run', () => {
    changed(older, (text) => hostile + text)
    const says = refused(key)
    expect(says).toContain(`${older} is not what was signed: it was changed`)
    expect(says).toContain(`the rules: it was judged by rules ${earlier}; ${older} was not run`)
    expect(says).not.toContain('RUN')
  })

  test('with its verifier missing', () => {
    changed(older, (text) => text)
    rmSync(join(whole, older))
    const says = refused(key)
    expect(says).toContain(`${older} is missing.`)
    expect(says).toContain(`it was judged by rules ${earlier}; ${older} is missing`)
  })

  test.for<[string, () => string[]]>([
    ['under the old signature', () => [key]],
    ['and no key given', () => []],
    ['and another key given', () => ['MCowBQYDK2VwAyEA']],
  ])('with its verifier altered and the manifest mended, %s: not run either', ([, given]) => {
    changed(older, (text) => hostile + text)
    const hash = sha256(readFileSync(join(whole, older)))
    const signed = manifestIn(whole)
    const files = signed.manifest.files.map((one) =>
      one.name === older ? { ...one, sha256: hash } : one,
    )
    const lie = { ...signed, manifest: { ...signed.manifest, files } }
    changed('manifest.json', () => JSON.stringify(lie))
    const says = refused(...given())
    expect(says).toContain('manifest.json is not what was signed')
    expect(says).toContain(`${older} was not run: the export is not what was signed`)
    expect(says).not.toContain('RUN')
  })

  test('with what today’s rules would say put into its answer', () => {
    const name = `${earlierSheet()}.json`
    changed(name, (text) => text.replace('patient consented', 'patient agreed'))
    expect(refused(key)).toContain(`${name}, the determination: made again`)
  })

  test('signed by the registry, but under the name of other rules', () => {
    const other = readFileSync(join(whole, 'verify.mjs'), 'utf8')
    changed(older, () => other)
    const signed = manifestIn(whole)
    const files = signed.manifest.files.map((one) =>
      one.name === older ? { ...one, sha256: sha256(other) } : one,
    )
    const manifest = { ...signed.manifest, files }
    const signature = billed.parts.signer.sign(manifestText(manifest))
    changed('manifest.json', () => JSON.stringify({ ...signed, manifest, signature }))
    expect(refused(key)).toContain(`judged by rules ${earlier}; ${older} holds other rules`)
  })
})

test('where the verifier of its rules was never kept, it says so', async () => {
  const parts = {
    ...billed.parts,
    claims: { ...billed.parts.claims, verifier: async () => undefined },
  }
  const path = billed.pathOf('without.zip')
  await makeExport(parts, await billed.order(), path, { beforeRelease: async () => undefined })
  const { status, says } = verified(path, key)
  expect(says).toContain(`judged by rules ${earlier}; no verifier of them is there`)
  expect(status).toBe(1)
})

test('taken up again after it was cut off, it has the verifier all the same', async () => {
  const beforeRelease = async () => Promise.reject(new Error('the log is full'))
  const cut = billed.make('cut.zip', {}, { beforeRelease })
  await expect(cut).rejects.toThrow('the log is full')
  expect(await billed.make('cut.zip')).toMatchObject({ outcome: 'made', months: 3 })
  expect(verified(billed.pathOf('cut.zip'), key).status).toBe(0)
})

test('with names replaced, every month is judged by the rules of today', async () => {
  await billed.make('masked.zip', { pseudonymized: true })
  const rules = packetsIn(billed.pathOf('masked.zip')).map((one) => one.frozen.rules_version)
  expect(rules).toEqual([rulesVersion, rulesVersion, rulesVersion])
  expect(verified(billed.pathOf('masked.zip')).status).toBe(0)
})
