/** The demo's clinic: everything in it is invented, and the same on every run for the same day. */
import { addDays, type CalendarDay, mondayOf } from '../../server/domain/calendar.ts'
import type { PatientRecord } from '../../server/domain/dossier.ts'
import {
  type RecordName,
  type RowOf,
  recordNames,
  type Staff,
} from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { fees, organizations } from './billing.ts'
import { episodeCases } from './cases-episodes.ts'
import { evidenceCases } from './cases-evidence.ts'
import { safetyCases } from './cases-safety.ts'
import { measurementCases } from './cases-scores.ts'
import { timeCases } from './cases-time.ts'
import { chance } from './chance.ts'
import { type Chart, chartOf } from './chart.ts'
import { type Diary, openDiary } from './diary.ts'
import type { DifficultCase } from './difficult.ts'
import { meetingsOf, type Turn, turnsOf } from './meetings.ts'
import { type Outline, outlineOf, patientCount } from './outline.ts'
import { clinics, panels, payers, policies, staff } from './people.ts'
import { type Timeline, timeline } from './timeline.ts'

const difficultCases: readonly DifficultCase[] = [
  ...measurementCases,
  ...safetyCases,
  ...evidenceCases,
  ...timeCases,
  ...episodeCases,
]

/** Spread over all panels, and mixed, by the patient's number; those between them are ordinary. */
const caseOf: ReadonlyMap<number, DifficultCase> = new Map(
  difficultCases.map((difficult, place) => {
    const mixed = (place * 31) % difficultCases.length
    return [Math.floor((mixed * patientCount) / difficultCases.length) + 1, difficult]
  }),
)

interface Told {
  readonly outlines: readonly [Outline, ...Outline[]]
  readonly reshape: DifficultCase['reshape']
}

/** The whole clinic as changes to an empty registry, the referred-to first. */
export function* demoChanges(today: CalendarDay): Iterable<Change> {
  const time = timeline(today)
  const diary = openDiary()
  const meetings = panels.map((panel) => meetingsOf(panel, time, diary))
  yield* changesOf('organizations', organizations)
  yield* changesOf('clinics', clinics)
  yield* changesOf('staff', staff)
  yield* changesOf('policies', policies)
  yield* changesOf('payers', payers)
  yield* changesOf('fee_schedules', fees)
  yield* changesOf('covers', coversOn(time))
  yield* changesOf('meetings', meetings.flat())
  for (const chart of chartsOf(time, meetings, diary)) {
    yield* changesOf('patients', [chart.patient])
    for (const record of recordNames)
      if (record in chart) yield* changesOf(record, chart[record as PatientRecord]) // it is in it
  }
}

/** One care manager is away for two weeks, and another one stands in. */
const coversOn = ({ today }: Timeline): readonly RowOf<'covers'>[] => [
  {
    cover_id: 'cover-1',
    absent_staff_id: panels[0].care_manager_id,
    covering_staff_id: panels[1].care_manager_id,
    starts_on: addDays(mondayOf(today), -7),
    ends_on: addDays(mondayOf(today), 6),
  },
]

function* changesOf<R extends RecordName>(record: R, rows: readonly RowOf<R>[]): Iterable<Change> {
  // A record and a row of that same record: the pairing that `Change` spells out.
  for (const row of rows) yield { record, row } as unknown as Change
}

function chartsOf(
  time: Timeline,
  meetings: readonly ReturnType<typeof meetingsOf>[],
  diary: Diary,
): readonly Chart[] {
  const told = Array.from({ length: patientCount }, (_, number) => toldOf(number, time))
  const outlines = told.flatMap(({ outlines }) => outlines)
  const turns = new Map(
    panels.flatMap((panel, place) => [
      ...turnsOf(
        outlines.filter((outline) => outline.panel === panel),
        meetings[place]!,
      ),
    ]),
  )
  const charts: Chart[] = []
  for (const { outlines, reshape } of told) {
    const [first, ...later] = outlines.map((outline) => chartFor(outline, turns, diary, time))
    const chart = later.reduce(joined, first!)
    const [outline] = outlines
    const luck = chance(`case ${outline.number}`)
    charts.push(reshape?.(chart, { outline, time, diary, luck, others: charts }) ?? chart)
  }
  return charts
}

const chartFor = (
  outline: Outline,
  turns: ReadonlyMap<Outline, readonly Turn[]>,
  diary: Diary,
  time: Timeline,
): Chart => chartOf(outline, turns.get(outline) ?? [], diary, time)

function toldOf(number: number, time: Timeline): Told {
  const difficult = caseOf.get(number)
  if (!difficult) return { outlines: [outlineOf(number, {}, time)], reshape: undefined }
  const first = outlineOf(number, difficult.wish, time)
  const { again, reshape } = difficult
  const outlines: Told['outlines'] = again
    ? [first, outlineOf(number, { ...again, practitioner_id: first.practitioner_id }, time, 2)]
    : [first]
  return { outlines, reshape }
}

/** One patient's two episodes in one chart; coverage and diagnoses stay what they are. */
const joined = (first: Chart, second: Chart): Chart => ({
  ...first,
  episodes: [...first.episodes, ...second.episodes],
  care_team: [...first.care_team, ...second.care_team],
  episode_phases: [...first.episode_phases, ...second.episode_phases],
  visits: [...first.visits, ...second.visits],
  consents: [...first.consents, ...second.consents],
  authorizations: [...first.authorizations, ...second.authorizations],
  scores: [...first.scores, ...second.scores],
  activities: [...first.activities, ...second.activities],
  care_plans: [...first.care_plans, ...second.care_plans],
  case_reviews: [...first.case_reviews, ...second.case_reviews],
  relapse_plans: [...first.relapse_plans, ...second.relapse_plans],
})

/** One member of staff of each role who can sign in to the demo, by the name they sign in with. */
export const demoPeople = (): readonly {
  readonly staff_id: string
  readonly sign_in_name: string
}[] => {
  const roles = [...new Set(staff.map(({ role }) => role))]
  return roles.map((role) => {
    // The roles were read from this very list.
    const { staff_id, name } = staff.find((one) => one.role === role) as Staff
    return { staff_id, sign_in_name: name.toLowerCase().replace(' ', '.') }
  })
}

/** What is difficult about the patient with that number, for whoever shows the demo. */
export const caseSays = (number: number): string | undefined => caseOf.get(number)?.says
