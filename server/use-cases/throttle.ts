/**
 * Slows guessing down without ever locking a person out: whoever has used up their tries gets
 * another one after a while, and an attack from elsewhere leaves a familiar address alone.
 */

interface Allowance {
  readonly tries: number
  /** Seconds after which one try more is allowed. */
  readonly every: number
}

const perAccountAndAddress: Allowance = { tries: 5, every: 30 }
const perAddress: Allowance = { tries: 30, every: 10 }
/** From addresses that the account has not signed in from since the server started. */
const perAccount: Allowance = { tries: 60, every: 30 }

/** What is left of an allowance, and as of when (seconds). */
interface Bucket {
  left: number
  as_of: number
}

/** Older entries are forgotten first, so that an attacker cannot fill the memory. */
const mostRemembered = 20_000

export interface Throttle {
  /** Takes a try. @returns 0 where it may be made, else the seconds to wait */
  take(account: string, address: string, now: number): number
  /** A try that succeeded gives its own back, and makes the address familiar. */
  succeeded(account: string, address: string): void
}

export function openThrottle(): Throttle {
  const buckets = new Map<string, Bucket>()
  const familiar = new Map<string, true>()
  return {
    take(account, address, now) {
      const known = familiar.has(pair(account, address))
      const asked: readonly (readonly [string, Allowance])[] = [
        [pair(account, address), perAccountAndAddress],
        [`from ${address}`, perAddress],
        ...(known ? [] : [[`for ${account}`, perAccount] as const]),
      ]
      const filled = asked.map(([key, of]) => ({
        key,
        of,
        bucket: refilled(buckets, key, of, now),
      }))
      const wait = Math.max(...filled.map(({ of, bucket }) => waitFor(bucket, of)))
      if (wait > 0) return wait
      for (const { key, bucket } of filled)
        remember(buckets, key, { ...bucket, left: bucket.left - 1 })
      return 0
    },
    succeeded(account, address) {
      buckets.delete(pair(account, address))
      for (const key of [`from ${address}`, `for ${account}`]) {
        const bucket = buckets.get(key)
        if (bucket) bucket.left += 1
      }
      remember(familiar, pair(account, address), true)
    },
  }
}

const pair = (account: string, address: string): string => JSON.stringify([account, address])

function refilled(
  buckets: ReadonlyMap<string, Bucket>,
  key: string,
  { tries, every }: Allowance,
  now: number,
): Bucket {
  const bucket = buckets.get(key) ?? { left: tries, as_of: now }
  const gained = Math.max(0, now - bucket.as_of) / every
  return { left: Math.min(tries, bucket.left + gained), as_of: now }
}

/** Parts of a try that sums of fractions may lack. */
const rounding = 1e-9

const waitFor = ({ left }: Bucket, { every }: Allowance): number =>
  left >= 1 - rounding ? 0 : Math.ceil((1 - left - rounding) * every)

function remember<V>(kept: Map<string, V>, key: string, value: V): void {
  kept.delete(key)
  kept.set(key, value)
  if (kept.size <= mostRemembered) return
  const [oldest] = kept.keys()
  if (oldest !== undefined) kept.delete(oldest)
}
