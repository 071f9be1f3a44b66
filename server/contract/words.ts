/** The small words of the wire: handles, days, months, local times. Text stays as it was written. */
import { z } from 'zod'
import {
  type CalendarDay,
  type CalendarMonth,
  isCalendarDay,
  isCalendarMonth,
} from '../domain/calendar.ts'
import {
  type Instant,
  isInstant,
  isLocalTime,
  isTimeZone,
  type LocalTime,
  type TimeZone,
} from '../domain/zone.ts'

/** Text that a check of the domain narrows; the cast says what the check has shown. */
const narrowed = <T extends string>(
  text: z.ZodString,
  is: (text: string) => text is T,
  says: string,
): z.ZodType<T> => text.refine(is, says) as unknown as z.ZodType<T> // refine keeps the wider type

/** The registry's own random name of a patient, for paths: never an id from a bundle or an MRN. */
export const handle = z
  .string()
  .regex(/^[A-Za-z0-9_-]{16,64}$/, 'must be a handle')
  .describe("the registry's own random name for a patient or a member of staff")

export const day: z.ZodType<CalendarDay> = narrowed(
  z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a day, YYYY-MM-DD'),
  isCalendarDay,
  'must be a day that exists',
)

export const month: z.ZodType<CalendarMonth> = narrowed(
  z.string().regex(/^\d{4}-\d{2}$/, 'must be a month, YYYY-MM'),
  isCalendarMonth,
  'must be a month that exists',
)

export const localTime: z.ZodType<LocalTime> = narrowed(
  z.string().max(32),
  isLocalTime,
  'must be a local time, YYYY-MM-DDTHH:MM[:SS]',
)

export const timeZone: z.ZodType<TimeZone> = narrowed(
  z.string().max(64),
  isTimeZone,
  'must be an IANA time zone',
)

/** The path of whatever concerns one patient. */
export const PatientAddress = z.strictObject({ patient: handle })
/** The path of one patient's month. */
export const PatientMonthAddress = z.strictObject({ patient: handle, month })
/** The path of everybody's month. */
export const MonthAddress = z.strictObject({ month })
/** Nothing may be asked in the query. */
export const NoQuery = z.strictObject({})

const instant: z.ZodType<Instant> = narrowed(
  z.string().max(32),
  isInstant,
  'must be a UTC instant, YYYY-MM-DDTHH:MM:SSZ',
)

/** What any screen that reads may be asked for: the registry as it stood, or as it was known. */
export const retrospect = {
  as_of: day.optional().describe('as it stood on that day: today is moved'),
  known_on: instant.optional().describe('by what the registry held then'),
}
export const RetrospectQuery = z.strictObject(retrospect)
