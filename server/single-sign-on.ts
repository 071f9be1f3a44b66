/** OpenID Connect by its library: code flow with PKCE, state and nonce; the signature is verified. */
import * as oidc from 'openid-client'
import type { SingleSignOnConfig } from './oidc-config.ts'
import type { Claims, Provider } from './use-cases/single-sign-on.ts'

/** The provider is asked for its metadata when somebody first signs in: it may be down at our start. */
export function openProvider(config: SingleSignOnConfig): Provider {
  let known: Promise<oidc.Configuration> | undefined
  const provider = (): Promise<oidc.Configuration> => {
    known ??= discovered(config)
    // what could not be reached is asked again the next time
    known.catch(() => {
      known = undefined
    })
    return known
  }
  return {
    claim: config.claim,
    async begin(redirect) {
      const verifier = oidc.randomPKCECodeVerifier()
      const flow = { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier, redirect }
      const url = oidc.buildAuthorizationUrl(await provider(), {
        redirect_uri: redirect,
        scope: 'openid email',
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      })
      return { url: url.href, flow }
    },
    async finish(url, { state, nonce, verifier }) {
      const answer = await oidc
        .authorizationCodeGrant(await provider(), new URL(url), {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        .catch(() => null)
      const claims = answer?.claims()
      return claims ? plain(claims) : null
    },
  }
}

const discovered = ({ issuer, clientId, clientSecret }: SingleSignOnConfig) =>
  oidc.discovery(new URL(issuer), clientId, clientSecret, undefined, {
    // only a provider on this very machine may do without TLS: configuration sees to it
    execute: issuer.startsWith('http:') ? [oidc.allowInsecureRequests] : [],
  })

const plain = (claims: oidc.IDToken): Claims => {
  const { sub, email, email_verified, amr } = claims
  return {
    sub,
    email: typeof email === 'string' ? email : null,
    email_verified: email_verified === true,
    multi_factor: Array.isArray(amr) && amr.includes('mfa'),
  }
}
