/** Consents to disclose substance-use records (42 CFR 2.31). */
import { addDays } from '../../server/domain/calendar.ts'
import type { Part2Consent } from '../../server/domain/records/index.ts'
import type { Chart } from './chart.ts'
import type { Outline } from './outline.ts'
import { payers } from './people.ts'

/** The payer may be told, for its bill and for its audit, for two years; nobody else may. */
export const payerConsents = (
  { coverages }: Chart,
  { patient, enrolled_on }: Outline,
): Part2Consent[] => {
  const first = coverages.find(({ rank }) => rank === 1)
  const payer = payers.find(({ payer_id }) => payer_id === first?.payer_id)
  const purposes = [
    ['billing', 'Payment for collaborative care'],
    ['audit', 'Review of what was billed'],
  ] as const
  return purposes.flatMap(([scope, purpose]) =>
    payer === undefined
      ? []
      : [
          {
            part2_consent_id: `${patient.patient_id}-part2-${scope}`,
            patient_id: patient.patient_id,
            obtained_on: enrolled_on,
            recipient: payer.name,
            scope,
            purpose,
            expires_on: addDays(enrolled_on, 730),
            revoked_on: null,
          },
        ],
  )
}
