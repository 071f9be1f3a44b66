/** The key that signs checkpoints: from the environment, or made at the first start. */
import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { nameToDisk } from '#dialect'
import { type Signed, type Statement, signedText } from '../../server/domain/checkpoint.ts'

export interface SigningKey {
  /** SPKI, DER, base64. */
  readonly publicKey: string
  signed<S extends Statement>(statement: S): Signed<S>
  /** Over the UTF-8 of a text whose first line says what it is; base64. */
  sign(text: string): string
}

/** `data/registry.db` has its signing key in `data/registry.signing-key.pem`. */
export const keyFile = (registryFile: string): string =>
  join(dirname(registryFile), `${basename(registryFile).replace(/\.db$/, '')}.signing-key.pem`)

/** @param given a PKCS#8 key, PEM or base64. @throws Error where it is no Ed25519 private key */
export function readKey(given: string): KeyObject {
  const text = given.replaceAll('\\n', '\n').trim()
  const key = text.startsWith('-----')
    ? createPrivateKey(text)
    : createPrivateKey({ key: Buffer.from(text, 'base64'), format: 'der', type: 'pkcs8' })
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('it is no Ed25519 key')
  return key
}

/** The key of a registry: the one given, else the one beside it, made where there is none. */
export function signingKey(registryFile: string, given: string | null): SigningKey {
  const key = given === null ? keyBeside(keyFile(registryFile)) : readKey(given)
  const publicKey = spelled(createPublicKey(key))
  const signature = (text: string) => sign(null, Buffer.from(text), key).toString('base64')
  return {
    publicKey,
    sign: signature,
    signed: (statement) => ({
      statement,
      key: publicKey,
      signature: signature(signedText(statement)),
    }),
  }
}

/** The public half of the key beside a registry; undefined where there is none. */
export function publicKeyBeside(registryFile: string): string | undefined {
  const text = textOf(keyFile(registryFile))
  return text === undefined ? undefined : spelled(createPublicKey(readKey(text)))
}

/** The public half of a key that was given. */
export const publicKeyOf = (given: string): string => spelled(createPublicKey(readKey(given)))

/** Whether the holder of the key that a line names has signed what it says. */
export function isSigned({ statement, key, signature }: Signed): boolean {
  try {
    const publicKey = createPublicKey({
      key: Buffer.from(key, 'base64'),
      format: 'der',
      type: 'spki',
    })
    const text = Buffer.from(signedText(statement))
    return verify(null, text, publicKey, Buffer.from(signature, 'base64'))
  } catch {
    return false // the key is none
  }
}

const spelled = (key: KeyObject): string =>
  key.export({ format: 'der', type: 'spki' }).toString('base64')

/** Two programs may both make it: the first one's is everybody's. */
function keyBeside(path: string): KeyObject {
  const known = textOf(path)
  if (known !== undefined) return readKey(known)
  const { privateKey } = generateKeyPairSync('ed25519')
  const mine = `${path}.${process.pid}`
  const text = privateKey.export({ format: 'pem', type: 'pkcs8' })
  writeFileSync(mine, text, { mode: 0o600, flush: true })
  try {
    linkSync(mine, path)
    nameToDisk(path)
  } catch (error) {
    if (!isCode(error, 'EEXIST')) throw error
  } finally {
    rmSync(mine, { force: true })
  }
  return readKey(readFileSync(path, 'utf8'))
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch (error) {
    if (isCode(error, 'ENOENT')) return undefined
    throw error
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code
