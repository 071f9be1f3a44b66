/** What is said, and logged, while something is still to be done after the password. */
import type { Unfinished } from '../domain/second-factor.ts'
import { Problem } from './problem.ts'

export const unfinishedSays: Readonly<
  Record<Unfinished, { reason: string; problem: () => Problem }>
> = {
  password: {
    reason: 'one-time-password',
    problem: () =>
      new Problem(
        'password-change',
        'This password is good for one sign-in. Choose your own first.',
      ),
  },
  'second-factor': {
    reason: 'second-factor-pending',
    problem: () => new Problem('second-factor', 'The password was right. Now the second factor.'),
  },
  enrollment: {
    reason: 'no-second-factor',
    problem: () => new Problem('enrollment', 'Everybody here needs a second factor. Set yours up.'),
  },
}
