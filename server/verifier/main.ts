/**
 * Verifies an audit export offline: `node verify.mjs EXPORT.zip`, or the folder it was unpacked to.
 * One file, no dependencies; the rules in it are those of the registry that made the export. A claim
 * of earlier rules is judged by the verifier of those, `verify-VERSION.mjs`, out of the export.
 * Exit: 0 everything is as it was written, 1 something is not, 2 called wrongly.
 */
import { existsSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { judgedAgain } from '../domain/audit-export/verification.ts'
import { rulesVersion } from '../domain/billing/rules-version.ts'
import { type Examined, examine } from './examine.ts'
import { folderSource, zipSource } from './source.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const mostFaults = 50

/** Later verifiers call these of this one: they stay as they are for good. */
export { judgedAgain, rulesVersion }

// a later verifier imports this text from memory: then it only answers what it is asked
if (import.meta.url.startsWith('file:')) process.exitCode = await main(process.argv.slice(2))

async function main(words: readonly string[]): Promise<number> {
  const [path, expected] = words
  if (path === undefined || !existsSync(path)) {
    process.stderr.write('usage: node verify.mjs EXPORT.zip|FOLDER [PUBLIC-KEY]\n')
    return 2
  }
  const place = resolve(path)
  try {
    const source = statSync(place).isDirectory() ? folderSource(place) : zipSource(place)
    const code = told(await examine(source, expected, progress), expected)
    source.close()
    return code
  } catch (error) {
    say(`REFUSED: ${error instanceof Error ? error.message : String(error)}.`)
    return 1
  }
}

function progress(done: number, of: number): void {
  if (process.stderr.isTTY && done % 50 === 0) process.stderr.write(`\r${done} of ${of} files`)
}

function told(examined: Examined, expected: string | undefined): number {
  const { manifest, key, files, months, rows, rules, faults } = examined
  if (manifest) {
    say(`Made on ${manifest.made_at} for ${manifest.recipient}: ${manifest.purpose}.`)
    say(`Asked for: ${manifest.asked}.`)
    if (manifest.notice) say(manifest.notice)
    if (manifest.pseudonymized)
      say('Names are replaced: rows cannot be held against the audit trail here.')
  }
  if (faults.length > 0) {
    say(`REFUSED: ${faults.length === 1 ? 'one thing is' : `${faults.length} things are`} wrong.`)
    for (const fault of faults.slice(0, mostFaults)) say(`  ${fault}`)
    if (faults.length > mostFaults) say(`  … and ${faults.length - mostFaults} more`)
    return 1
  }
  say(`Signed by the key ${key}.`)
  if (expected === undefined) say('Compare that key with the one that the registry publishes.')
  say(`${files} files are what was signed. ${rows} rows are what the audit events were made over.`)
  const by = rules.join(' and ')
  say(`${months} patient-months were determined again by rules ${by}: the same answers.`)
  return 0
}
