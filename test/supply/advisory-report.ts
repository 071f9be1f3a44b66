/** What `npm audit` says of the lock file: one line to keep, whether or not anybody answers. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const severities = ['critical', 'high', 'moderate', 'low', 'info'] as const

/** The part of npm's report (version 2) that is counted; of a failure its status alone. */
interface Report {
  readonly metadata?: {
    readonly vulnerabilities?: Readonly<Partial<Record<(typeof severities)[number], number>>>
    readonly dependencies?: { readonly total?: number }
  }
  readonly vulnerabilities?: Readonly<Record<string, { readonly severity: string }>>
  readonly statusCode?: number
}

/** Asks once, for a minute at most. @returns what npm printed; empty where it said nothing */
export const asked = (): string =>
  spawnSync('npm', ['audit', '--json', '--fetch-retries=0', '--fetch-timeout=20000'], {
    cwd: root,
    encoding: 'utf8',
    timeout: 60_000,
    stdio: ['ignore', 'pipe', 'ignore'],
  }).stdout

/** Counts by severity and the packages concerned; no word of the address that was asked. */
export function toldOf(text: string): string {
  const report = understood(text)
  const counts = report?.metadata?.vulnerabilities
  if (!counts) return `no answer${report?.statusCode ? ` (status ${report.statusCode})` : ''}`
  const packages = report.metadata?.dependencies?.total ?? 0
  const found = severities.map((severity) => `${counts[severity] ?? 0} ${severity}`).join(', ')
  const whose = Object.entries(report.vulnerabilities ?? {}).map(
    ([name, { severity }]) => `${name} (${severity})`,
  )
  return [`${found} in ${packages} packages`, ...whose].join('; ')
}

function understood(text: string): Report | null {
  try {
    return JSON.parse(text) as Report // npm's own form, or nothing of it
  } catch {
    return null
  }
}

/** Which packages were asked about: the first digits of the lock file's SHA-256. */
export const lockDigest = (): string =>
  createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex')
    .slice(0, 12)
