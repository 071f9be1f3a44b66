/** What holds of every determination and of every story: each law returns its complaints. */
import { isDeepStrictEqual } from 'node:util'
import { determine } from '../../../server/domain/billing/determination.ts'
import {
  type Determination,
  exclusionReasons,
  reasonSlugs,
} from '../../../server/domain/billing/determined.ts'
import { isCalendarDay } from '../../../server/domain/calendar.ts'
import type { Column } from '../../../server/domain/records/index.ts'
import { columnsOf, idOf } from '../../../server/domain/records/index.ts'
import { isLocalTime } from '../../../server/domain/zone.ts'
import { storyRecords } from './rows.ts'
import { dossierOf, reordered, type Story, spanOf, touching, zoneOfStory } from './story.ts'

/** What is wrong with a story's determination, told in words; nothing where all is well. */
type Law = (story: Story, subject: string) => readonly string[]

/** What each story was determined as, once. */
const told = new WeakMap<Story, Determination>()
export function determined(story: Story): Determination {
  const known = told.get(story) ?? determine(dossierOf(story), story.month)
  told.set(story, known)
  return known
}

const unless = (holds: boolean, complaint: string): readonly string[] => (holds ? [] : [complaint])

/** Counted and excluded seconds of each activity of the month make up the time it took. */
const secondsAddUp: Law = (story) => {
  const got = determined(story)
  const zone = zoneOfStory(story)
  const touched = touching(story)
  const counted = got.counted.reduce((sum, { seconds }) => sum + seconds, 0)
  const wrong = story.activities
    .filter(({ activity_id }) => touched.includes(activity_id))
    .flatMap((each) => {
      const { from, to } = spanOf(each, zone)
      const told = [...got.counted, ...got.excluded]
        .filter(({ activity }) => activity === each.activity_id)
        .reduce((sum, { seconds }) => sum + seconds, 0)
      return unless(told === to - from, `${each.activity_id} took ${to - from} s, told ${told} s`)
    })
  return [
    ...wrong,
    ...unless(got.minutes === Math.floor(counted / 60), `${got.minutes} min of ${counted} s`),
    ...got.excluded.flatMap(({ seconds, reason }) =>
      unless(seconds > 0 && exclusionReasons.includes(reason), `${seconds} s ${reason}`),
    ),
  ]
}

/** Outcome, lines, elements and reasons say the same. */
const consistent: Law = (story) => {
  const { outcome, lines, elements, reasons, proposed } = determined(story)
  const slugs = reasons.map(({ reason }) => reason)
  const unmet = elements.filter((each) => each.outcome === 'unmet')
  return [
    ...unless(lines.length > 0 === (outcome === 'bill'), 'lines without a bill, or none with one'),
    ...unless(outcome !== 'bill' || unmet.length === 0, 'a bill with an unmet element'),
    ...unless(outcome === 'bill' || slugs.length > 0, 'nothing billed and no reason'),
    ...unless(outcome === 'hold' || proposed.length === 0, 'a proposal without a hold'),
    ...unless(new Set(slugs).size === slugs.length, 'a reason given twice'),
    ...elements.flatMap(({ element, met, evidence, remedy }) => [
      ...unless(met !== true || evidence.length > 0, `${element} met without evidence`),
      ...unless(met !== false || Boolean(remedy), `${element} unmet without a remedy`),
    ]),
    ...reasons.flatMap(({ reason, message, remedy }) => [
      ...unless(reasonSlugs.includes(reason), `no such reason: ${reason}`),
      ...unless(Boolean(message && remedy), `${reason} without a message or remedy`),
    ]),
  ]
}

/** The same rows give the same determination, whatever order they come in. */
const repeatable: Law = (story) => {
  const once = determined(story)
  const again = determine(structuredClone(dossierOf(story)), story.month)
  const turned = determined(reordered(story))
  return [
    ...unless(isDeepStrictEqual(once, again), 'another determination from the same rows'),
    ...unless(isDeepStrictEqual(gist(once), gist(turned)), 'the order of rows matters'),
  ]
}

/** Where no clock changes, the zone of the clinic does not matter. */
const zoneless: Law = (story, subject) => {
  if (subject === 'months, midnights and clocks') return []
  const inTokyo = (clinic: Story['clinics'][number]) => ({
    ...clinic,
    time_zone: 'Asia/Tokyo' as typeof clinic.time_zone, // a zone that every runtime knows
  })
  const moved = { ...story, clinics: story.clinics.map(inTokyo) }
  return unless(isDeepStrictEqual(determined(moved), determined(story)), 'the zone matters')
}

/** The rows of a story are such as a bundle may hold. */
const importable: Law = (story) => [
  ...storyRecords.flatMap((record) => {
    const keys = story[record].map((row) => idOf(record, { ...row }))
    const twice = unless(new Set(keys).size === keys.length, `${record}: one key twice`)
    return [...twice, ...story[record].flatMap((row) => wrongCells(columnsOf[record], { ...row }))]
  }),
  ...story.activities.flatMap((each) => {
    const { from, to } = spanOf(each, zoneOfStory(story))
    return unless(to > from && to - from <= 8 * 3600, `${each.activity_id}: its length`)
  }),
]

/** Every law by what it says. */
export const complaints: Readonly<Record<string, Law>> = {
  'every second is accounted for': secondsAddUp,
  'outcome, lines, elements and reasons agree': consistent,
  'neither repetition nor the order of rows changes anything': repeatable,
  'the zone changes nothing where no clock changes': zoneless,
  'rows are such as a bundle may hold': importable,
}

/** What a determination says, whatever the rows are called. */
function gist({ excluded, reasons, elements, ...got }: Determination) {
  const seconds: Record<string, number> = {}
  for (const each of excluded) seconds[each.reason] = (seconds[each.reason] ?? 0) + each.seconds
  const slugs = reasons.map(({ reason }) => reason)
  const judged = elements.map(({ element, met }) => [element, met])
  const { outcome, lines, proposed, minutes, next, policy } = got
  return { outcome, lines, proposed, minutes, next, policy, slugs, judged, seconds }
}

/** Columns that nobody knows, that are absent where they must not be, or hold no such value. */
function wrongCells(columns: Readonly<Record<string, Column>>, row: Record<string, unknown>) {
  const unknown = Object.keys(row).filter((name) => !(name in columns))
  const wrong = Object.entries(columns).filter(([name, column]) => !fits(column, row[name]))
  return [...unknown, ...wrong.map(([name]) => `${name}: ${String(row[name])}`)]
}

function fits({ kind, required, values, pattern }: Column, cell: unknown): boolean {
  if (cell === null) return !required
  if (cell === undefined) return false
  if (kind === 'day') return isCalendarDay(String(cell))
  if (kind === 'time') return isLocalTime(String(cell))
  return values?.includes(String(cell)) ?? pattern?.test(String(cell)) ?? true
}
