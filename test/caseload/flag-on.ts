/** Asking a chart for one flag on a day: what the tables of these tests are written in. */
import { calendarDay } from '../../server/domain/calendar.ts'
import {
  type Asking,
  caseloadRow,
  type Flag,
  type FlagId,
} from '../../server/domain/caseload/index.ts'
import type { AChart } from '../support/a-chart.ts'

export const rowOn = ({ dossier }: AChart, today: string, asking?: Asking) =>
  caseloadRow(dossier, calendarDay(today), asking)

export const flagOn = (story: AChart, id: FlagId, today: string): Flag | undefined =>
  rowOn(story, today)?.flags.find((flag) => flag.id === id)

/** `C2 amber since 2026-02-03`, or `no C2`. */
export function told(story: AChart, id: FlagId, today: string): string {
  const flag = flagOn(story, id, today)
  return flag ? `${id} ${flag.severity} since ${flag.since}` : `no ${id}`
}

/** The ids of all flags that are up, the gravest first. */
export const idsOn = (story: AChart, today: string): string =>
  (rowOn(story, today)?.flags ?? []).map(({ id }) => id).join(' ')
