/**
 * Verifies an extract of the trail offline: `node verify-trail.mjs TRAIL.jsonl [PUBLIC-KEY]`. One
 * file, no dependencies; the rules in it are those of the registry that made the extract.
 * Exit: 0 everything is as it was written, 1 something is not, 2 called wrongly.
 */
import { createHash, createPublicKey, verify } from 'node:crypto'
import { createReadStream, existsSync } from 'node:fs'
import { createInterface } from 'node:readline'
import {
  type Crypto,
  type Examined,
  type ExtractLine,
  examination,
} from '../domain/audit/extract.ts'
import { type Signed, signedText } from '../domain/checkpoint.ts'
import { Damage } from '../domain/verification.ts'

const say = (line: string): void => void process.stdout.write(`${line}\n`)

function isSigned({ statement, key, signature }: Signed): boolean {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki',
    })
    const text = Buffer.from(signedText(statement), 'utf8')
    return verify(null, text, publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false
  }
}

const crypto: Crypto = {
  sha256: (text) => createHash('sha256').update(text, 'utf8').digest('hex'),
  isSigned,
}

/** @throws Damage at the first broken place */
async function examined(path: string): Promise<Examined> {
  const looking = examination(crypto)
  let number = 0
  for await (const text of createInterface({ input: createReadStream(path, 'utf8') })) {
    number += 1
    if (text !== '') looking.see(lineOf(text, number), `line ${number}`)
  }
  return looking.end()
}

function lineOf(text: string, number: number): ExtractLine {
  try {
    return JSON.parse(text) as ExtractLine // each use of it is checked against its hash
  } catch {
    throw new Damage(`line ${number}`, 'it is cut off or no JSON')
  }
}

async function main([path, expected]: readonly string[]): Promise<number> {
  if (path === undefined || !existsSync(path)) {
    process.stderr.write('usage: node verify-trail.mjs TRAIL.jsonl [PUBLIC-KEY]\n')
    return 2
  }
  try {
    const { changes, accesses, checkpoints, keys, made_at } = await examined(path)
    if (expected !== undefined && keys.some((key) => key !== expected))
      throw new Damage('the checkpoints', 'they are signed by another key than the one given')
    say(`Made at ${made_at}. ${changes} changes and ${accesses} accesses follow one another.`)
    say(`${checkpoints} checkpoints are signed and reached, by ${keys.join(', ')}.`)
    if (expected === undefined) say('Compare that key with the one that the registry publishes.')
    say('Everything is as it was written.')
    return 0
  } catch (error) {
    say(`REFUSED: ${error instanceof Damage ? `${error.place}: ` : ''}${sentence(error)}`)
    return 1
  }
}

const sentence = (error: unknown): string =>
  error instanceof Error ? error.message : String(error)

process.exitCode = await main(process.argv.slice(2))
