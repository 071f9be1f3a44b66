/** How days, times and the registry's own words are shown: one place, so that all screens agree. */

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ')

/** 3 Sep 2026: no order of figures to guess at. What is no day is shown as it is. */
export function shownDay(day: string): string {
  const [year, month, date] = day.split('-')
  const name = months[Number(month) - 1]
  return name && date ? `${Number(date.slice(0, 2))} ${name} ${year}` : day
}

/** 3 Sep 2026, 08:05 of a local time, as it was written. */
export const shownTime = (time: string): string =>
  time.includes('T') ? `${shownDay(time.slice(0, 10))}, ${time.slice(11, 16)}` : shownDay(time)

/** A sentence of the rules, which write days as data: 2026-09-03 becomes 3 Sep 2026. */
export const withDays = (sentence: string): string =>
  sentence.replaceAll(/\b\d{4}-\d{2}-\d{2}\b/g, (day) => shownDay(day))

/** A moment on this browser's clock: 3 Sep 2026, 08:05. */
export const shownMoment = (instant: string): string =>
  shownTime(new Date(instant).toLocaleString('sv-SE').replace(' ', 'T'))

/** September 2026 of a month. */
export function shownMonth(month: string): string {
  const day = new Date(`${month}-01T00:00:00Z`)
  return day.toLocaleDateString('en-US', { month: 'long', year: 'numeric', timeZone: 'UTC' })
}

/** A slug in words: `psychiatric_consultant` is "psychiatric consultant". */
export const words = (slug: string): string => slug.replaceAll(/[-_]/g, ' ')

/** The same with a capital, to begin with. */
export const titled = (slug: string): string => {
  const text = words(slug)
  return text.charAt(0).toUpperCase() + text.slice(1)
}

/** Full years between two days. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** A whole number with its noun: 1 day, 2 days. */
export const counted = (count: number, noun: string): string =>
  `${count} ${noun}${count === 1 ? '' : 's'}`

/** A day in a dense list: the year is said only where it is not the year of `today`. */
export function listDay(day: string, today: string): string {
  const [date, name, year] = shownDay(day).split(' ')
  return day.slice(0, 4) === today.slice(0, 4) ? `${date} ${name}` : `${date} ${name} ${year}`
}

/** Minutes and seconds as a clock shows them. */
export const clockWords = (seconds: number): string =>
  `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
