/** The keys that data are kept with. Commands and threads read these alone, and start the sooner. */
import { readKey } from '../db/checkpoints/key.ts'

export interface Keys {
  /** 64 hexadecimal digits: every database is encrypted with it; null: none is. */
  readonly database: string | null
  /** 64 hexadecimal digits: every backup is encrypted with it. */
  readonly backup: string | null
  /** PKCS#8, PEM or base64; null: the key that lies beside the registry. */
  readonly signing: string | null
}

interface Rule {
  readonly holds: (text: string) => boolean
  /** What the variable must be, where it is not. */
  readonly says: string
}

const bytes: Rule = {
  holds: (text) => /^[0-9a-fA-F]{64}$/.test(text),
  says: 'must be 32 random bytes: 64 hexadecimal digits',
}

/** What each variable that holds a key must be where it is set. */
export const keyRules = {
  COCM_DATABASE_KEY: bytes,
  COCM_BACKUP_KEY: bytes,
  COCM_SIGNING_KEY: {
    holds: isSigningKey,
    says: 'must be an Ed25519 private key, PKCS#8: PEM or base64',
  },
} as const satisfies Readonly<Record<string, Rule>>

export type KeyName = keyof typeof keyRules
type Variables = Readonly<Partial<Record<KeyName, string | undefined>>>

function isSigningKey(text: string): boolean {
  try {
    readKey(text)
    return true
  } catch {
    return false
  }
}

/** The keys of variables that hold what they must. */
export const keysOf = (variables: Variables): Keys => ({
  database: variables.COCM_DATABASE_KEY?.toLowerCase() ?? null,
  backup: variables.COCM_BACKUP_KEY?.toLowerCase() ?? null,
  signing: variables.COCM_SIGNING_KEY ?? null,
})

/** The keys of an environment. @throws Error naming each wrong variable, never its value */
export function parseKeys(env: Readonly<Record<string, string | undefined>>): Keys {
  const faults = Object.entries(keyRules).flatMap(([name, { holds, says }]) => {
    const text = env[name]
    return text === undefined || holds(text) ? [] : [`${name}: ${says}`]
  })
  if (faults.length > 0) throw new Error(faults.join('\n'))
  return keysOf(env)
}
