/**
 * The checkpoint files: a line of JSON for each, a file a month, beside the registry and in neither
 * database: `registry.checkpoints-2026-11.jsonl`. Lines are only ever added, and read in order.
 */
import { closeSync, fsyncSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nameToDisk } from '#dialect'
import type { Signed } from '../../server/domain/checkpoint.ts'
import { Damage } from '../../server/domain/verification.ts'

const prefixOf = (registryFile: string): string =>
  `${basename(registryFile).replace(/\.db$/, '')}.checkpoints-`

/** Adds a line. It is on the disk when this returns. */
export function addLine(registryFile: string, signed: Signed): void {
  const month = signed.statement.at.slice(0, 7)
  const path = join(dirname(registryFile), `${prefixOf(registryFile)}${month}.jsonl`)
  const file = openSync(path, 'a', 0o600)
  try {
    writeSync(file, `${JSON.stringify(signed)}\n`) // one write: others may add lines too
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  nameToDisk(path)
}

/** Where a line stands, for whoever must say what is wrong with it. */
export interface Line {
  readonly place: string
  readonly signed: Signed
}

/**
 * All lines, oldest first. A last line without its end was cut off by a crash: it promises nothing.
 * @throws Damage where a line cannot be read
 */
export function linesBeside(registryFile: string): readonly Line[] {
  const folder = dirname(registryFile)
  return filesIn(folder, prefixOf(registryFile)).flatMap((name) => linesOf(join(folder, name)))
}

export function linesOf(path: string): readonly Line[] {
  const name = basename(path)
  const lines = readFileSync(path, 'utf8').split('\n')
  return lines.flatMap((text, index) => {
    if (text === '') return []
    const place = `${name}, line ${index + 1}`
    const signed = signedIn(text)
    if (signed) return [{ place, signed }]
    if (index === lines.length - 1) return []
    throw new Damage(place, 'what stands there is no signed checkpoint')
  })
}

const filesIn = (folder: string, prefix: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.startsWith(prefix) && name.endsWith('.jsonl'))
    .sort()

function signedIn(text: string): Signed | undefined {
  try {
    const found = JSON.parse(text) as Signed // its signature is looked at before it is believed
    return typeof found.statement === 'object' && found.statement ? found : undefined
  } catch {
    return undefined
  }
}
