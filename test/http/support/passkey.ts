/** An authenticator made of numbers: a P-256 key that answers as WebAuthn (level 3) says. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export interface Where {
  readonly origin: string
  /** The name that the key holds for. */
  readonly host: string
}

export interface Answered {
  readonly challenge: string
  readonly counter: number
  readonly where?: Where
}

export const here: Where = { origin: 'http://localhost:80', host: 'localhost' }

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: Buffer): string => data.toString('base64url')
const flags = { present: 0x01, verified: 0x04, withKey: 0x40 }

/** A text or bytes of up to 65,535 in CBOR (RFC 8949). */
function cbor(value: string | Buffer): Buffer {
  const [major, bytes] = typeof value === 'string' ? [0x60, Buffer.from(value)] : [0x40, value]
  const { length } = bytes
  if (length < 24) return Buffer.concat([Buffer.from([major + length]), bytes])
  return Buffer.concat([Buffer.from([major + 25, length >> 8, length & 255]), bytes])
}

const clientData = (type: string, challenge: string, { origin }: Where): Buffer =>
  Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))

function authenticatorData({ host }: Where, flag: number, counter: number): Buffer {
  const count = Buffer.alloc(4)
  count.writeUInt32BE(counter)
  return Buffer.concat([sha256(host), Buffer.from([flag]), count])
}

export function aPasskey() {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  // COSE: an elliptic key, ES256, P-256, and its two coordinates
  const key = Buffer.concat([
    Buffer.from([0xa5, 0x01, 0x02, 0x03, 0x26, 0x20, 0x01, 0x21]),
    cborBytes32(x),
    Buffer.from([0x22]),
    cborBytes32(y),
  ])
  const named = { id: base64url(id), rawId: base64url(id), type: 'public-key' } as const
  return {
    registration(challenge: string, where = here) {
      const data = Buffer.concat([
        authenticatorData(where, flags.present | flags.verified | flags.withKey, 0),
        Buffer.alloc(16),
        Buffer.from([0, id.length]),
        id,
        key,
      ])
      const attestation = Buffer.concat([
        Buffer.from([0xa3]),
        ...[cbor('fmt'), cbor('none'), cbor('attStmt'), Buffer.from([0xa0])],
        ...[cbor('authData'), cbor(data)],
      ])
      const response = {
        clientDataJSON: base64url(clientData('webauthn.create', challenge, where)),
        attestationObject: base64url(attestation),
      }
      return { ...named, response, clientExtensionResults: {} }
    },
    assertion({ challenge, counter, where = here }: Answered) {
      const data = authenticatorData(where, flags.present | flags.verified, counter)
      const client = clientData('webauthn.get', challenge, where)
      const signature = sign('sha256', Buffer.concat([data, sha256(client)]), privateKey)
      const response = {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
      }
      return { ...named, response, clientExtensionResults: {} }
    },
  }
}

/** Thirty-two bytes in CBOR, given as base64url. */
const cborBytes32 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0x58, 0x20]), Buffer.from(text, 'base64url')])
