/** The lines of a claim (billing.md 7, claim facts), as they would stand once everything is proven. */
import type { CalendarDay } from '../calendar.ts'
import { earlierOf } from '../calendar.ts'
import { apcmAddOns } from './codes.ts'
import type { Line } from './determined.ts'
import { activeDiagnoses } from './elements/enrollment.ts'
import type { Ladder, Rung } from './ladder.ts'
import type { ServiceMonth } from './service-month.ts'

export function linesOf(month: ServiceMonth, rung: Rung, ladder: Ladder): readonly Line[] {
  const { dossier, episode, practitioner, terms } = month
  const clinic = dossier.clinics.find(({ clinic_id }) => clinic_id === episode.row.clinic_id)
  const shared = {
    service_on: serviceDay(month, rung, ladder),
    diagnoses: [...new Set(activeDiagnoses(month).map(({ icd10 }) => icd10))],
    practitioner_npi: practitioner?.npi ?? null,
    place_of_service: clinic?.place_of_service ?? '',
  }
  return rung.codes.map(({ code, units }) => ({
    code,
    units,
    ...shared,
    modifiers: terms.modifiers[code] ?? [],
  }))
}

/** The date of service by the payer's rule, never after the closing day. */
function serviceDay(month: ServiceMonth, rung: Rung, ladder: Ladder): CalendarDay {
  const { terms, judged, ends_on } = month
  if (terms.service_date === 'last_day') return ends_on
  const last = judged.at(-1)?.day ?? ends_on
  if (terms.service_date === 'last_service_day') return earlierOf(last, ends_on)
  return earlierOf(thresholdDay(month, rung, ladder) ?? last, ends_on)
}

/** The day on which the minutes of the base code were reached; of an add-on to APCM, the first. */
function thresholdDay({ judged }: ServiceMonth, rung: Rung, { rungs }: Ladder) {
  const base = rung.codes[0]!.code
  if (apcmAddOns.has(base)) return judged[0]?.day
  const needed = rungs.find(({ codes }) => codes[0]!.code === base)!.minutes * 60
  let seconds = 0
  return judged.find(({ from, to }) => {
    seconds += to - from
    return seconds >= needed
  })?.day
}
