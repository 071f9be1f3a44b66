/** Whom the quality measures are about: age, diagnosis, visit, and who is out. */
import { addDays, type CalendarDay } from '../calendar.ts'
import type { Dossier } from '../dossier.ts'
import type { Diagnosis, Patient, Visit } from '../records/index.ts'
import type { MeasureWindow } from './windows.ts'

/** Major depression and depression unspecified, single or recurrent; dysthymia. */
const depression = /^(F32(?!\.8)|F33|F34\.1)/
/** Bipolar, psychotic, emotionally labile personality, pervasive developmental disorders. */
const elsewhere = /^(F2\d|F30|F31|F60\.3|F84)/
/** The form may come up to a week before the visit. */
const beforeVisit = 7

export const hasDepression = (dossier: Dossier, on: CalendarDay): boolean =>
  dossier.diagnoses.some((one) => depression.test(one.icd10) && isActive(one, on))

const isActive = ({ recorded_on, resolved_on }: Diagnosis, on: CalendarDay): boolean =>
  recorded_on <= on && (resolved_on === null || on <= resolved_on)

/** Whole years; who was born on 29 February turns a year older on 1 March. */
export function ageOn({ birth_date }: Pick<Patient, 'birth_date'>, on: CalendarDay): number {
  const years = Number(on.slice(0, 4)) - Number(birth_date.slice(0, 4))
  return on.slice(5) < birth_date.slice(5) ? years - 1 : years
}

/**
 * The visit for depression that a form belongs to: on its day, or within seven days after it. The
 * diagnosis is the visit's: made at it, it makes the form of the week before an index all the same.
 */
export const visitAround = (dossier: Dossier, form: CalendarDay): Visit | undefined =>
  dossier.visits
    .filter(({ visit_on }) => form <= visit_on && visit_on <= addDays(form, beforeVisit))
    .filter(({ visit_on }) => hasDepression(dossier, visit_on))
    .sort((a, b) => (a.visit_on < b.visit_on ? -1 : 1))[0]

/** @returns why, in a sentence; null: in the measure */
export function isOutOfCms159(
  { diagnoses, episodes }: Dossier,
  { to }: MeasureWindow,
): string | null {
  const other = diagnoses.find(
    ({ icd10, recorded_on }) => elsewhere.test(icd10) && recorded_on <= to,
  )
  if (other) return `Diagnosed with ${other.icd10}.`
  const died = episodes.find(
    ({ close_reason, closed_on }) =>
      close_reason === 'died' && closed_on !== null && closed_on <= to,
  )
  return died ? `Died on ${died.closed_on}.` : null
}
