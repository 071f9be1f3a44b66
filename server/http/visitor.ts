/** Where a request comes from, and under which name the site was reached. */
import type { FastifyRequest } from 'fastify'
import type { Site } from '../use-cases/second-factors.ts'

const browsers = [
  [/\bEdg\//, 'Edge'],
  [/\bFirefox\//, 'Firefox'],
  [/\bChrome\//, 'Chrome'],
  [/\bSafari\//, 'Safari'],
] as const
const systems = [
  [/Windows/, 'Windows'],
  [/iPhone|iPad/, 'iOS'],
  [/Android/, 'Android'],
  [/Mac OS/, 'macOS'],
  [/Linux/, 'Linux'],
] as const

/** "Firefox on Linux": for a person to know their own session again, and no more than that. */
export function clientOf({ headers }: Pick<FastifyRequest, 'headers'>): string | null {
  const agent = headers['user-agent'] ?? ''
  const browser = browsers.find(([pattern]) => pattern.test(agent))?.[1]
  const system = systems.find(([pattern]) => pattern.test(agent))?.[1]
  return browser ? `${browser}${system ? ` on ${system}` : ''}` : null
}

/** Passkeys hold for one name: the origin of the page, which has been compared with ours by now. */
export function siteOf(request: FastifyRequest): Site {
  const origin = request.headers.origin ?? `${request.protocol}://${request.host}`
  return { origin, host: new URL(origin).hostname }
}
