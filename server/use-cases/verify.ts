/** Looking whether the registry and its logs are what was once written, and saying so in the log. */
import type { AccessLog } from '../domain/access.ts'
import type { Actor } from '../domain/registry.ts'
import { Damage, type Examination } from '../domain/verification.ts'
import type { Instant } from '../domain/zone.ts'

/** What was looked at, and how much of it there was. */
export interface Looked {
  readonly of: string
  readonly count: number
}

export type Verified =
  | { readonly whole: true; readonly looked: readonly Looked[] }
  | { readonly whole: false; readonly of: string; readonly place: string; readonly says: string }

export type Tell = (of: string, looked: number) => void

/** Carries out all checks, up to the first broken place. Closes the examination. */
export async function verify(examination: Examination, tell: Tell = () => {}): Promise<Verified> {
  const looked: Looked[] = []
  try {
    for (const { of, run } of examination.checks) {
      const count = await run((soFar) => tell(of, soFar)).catch(damageOf)
      if (count instanceof Damage)
        return { whole: false, of, place: count.place, says: count.message }
      looked.push({ of, count })
    }
  } finally {
    await examination.close()
  }
  return { whole: true, looked }
}

/** Notes in the access log that somebody looked, and what they found. */
export const noteVerified = (
  accessLog: AccessLog,
  { actor, at }: { readonly actor: Actor; readonly at: Instant },
  verified: Verified,
): Promise<void> =>
  accessLog.record({
    at,
    actor,
    action: 'verify',
    what: 'registry and access log',
    patients: [],
    substance_use: false,
    outcome: 'done',
    reason: verified.whole ? null : `damaged: ${verified.place}: ${verified.says}`,
  })

function damageOf(error: unknown): Damage {
  if (error instanceof Damage) return error
  throw error
}
