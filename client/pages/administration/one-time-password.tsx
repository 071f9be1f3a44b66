/** The one-time password of an account. */
import type { AccountMade } from '../../../server/contract/administration.ts'
import { ToldOnce } from './told-once.tsx'

export const OneTimePassword = ({
  made: { account, one_time_password },
  onClose,
}: {
  readonly made: AccountMade
  readonly onClose: () => void
}) => (
  <ToldOnce
    title="One-time password"
    secret={one_time_password}
    says="I have passed it on"
    onClose={onClose}
  >
    <p>
      For <strong>{account.sign_in_name}</strong>. It is shown this once; give it to them by a way
      that you trust. They choose their own at the first sign-in.
    </p>
  </ToldOnce>
)
