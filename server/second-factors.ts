/** One-time codes (RFC 6238) and passkeys (WebAuthn), by the libraries that know them. */
import { createHash, randomBytes } from 'node:crypto'
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  type RegistrationResponseJSON,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server'
import { Secret, TOTP } from 'otpauth'
import type { Passkey, SecondFactors, Site } from './use-cases/second-factors.ts'

const issuer = 'Collaborative Care registry'
const period = 30

const totpOf = (key: string, label: string): TOTP =>
  new TOTP({ issuer, label, secret: Secret.fromBase32(key), period })

/** What a passkey is kept as. */
const keptAs = ({ id, public_key, transports }: Passkey): string =>
  JSON.stringify({ id, public_key, transports })
export const passkeyOf = (secret: string): Passkey => JSON.parse(secret) as Passkey // as kept above

const described = (secrets: readonly string[]) =>
  secrets.map((secret) => {
    const { id, transports } = passkeyOf(secret)
    return { id, transports: [...transports] }
  })

/** A response of a browser is whatever it sent: what does not verify is no passkey. */
type AnyResponse = Parameters<typeof verifyAuthenticationResponse>[0]['response']

export const secondFactors: SecondFactors = {
  newTotp: () => new Secret({ size: 20 }).base32,
  totpUri: (key, name) => totpOf(key, name).toString(),
  totpStep(key, code, at) {
    const timestamp = Date.parse(at)
    // one step either way: clocks differ, and people type slowly
    const delta = totpOf(key, '').validate({ token: code, timestamp, window: 1 })
    return delta === null ? null : Math.floor(timestamp / 1000 / period) + delta
  },
  newRecoveryCode: () => {
    const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
    const text = [...randomBytes(16)].map((byte) => letters[byte % 32]).join('')
    return text.replace(/(.{4})(?=.)/g, '$1-')
  },
  hashOf: (code) => createHash('sha256').update(code).digest('hex'),
  registration: (site, { name, account_id }, known) =>
    generateRegistrationOptions({
      rpName: issuer,
      rpID: site.host,
      userName: name,
      userID: new Uint8Array(createHash('sha256').update(account_id).digest()),
      excludeCredentials: described(known),
      authenticatorSelection: { residentKey: 'discouraged', userVerification: 'preferred' },
    }),
  authentication: (site, known) =>
    generateAuthenticationOptions({
      rpID: site.host,
      allowCredentials: described(known),
      userVerification: 'preferred',
    }),
  async registered(response, challenge, site) {
    const verified = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON, // what does not fit throws
      ...expected(challenge, site),
    }).catch(() => null)
    if (!verified?.verified) return null
    const { id, publicKey, transports = [] } = verified.registrationInfo.credential
    return keptAs({ id, public_key: Buffer.from(publicKey).toString('base64url'), transports })
  },
  async authenticated(response, challenge, site, secret) {
    const { id, public_key } = passkeyOf(secret)
    const publicKey = new Uint8Array(Buffer.from(public_key, 'base64url'))
    const verified = await verifyAuthenticationResponse({
      response: response as AnyResponse, // what does not fit throws
      ...expected(challenge, site),
      credential: { id, publicKey, counter: 0 },
    }).catch(() => null)
    return verified?.verified ? verified.authenticationInfo.newCounter : null
  },
  idOf: (secret) => passkeyOf(secret).id,
}

const expected = (expectedChallenge: string, { origin, host }: Site) => ({
  expectedChallenge,
  expectedOrigin: origin,
  expectedRPID: host,
  requireUserVerification: false,
})
