/** Single sign-on, where an organization has it: named by the environment, all of it or nothing. */
import { z } from 'zod'

const isSafe = (text: string): boolean => {
  if (!URL.canParse(text)) return false
  const { protocol, hostname } = new URL(text)
  const isHere = hostname === 'localhost' || hostname === '127.0.0.1'
  return protocol === 'https:' || (protocol === 'http:' && isHere)
}

export const oidcVariables = {
  COCM_OIDC_ISSUER: z
    .string()
    .refine(isSafe, 'must be the https address of an OpenID Connect issuer')
    .optional(),
  COCM_OIDC_CLIENT_ID: z.string().min(1, 'must be the id given by the provider').optional(),
  COCM_OIDC_CLIENT_SECRET: z.string().min(1, 'must be the secret given by the provider').optional(),
  COCM_OIDC_CLAIM: z
    .enum(['email', 'sub'], { error: 'must be email or sub: which is the sign-in name' })
    .optional(),
}

export interface SingleSignOnConfig {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  readonly claim: 'email' | 'sub'
}

type Read = { readonly [K in keyof typeof oidcVariables]?: string | undefined }

/** Null where nothing is said of it. */
export function oidcOf(read: Read): SingleSignOnConfig | null {
  const { COCM_OIDC_ISSUER: issuer, COCM_OIDC_CLIENT_ID: clientId } = read
  const { COCM_OIDC_CLIENT_SECRET: clientSecret, COCM_OIDC_CLAIM: claim } = read
  if (issuer === undefined || clientId === undefined || clientSecret === undefined) return null
  return { issuer, clientId, clientSecret, claim: claim === 'sub' ? 'sub' : 'email' }
}

/** Half of it would leave people outside and nobody knowing why. */
export const oidcIsWhole = (read: Read): boolean => {
  const all = [read.COCM_OIDC_ISSUER, read.COCM_OIDC_CLIENT_ID, read.COCM_OIDC_CLIENT_SECRET]
  const said = all.filter((one) => one !== undefined).length
  return said === all.length || (said === 0 && read.COCM_OIDC_CLAIM === undefined)
}
export const oidcSays = 'COCM_OIDC_ISSUER, _CLIENT_ID and _CLIENT_SECRET must be given together'
