/** The numbers of a day: a site's latest word for each by then, else the default. */
import type { CalendarDay } from '../calendar.ts'
import type { SiteNumber } from '../records/index.ts'
import { defaultNumbers, type NumberName, type Numbers } from './numbers.ts'

/** What the rules read on a day; the very defaults where the site has said nothing by then. */
export function numbersOn(day: CalendarDay, site: readonly SiteNumber[]): Numbers {
  const said = inForce(day, site)
  if (said.size === 0) return defaultNumbers
  return {
    ...defaultNumbers,
    ...Object.fromEntries([...said].map(([name, { value }]) => [name, value])),
  }
}

/** The rows that hold on a day: of each number the one that began last. */
export function inForce(
  day: CalendarDay,
  site: readonly SiteNumber[],
): ReadonlyMap<NumberName, SiteNumber> {
  const said = new Map<NumberName, SiteNumber>()
  for (const one of site) {
    if (one.effective_from > day) continue
    const known = said.get(one.name)
    if (!known || known.effective_from < one.effective_from) said.set(one.name, one)
  }
  return said
}
