/** The single-file verifier as text: as it was built, or built now where nothing was built yet. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rulesVersion } from './domain/billing/rules-version.ts'
import type { Verifier } from './domain/registry.ts'

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** By these rules: what an earlier program left built is not taken for it (vite.verifier.ts). */
const ofTheseRules = (text: string): boolean =>
  text.startsWith(`// cocm verifier, rules ${rulesVersion}\n`)

/** As `npm run build` made it of this program's rules; null where it did not. */
export function builtVerifier(): Verifier | null {
  const built = pathOf('dist/verify.mjs')
  const text = existsSync(built) ? readFileSync(built, 'utf8') : ''
  return ofTheseRules(text) ? { rules_version: rulesVersion, text } : null
}

/** @throws Error where it can be neither read nor built */
export async function verifierText(): Promise<string> {
  const built = builtVerifier()
  if (built) return built.text
  const { build } = await import('vite')
  const made = await build({
    configFile: pathOf('vite.verifier.ts'),
    root: pathOf(''),
    logLevel: 'silent',
    build: { write: false },
  })
  const outputs = [made].flat().flatMap((one) => ('output' in one ? one.output : []))
  const [file] = outputs
  if (file?.type !== 'chunk' || !ofTheseRules(file.code))
    throw new Error('the verifier could not be built')
  return file.code
}
