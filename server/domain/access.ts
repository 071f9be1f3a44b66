/** The access log's port: every read, list, export, print, sign-in and refusal (trust.md). */
import type { Category } from './audit/category.ts'
import type { Actor } from './registry.ts'
import type { Instant } from './zone.ts'

export const accessActions = [
  'read',
  'list',
  'export',
  'print',
  'determine',
  'verify',
  'backup',
  'restore',
  'sign-in',
  'sign-out',
  'refused',
] as const
export type AccessAction = (typeof accessActions)[number]

/** One access: who looked at what, with what outcome. Never a patient's data themselves. */
export interface Access {
  readonly at: Instant
  readonly actor: Actor
  readonly action: AccessAction
  /** What was looked at, in our words: `caseload`, `billing month 2026-06`. */
  readonly what: string
  /** Which kind of data; the log works it out where nothing is said. */
  readonly category?: Category | null
  /** Everyone shown. A long list is stored once, by its hash. */
  readonly patients: readonly string[]
  /** Substance-use records among them (42 CFR Part 2). */
  readonly substance_use: boolean
  readonly outcome: 'done' | 'refused'
  readonly reason: string | null
}

export interface AccessLog {
  /** Resolves when the entry is durable; a reply with patient data leaves after that. */
  record(access: Access): Promise<void>
  close(): Promise<void>
}
