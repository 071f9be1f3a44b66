/** Values that commands are called with: a wrong one is a wrong call. */
import {
  type CalendarDay,
  type CalendarMonth,
  isCalendarDay,
  isCalendarMonth,
} from '../domain/calendar.ts'
import { type Instant, instant } from '../domain/zone.ts'
import { type Args, UsageError } from './command.ts'

/** @throws UsageError where the option is missing or names no month */
export function monthOption(args: Args, option: string): CalendarMonth {
  const text = args.text(option)
  if (text === undefined) throw new UsageError(`--${option} is missing`)
  if (!isCalendarMonth(text)) throw new UsageError(`--${option} ${text}: not a month, YYYY-MM`)
  return text
}

/** @throws UsageError where the option names no day that exists */
export function dayOption(args: Args, option: string): CalendarDay | undefined {
  const text = args.text(option)
  if (text === undefined) return undefined
  if (!isCalendarDay(text)) throw new UsageError(`--${option} ${text}: not a date, YYYY-MM-DD`)
  return text
}

const timeShape = /^(\d{4}-\d{2}-\d{2})T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(Z|[+-]\d{2}:\d{2})?$/

/**
 * A moment as `2026-11-21T09:00:00Z`, or with an offset; without either it is read as UTC, in which
 * the registry keeps its own times.
 * @throws UsageError where the option names no moment
 */
export function instantOption(args: Args, option: string): Instant | undefined {
  const text = args.text(option)
  if (text === undefined) return undefined
  const [shaped, day = '', offset] = timeShape.exec(text) ?? []
  const milliseconds =
    shaped && isCalendarDay(day) ? Date.parse(offset ? text : `${text}Z`) : Number.NaN
  if (Number.isNaN(milliseconds))
    throw new UsageError(`--${option} ${text}: not a time, YYYY-MM-DDTHH:MM[:SS][Z or offset]`)
  return instant(new Date(milliseconds).toISOString())
}
