/** Examines an export: its signature, its files, and every month that it holds. */
import { createHash, createPublicKey, verify } from 'node:crypto'
import {
  type Manifest,
  manifestText,
  type SignedManifest,
} from '../domain/audit-export/manifest.ts'
import type { Packet } from '../domain/audit-export/packet.ts'
import { type OtherRules, verifyPacket } from '../domain/audit-export/verification.ts'
import { signedText } from '../domain/checkpoint.ts'
import { otherRules } from './other-rules.ts'
import type { Source } from './source.ts'

export interface Examined {
  readonly manifest: Manifest | null
  /** The key that signed; whoever reads this compares it with the registry's own. */
  readonly key: string | null
  readonly files: number
  readonly months: number
  readonly rows: number
  /** By which months were judged. */
  readonly rules: readonly string[]
  /** Nothing: everything is as it was written. */
  readonly faults: readonly string[]
}

const manifestName = 'manifest.json'
const sha256 = (bytes: string | Buffer): string => createHash('sha256').update(bytes).digest('hex')

/**
 * @param expected the registry's public key; undefined: whoever calls compares it themselves
 * @param progress told after each file
 */
export async function examine(
  source: Source,
  expected: string | undefined,
  progress: (done: number, of: number) => void,
): Promise<Examined> {
  const faults: string[] = []
  if (!source.names.includes(manifestName))
    return {
      ...nothing,
      faults: ['manifest.json is not there: this is no export, or not a whole one.'],
    }
  const { manifest, key, signature } = JSON.parse(
    source.read(manifestName).toString('utf8'),
  ) as SignedManifest // anything else is found by its signature
  const isWhole = isSigned(manifestText(manifest), key, signature)
  if (!isWhole) faults.push('manifest.json is not what was signed: it was changed.')
  if (expected !== undefined && key !== expected)
    faults.push('The export is signed by another key than the one that was given.')
  const { statement, key: checkpointKey, signature: signed } = manifest.checkpoint
  if (checkpointKey !== key || !isSigned(signedText(statement), key, signed))
    faults.push('The checkpoint in manifest.json is not signed by the same key.')
  const listed = new Set([manifestName, ...manifest.files.map(({ name }) => name)])
  for (const name of source.names)
    if (!listed.has(name)) faults.push(`${name} was added: the manifest does not know it.`)
  const isGiven = expected === undefined ? 'some key' : key === expected && 'given key'
  const others = await otherRules(source, manifest, (isWhole && isGiven) || 'nobody')
  const rules = new Set<string>()
  let [months, rows] = [0, 0]
  manifest.files.forEach(({ name, sha256: told }, place) => {
    progress(place, manifest.files.length)
    const bytes = source.names.includes(name) ? readOr(source, name, faults) : null
    if (!source.names.includes(name)) faults.push(`${name} is missing.`)
    if (bytes && sha256(bytes) !== told)
      faults.push(`${name} is not what was signed: it was changed.`)
    if (!bytes || !name.endsWith('.json')) return
    months += 1
    const found = verdictOn(bytes, statement.audit.seq, others)
    rows += found.rows
    if (found.rules) rules.add(found.rules)
    for (const { place, says } of found.faults)
      faults.push(`${name}, ${place}: ${says.replace(/\.$/, '')}.`)
  })
  if (months !== manifest.patient_months)
    faults.push(`${manifest.patient_months} patient-months were exported, ${months} are here.`)
  const files = manifest.files.length
  return { manifest, key, files, months, rows, rules: [...rules].sort(), faults }
}

const nothing = { manifest: null, key: null, files: 0, months: 0, rows: 0, rules: [] }

function readOr(source: Source, name: string, faults: string[]): Buffer | null {
  try {
    return source.read(name)
  } catch {
    faults.push(`${name} cannot be unpacked: it is damaged.`)
    return null
  }
}

/** Evidence so changed that it cannot be read any more is a fault like any other. */
function verdictOn(bytes: Buffer, reached: number, others: OtherRules) {
  try {
    const packet = JSON.parse(bytes.toString('utf8')) as Packet // as exported
    const verdict = verifyPacket(packet, sha256, reached, others)
    return { ...verdict, rules: packet.frozen.rules_version }
  } catch (error) {
    const says = `it cannot be read as evidence (${error instanceof Error ? error.message : error})`
    return { faults: [{ place: 'the evidence', says }], rows: 0, rules: null }
  }
}

function isSigned(text: string, key: string, signature: string): boolean {
  try {
    const spki = { key: Buffer.from(key, 'base64'), format: 'der', type: 'spki' } as const
    return verify(null, Buffer.from(text), createPublicKey(spki), Buffer.from(signature, 'base64'))
  } catch {
    return false // the key is none
  }
}
