/** The claim: what is missing is said while there is still a month to mend it in. */
import type { Rule } from '../flag.ts'
import { blockedSince, isBlocked } from '../month.ts'

export const claimBlocker: Rule = {
  id: 'B1',
  says: 'Claim blocker',
  severity: 'amber',
  owner: 'care_manager',
  clears: 'The missing element.',
  safety: false,
  points: 0,
  judge({ dossier, month, today }) {
    if (!isBlocked(month)) return undefined
    const { determination, missing } = month
    const code = determination.proposed[0]?.code ?? determination.judged_as
    return {
      since: blockedSince(dossier, month, today),
      because:
        `${determination.minutes} minutes reach ${code}; ` +
        missing.map(({ message }) => message).join(' '),
      inputs: determination.elements
        .filter(({ met }) => met === false)
        .flatMap(({ evidence }) => evidence),
    }
  },
}
