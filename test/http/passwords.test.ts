/** Passwords and codes: slow to guess, the same for whom nobody knows, and kept only as hashes. */
import { beforeAll, describe, expect, test } from 'vitest'
import { passwordFault } from '../../server/domain/password.ts'
import { newCode, oneTimeCode } from '../../server/one-time-code.ts'
import { openPasswords } from '../../server/passwords.ts'
import type { Passwords } from '../../server/use-cases/sign-in.ts'
import { openThrottle } from '../../server/use-cases/throttle.ts'

let passwords: Passwords
beforeAll(async () => {
  passwords = await openPasswords()
})

describe('argon2id', () => {
  test('with 19 MiB and two passes, salted anew each time', async () => {
    const [one, two] = await Promise.all([passwords.hash('same'), passwords.hash('same')])
    expect(one).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    expect(one).not.toBe(two)
    expect(await passwords.verify(one, 'same')).toBe(true)
    expect(await passwords.verify(one, 'other')).toBe(false)
  })

  test('is worked out for a name that nobody has, too', async () => {
    const hash = await passwords.hash('same')
    const spent = async (known: string | null): Promise<number> => {
      const before = performance.now()
      for (let i = 0; i < 8; i++) expect(await passwords.verify(known, 'guess')).toBe(false)
      return performance.now() - before
    }
    const ratio = (await spent(null)) / (await spent(hash))
    expect(ratio).toBeGreaterThan(0.3)
    expect(ratio).toBeLessThan(3)
  })
})

test.for([
  ['four unrelated garden words', null],
  ['kf9-Lq27-xvTT-0pz', null],
  ['fourteen chars', 'too-short'],
  ['passwordpassword', 'too-common'],
  ['1qaz2wsx3edc4rfv', 'breached'],
  ['1QAZ2wsx3edc4RFV', 'breached'],
  ['Password1234567890', 'too-common'],
  ['aaaaaaaaaaaaaaaaaaaa', 'too-common'],
  ['abababababababababab', 'too-common'],
  ['qwertyuiopasdfghjkl', 'too-common'],
  ['mara.quist-mara.quist', 'too-common'],
  ['P@ssw0rd!P@ssw0rd!', 'too-common'],
  ['Summer2026!Summer2026', 'too-common'],
  ['Monkey1234Dragon1', 'too-common'],
  ['cocm-clinic-registry-1', 'too-common'],
  ['xyzabc!xyzabc!xyzabc!', null],
  ['lkj9 lkj9 lkj9 lkj9', 'too-common'],
  ['violet harbor umbrella seven', null],
  ['7g#Kd92!vQpLz0w', null],
  ['4815162342 1618033988', null],
] as const)('the password %s: %s', ([password, reason]) => {
  expect(passwordFault(password, 'mara.quist')?.reason ?? null).toBe(reason)
})

describe('a one-time code', () => {
  test('can be read aloud, and works once', () => {
    const code = newCode()
    expect(code).toMatch(/^([A-HJ-NP-Z2-9]{4}-){5}[A-HJ-NP-Z2-9]{4}$/)
    const kept = oneTimeCode(code)
    expect(kept.redeem(newCode())).toBe(false)
    expect(kept.redeem(code.toLowerCase().replaceAll('-', ''))).toBe(true)
    expect(kept.redeem(code)).toBe(false)
    kept.restore()
    expect(kept.redeem(code)).toBe(true)
  })

  test('where none was given out, none is right', () => {
    const kept = oneTimeCode(null)
    kept.restore()
    expect(kept.redeem('')).toBe(false)
    expect(kept.redeem('null')).toBe(false)
  })
})

test('a throttle gives a try back with time, and never more than there were', () => {
  const throttle = openThrottle()
  for (let i = 0; i < 5; i++) expect(throttle.take('ada', 'here', 0)).toBe(0)
  expect(throttle.take('ada', 'here', 0)).toBe(30)
  expect(throttle.take('ada', 'here', 10)).toBe(20)
  expect(throttle.take('ada', 'here', 30)).toBe(0)
  expect(throttle.take('ada', 'here', 31)).toBe(29)
  for (let i = 0; i < 5; i++) expect(throttle.take('ada', 'here', 9999)).toBe(0)
  expect(throttle.take('ada', 'here', 9999)).toBe(30)
})
