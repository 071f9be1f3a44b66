/** argon2id, 19 MiB and two passes (OWASP): 25 to 60 ms a try on a small server. */
import { randomBytes } from 'node:crypto'
import { hash, verify } from '@node-rs/argon2'
import type { Passwords } from './use-cases/sign-in.ts'

const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const // argon2id by default

/** Compares with a hash of nothing anyone knows where there is no account: no quicker, no slower. */
export async function openPasswords(): Promise<Passwords> {
  const nobodys = await hash(randomBytes(32), cost)
  return {
    hash: (password) => hash(password, cost),
    verify: async (known, password) => {
      const same = await verify(known ?? nobodys, password)
      return same && known !== null
    },
  }
}
