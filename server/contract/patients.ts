/** One patient: everything that the registry holds on them. */
import { z } from 'zod'
import { type Dossier, patientRecords } from '../domain/dossier.ts'
import { countdownStates, countedDown } from '../domain/measures/countdown.ts'
import { CaseloadRowShape } from './caseload.ts'
import { list } from './lists.ts'
import { StaffMember } from './people.ts'
import { columnShapes, shapeOf } from './records.ts'
import { day, handle, timeZone } from './words.ts'
import { MarksShape } from './writing.ts'

/** The dossier without what only rules need: its staff's hours with others, the site's numbers. */
export type Chart = Omit<Dossier, 'elsewhere' | 'site_numbers'>

const MeetingShape = z.strictObject({
  ...columnShapes('meetings'),
  time_zone: timeZone,
  case_review_seconds: z.number(),
})

/** Every record of the patient, and whatever staff, clinic, payer or policy they name. */
export const ChartShape = z.strictObject({
  patient: shapeOf('patients'),
  ...Object.fromEntries(patientRecords.map((record) => [record, z.array(shapeOf(record))])),
  withdrawn_scores: z.array(shapeOf('scores')),
  claims: z.array(shapeOf('claims')),
  meetings: z.array(MeetingShape),
  staff: z.array(shapeOf('staff')),
  clinics: z.array(shapeOf('clinics')),
  payers: z.array(shapeOf('payers')),
  policies: z.array(shapeOf('policies')),
}) as unknown as z.ZodType<Chart> // made from the same list of records as the type

/** What the window of a quality measure asks for now. */
const CountdownShape = z.strictObject({
  measure: z.enum(countedDown),
  says: z.string(),
  window: z.strictObject({ from: day, to: day }),
  state: z.enum(countdownStates),
  days: z.number().describe('until it opens, or until it closes'),
  because: z.string(),
})

/** The page of one patient. Its ETag is what a later change names as the version it was seen in. */
export const PatientView = z.strictObject({
  handle,
  today: day.describe("the day where the patient's clinic is"),
  chart: ChartShape,
  marks: MarksShape.describe('the key and the version of every row: what a change must name'),
  row: CaseloadRowShape.nullable().describe('the open episode in the caseload; null: none is open'),
  countdowns: list(CountdownShape).describe('windows open or to come, next to close first'),
  people: z.array(StaffMember).describe('whoever a row names, and whoever asks'),
})
export type PatientView = z.output<typeof PatientView>
