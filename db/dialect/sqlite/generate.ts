/** `npm run migrations`: what drizzle-kit generates from the schema, with every table STRICT. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))
const kit = join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')

/** The registry, and the files beside it: each has its schema and its migrations. */
const forms = [
  ['sqlite', './db/schema/index.ts'],
  ['sqlite-access', './db/access/schema.ts'],
  ['sqlite-sessions', './db/accounts/sessions-schema.ts'],
  ['sqlite-desk', './db/desk/schema.ts'],
] as const

for (const [form, schema] of forms) {
  const folder = join(root, 'migrations', form)
  const before = new Set(sqlFiles(folder))
  const places = ['--schema', schema, '--out', `./migrations/${form}`]
  execFileSync(
    process.execPath,
    [kit, 'generate', '--dialect', 'sqlite', ...places, ...process.argv.slice(2)],
    { cwd: root, stdio: 'inherit' },
  )
  for (const file of sqlFiles(folder)) if (!before.has(file)) makeStrict(join(folder, file))
}

function sqlFiles(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter((file) => file.endsWith('.sql'))
  } catch {
    return []
  }
}

/** A merged migration is never edited; so only a new one gets here, and once. */
function makeStrict(file: string): void {
  const text = readFileSync(file, 'utf8')
  const strict = text.replaceAll(/(CREATE TABLE [^;]*?\n\));/g, '$1 STRICT;')
  writeFileSync(file, strict)
}
