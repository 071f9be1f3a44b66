/** Whether substance-use records may be disclosed to the payer, and to nobody else. */
import { payers } from '../../db/seed/people.ts'
import type { CalendarDay } from '../../server/domain/calendar.ts'
import { mayDisclose } from '../../server/domain/disclosing.ts'
import type { Dossier } from '../../server/domain/dossier.ts'

export function mayBeTold(dossier: Dossier, today: CalendarDay): boolean {
  const its = dossier.coverages.map(({ payer_id }) => payer_id)
  const names = payers.filter(({ payer_id }) => its.includes(payer_id)).map(({ name }) => name)
  const purposes = ['billing', 'audit'] as const
  return (
    purposes.every((purpose) => mayDisclose(dossier, names, today, purpose).may) &&
    purposes.every((purpose) => !mayDisclose(dossier, 'somebody else', today, purpose).may)
  )
}
