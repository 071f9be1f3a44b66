/** Months of earlier rules, judged by the verifier of those rules that lies in the export. */
import { createHash } from 'node:crypto'
import { type Manifest, verifierName } from '../domain/audit-export/manifest.ts'
import type { Judge, OtherRules } from '../domain/audit-export/verification.ts'
import { rulesVersion } from '../domain/billing/rules-version.ts'
import type { Source } from './source.ts'

/** What every verifier exports (main.ts): later ones call it, so it stays as it is for good. */
interface Verifier {
  readonly rulesVersion: string
  readonly judgedAgain: Judge
}

/**
 * Who signed the export: somebody, as the given key says; somebody, but no key was given; or nobody.
 * A file out of an export is run for the first alone: what anybody may have put there is not.
 */
export type SignedBy = 'given key' | 'some key' | 'nobody'

const named = /^verify-(.+)\.mjs$/

/** Reads the verifiers that are there before any month is looked at. */
export async function otherRules(
  source: Source,
  { files }: Manifest,
  signedBy: SignedBy,
): Promise<OtherRules> {
  const found = new Map<string, Judge | string>()
  for (const { name, sha256 } of files) {
    const version = named.exec(name)?.[1]
    if (version !== undefined) found.set(version, await judgeIn(source, { name, sha256 }, signedBy))
  }
  return (version) => found.get(version) ?? `no verifier of them is there, only of ${rulesVersion}`
}

type Wanted = Pick<Manifest['files'][number], 'name' | 'sha256'>

async function judgeIn(source: Source, { name, sha256 }: Wanted, by: SignedBy) {
  if (by === 'nobody') return `${name} was not run: the export is not what was signed`
  if (by === 'some key')
    return `give the registry’s public key too: ${name} is run only where it is known who signed it`
  if (!source.names.includes(name)) return `${name} is missing`
  try {
    const bytes = source.read(name)
    if (createHash('sha256').update(bytes).digest('hex') !== sha256)
      return `${name} was not run: it is not what was signed`
    return await judgeOf(bytes, name)
  } catch (error) {
    return `${name} cannot be run (${error instanceof Error ? error.message : String(error)})`
  }
}

/** Imported from memory: what is run is the very text whose hash was looked at. */
async function judgeOf(bytes: Buffer, name: string): Promise<Judge | string> {
  const address = `data:text/javascript;base64,${bytes.toString('base64')}`
  const verifier = (await import(/* @vite-ignore */ address)) as Partial<Verifier> // as built
  return verifierName(String(verifier.rulesVersion)) === name && verifier.judgedAgain
    ? verifier.judgedAgain
    : `${name} holds other rules`
}
