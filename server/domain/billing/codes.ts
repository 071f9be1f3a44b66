/** The catalogue of codes (billing.md 7): which exist, when, and what they are to us. */
import { type CalendarDay, calendarDay } from '../calendar.ts'

/** Codes of one family never stand twice in one patient-month. */
export type Family = 'collaborative care' | 'general bhi' | 'apcm base' | 'neighbour'

export interface CodeEntry {
  readonly code: string
  /** Our own paraphrase; the official descriptors are not ours to print. */
  readonly says: string
  readonly family: Family
  readonly from: CalendarDay
  readonly until: CalendarDay | null
  /** Minutes of the whole service, where time defines it. */
  readonly minutes: number | null
}

const entry = (
  code: string,
  says: string,
  family: Family,
  from: string,
  until: string | null = null,
  minutes: number | null = null,
): CodeEntry => ({
  code,
  says,
  family,
  from: calendarDay(from),
  until: until === null ? null : calendarDay(until),
  minutes,
})

const cocm = 'collaborative care'
const bhi = 'general bhi'
const long = '2010-01-01'

// biome-ignore format: a catalogue reads best as a table
export const catalogue: readonly CodeEntry[] = [
  entry('G0502', 'Collaborative care, first month (2017)', cocm, '2017-01-01', '2017-12-31', 70),
  entry('G0503', 'Collaborative care, later month (2017)', cocm, '2017-01-01', '2017-12-31', 60),
  entry('G0504', 'Collaborative care, 30 minutes more (2017)', cocm, '2017-01-01', '2017-12-31', 30),
  entry('99492', 'Collaborative care, first month', cocm, '2018-01-01', null, 70),
  entry('99493', 'Collaborative care, later month', cocm, '2018-01-01', null, 60),
  entry('99494', 'Collaborative care, 30 minutes more', cocm, '2018-01-01', null, 30),
  entry('G2214', 'Collaborative care, a short month', cocm, '2021-01-01', null, 30),
  entry('G0512', 'Collaborative care in a health center', cocm, '2018-01-01', '2025-12-31', 60),
  entry('G0568', 'Collaborative care beside APCM, first month', cocm, '2026-01-01'),
  entry('G0569', 'Collaborative care beside APCM, later month', cocm, '2026-01-01'),
  entry('G0507', 'General behavioral health integration (2017)', bhi, '2017-01-01', '2017-12-31', 20),
  entry('99484', 'General behavioral health integration', bhi, '2018-01-01', null, 20),
  entry('G0323', 'General BHI by a psychologist or social worker', bhi, '2023-01-01', null, 20),
  entry('G0511', 'General care management in a health center', bhi, '2018-01-01', '2025-09-30', 20),
  entry('G0570', 'General BHI beside advanced primary care', bhi, '2026-01-01'),
  entry('G0556', 'Advanced primary care management, level 1', 'apcm base', '2025-01-01'),
  entry('G0557', 'Advanced primary care management, level 2', 'apcm base', '2025-01-01'),
  entry('G0558', 'Advanced primary care management, level 3', 'apcm base', '2025-01-01'),
  entry('G0544', 'Follow-up contacts after a crisis', 'neighbour', '2025-01-01'),
  entry('G0546', 'Consultation between practitioners, 5 minutes', 'neighbour', '2025-01-01', null, 5),
  entry('G0547', 'Consultation between practitioners, 11 minutes', 'neighbour', '2025-01-01', null, 11),
  entry('G0548', 'Consultation between practitioners, 21 minutes', 'neighbour', '2025-01-01', null, 21),
  entry('G0549', 'Consultation between practitioners, 31 minutes', 'neighbour', '2025-01-01', null, 31),
  entry('G0550', 'Written consultation between practitioners', 'neighbour', '2025-01-01', null, 5),
  entry('G0551', 'Asking for a consultation between practitioners', 'neighbour', '2025-01-01', null, 30),
  entry('G0552', 'Digital mental health device, supply', 'neighbour', '2025-01-01'),
  entry('G0553', 'Digital mental health device, first 20 minutes', 'neighbour', '2025-01-01', null, 20),
  entry('G0554', 'Digital mental health device, 20 minutes more', 'neighbour', '2025-01-01', null, 20),
  entry('G0560', 'Safety planning intervention', 'neighbour', '2025-01-01', null, 20),
  entry('99366', 'Team conference with the patient', 'neighbour', long, null, 30),
  entry('99367', 'Team conference without the patient, physician', 'neighbour', long, null, 30),
  entry('99368', 'Team conference without the patient, other staff', 'neighbour', long, null, 30),
  entry('90791', 'Psychiatric diagnostic evaluation', 'neighbour', long),
  entry('90792', 'Psychiatric diagnostic evaluation, medical', 'neighbour', long),
  entry('90832', 'Psychotherapy, 30 minutes', 'neighbour', long, null, 16),
  entry('90834', 'Psychotherapy, 45 minutes', 'neighbour', long, null, 38),
  entry('90837', 'Psychotherapy, 60 minutes', 'neighbour', long, null, 53),
  entry('90839', 'Psychotherapy in a crisis', 'neighbour', long, null, 30),
  entry('90840', 'Psychotherapy in a crisis, 30 minutes more', 'neighbour', long, null, 30),
  entry('90847', 'Family psychotherapy with the patient', 'neighbour', long, null, 26),
  entry('96130', 'Psychological testing evaluation', 'neighbour', '2019-01-01', null, 31),
  entry('99401', 'Preventive counseling, 15 minutes', 'neighbour', long, null, 8),
  entry('99402', 'Preventive counseling, 30 minutes', 'neighbour', long, null, 23),
  entry('99403', 'Preventive counseling, 45 minutes', 'neighbour', long, null, 38),
  entry('99404', 'Preventive counseling, 60 minutes', 'neighbour', long, null, 53),
  entry('99406', 'Tobacco counseling, short', 'neighbour', long, null, 4),
  entry('99407', 'Tobacco counseling, long', 'neighbour', long, null, 11),
  entry('99408', 'Alcohol and drug screening with brief intervention', 'neighbour', long, null, 15),
  entry('99409', 'Alcohol and drug screening with longer intervention', 'neighbour', long, null, 31),
  entry('99483', 'Cognitive assessment and care planning', 'neighbour', '2018-01-01', null, 60),
  entry('99490', 'Chronic care management', 'neighbour', '2015-01-01', null, 20),
  entry('H2011', 'Crisis intervention', 'neighbour', long, null, 15),
  entry('H2014', 'Skills training and development', 'neighbour', long, null, 15),
]

const byCode: ReadonlyMap<string, CodeEntry> = new Map(catalogue.map((one) => [one.code, one]))

export const familyOf = (code: string): Family | undefined => byCode.get(code)?.family

/** Whether a code may carry a date of service. */
export function existsOn(code: string, day: CalendarDay): boolean {
  const found = byCode.get(code)
  return found !== undefined && found.from <= day && (found.until === null || day <= found.until)
}

/** The codes of a first month: once per episode. */
export const initialCodes: ReadonlySet<string> = new Set(['G0502', '99492', 'G0568'])
/** The codes that stand for advanced primary care's add-ons: never beside a time code. */
export const apcmAddOns: ReadonlySet<string> = new Set(['G0568', 'G0569', 'G0570'])
