import type { CalendarDay } from '../domain/calendar.ts'
import type { Dossier } from '../domain/dossier.ts'
export type CaseloadRow = { readonly mrn: string }
export const caseloadRow = (d: Dossier, _today: CalendarDay): CaseloadRow | undefined => ({ mrn: d.patient.mrn })
