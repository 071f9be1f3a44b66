/** The single-file verifier as text: as it was built, or built now where nothing was built yet. */
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const pathOf = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** @throws Error where it can be neither read nor built */
export async function verifierText(): Promise<string> {
  const built = pathOf('dist/verify.mjs')
  if (existsSync(built)) return readFileSync(built, 'utf8')
  const { build } = await import('vite')
  const made = await build({
    configFile: pathOf('vite.verifier.ts'),
    root: pathOf(''),
    logLevel: 'silent',
    build: { write: false },
  })
  const outputs = [made].flat().flatMap((one) => ('output' in one ? one.output : []))
  const [file] = outputs
  if (file?.type !== 'chunk') throw new Error('the verifier could not be built')
  return file.code
}
