/** Difficult cases of time: just short, late, overlapping, in two places at once, in the hospital. */
import { addDays, firstDay } from '../../server/domain/calendar.ts'
import type { Activity } from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import { chance } from './chance.ts'
import { laterBy, onDay } from './diary.ts'
import {
  changeFirst,
  type DifficultCase,
  isIn,
  type Reshape,
  settled,
  starting,
} from './difficult.ts'
import { unansweredNotes } from './notes.ts'
import { blank } from './work.ts'
import { workingDayUntil } from './working-days.ts'

/** The month's first intervention recorded ten days after it, with these words on why or none. */
const recordedLate =
  (attested: boolean): Reshape =>
  (chart, { time }) => ({
    ...chart,
    activities: changeFirst(
      chart.activities,
      ({ kind, started_at }) => kind === 'brief_intervention' && isIn(time.lastMonth, started_at),
      (activity) => lateOf(activity, attested),
    ),
  })

function lateOf(activity: Activity, attested: boolean): Activity {
  const recorded_at = onDay(addDays(dayOfTime(activity.ended_at), 10), activity.ended_at)
  const attest = {
    attested_by: activity.staff_id,
    attested_at: laterBy(recorded_at, 10),
    attest_reason: 'Out sick the week after; entered from my paper calendar.',
  }
  return { ...activity, recorded_at, ...(attested ? attest : {}) }
}

/** The same minutes entered twice: as the call, and as registry work. */
const enteredTwice: Reshape = (chart, { time }) => {
  const call = chart.activities.find(
    ({ kind, started_at }) => kind === 'follow_up' && isIn(time.lastMonth, started_at),
  )
  if (!call) return chart
  const again: Activity = {
    ...call,
    activity_id: `${call.activity_id}b`,
    ended_at: laterBy(call.started_at, 10),
    kind: 'registry',
    reached: false,
    modality: 'none',
    note: null,
  }
  return { ...chart, activities: [...chart.activities, again] }
}

/** The care manager's call with an earlier patient of the panel, entered for this one as well. */
const inTwoPlaces: Reshape = (chart, { outline, time, others }) => {
  const { care_manager_id } = outline.panel
  const isTheirs = ({ staff_id, kind, started_at }: Activity) =>
    staff_id === care_manager_id && kind === 'follow_up' && isIn(time.lastMonth, started_at)
  const elsewhere = others
    .filter(({ episodes }) => episodes.every(({ closed_on }) => closed_on === null))
    .findLast(({ activities }) => activities.some(isTheirs))
    ?.activities.find(isTheirs)
  if (!elsewhere) return chart
  const here: Activity = {
    ...elsewhere,
    activity_id: `${outline.patient.patient_id}-double`,
    patient_id: outline.patient.patient_id,
    started_at: laterBy(elsewhere.started_at, 2),
    note: null,
  }
  return { ...chart, activities: [...chart.activities, here] }
}

/** Four tries in three weeks, and nobody reached. */
const ways = ['phone', 'message', 'phone', 'video'] as const
const unreachable: Reshape = (chart, { outline, time, diary, luck }) => {
  const since = addDays(time.today, -26)
  const tries = ways.flatMap((modality, place) => {
    const day = workingDayUntil(addDays(time.yesterday, -18 + place * 6))
    const slot = diary.book(outline.panel.care_manager_id, day, 5, luck)
    if (!slot) return []
    const activity_id = `${outline.patient.patient_id}-try${place + 1}`
    const note = luck.pick(unansweredNotes)
    const tried = {
      activity_id,
      ...slot,
      kind: 'outreach' as const,
      reached: false,
      modality,
      note,
    }
    return [{ ...blank(outline), ...tried }]
  })
  const before = chart.activities.filter(
    ({ started_at, kind }) => dayOfTime(started_at) < since || kind === 'case_review',
  )
  return {
    ...chart,
    activities: [...before, ...tries],
    scores: chart.scores.filter(({ administered_on }) => administered_on < since),
  }
}

/** Enrolled, and nobody has spoken with them yet. */
const notYetReached: Reshape = (chart) => ({
  ...chart,
  activities: chart.activities.map((activity) => ({
    ...activity,
    kind: activity.kind === 'case_review' ? activity.kind : 'outreach',
    reached: false,
    technique: null,
    counterpart: null,
    note: activity.kind === 'case_review' ? activity.note : unansweredNotes[0],
  })),
  scores: [],
})

/** Some days in the hospital, around the month's first intervention. */
const inHospital: Reshape = (chart, { time, outline }) => {
  const there = chart.activities.find(
    ({ kind, started_at }) => kind === 'brief_intervention' && isIn(time.lastMonth, started_at),
  )
  const admitted_on = there ? dayOfTime(there.started_at) : firstDay(time.lastMonth)
  const { patient_id } = outline.patient
  const stay = {
    stay_id: `${patient_id}-st1`,
    patient_id,
    kind: 'inpatient' as const,
    admitted_on,
    discharged_on: addDays(admitted_on, 3) <= time.today ? addDays(admitted_on, 3) : null,
  }
  return { ...chart, facility_stays: [stay] }
}

/** Work beside the care manager's own, and work that no code pays: listed, and not counted. */
const otherPeoplesTime: Reshape = (chart, { outline, time, diary }) => {
  const day = workingDayUntil(time.endOf(time.lastMonth))
  const luck = chance(`others ${outline.number}`)
  const done = (
    [
      [outline.panel.assistant_id, 'registry', 12],
      [outline.panel.consultant_id, 'consultation', 15],
      [outline.practitioner_id, 'consultation', 10],
      [outline.panel.care_manager_id, 'clerical', 8],
    ] as const
  ).flatMap(([staff_id, kind, minutes], place): Activity[] => {
    const slot = diary.book(staff_id, day, minutes, luck)
    const activity_id = `${outline.patient.patient_id}-o${place + 1}`
    const how = { kind, reached: false, modality: 'none' as const }
    return slot ? [{ ...blank(outline), activity_id, ...slot, ...how, staff_id }] : []
  })
  return { ...chart, activities: [...chart.activities, ...done] }
}

const short = (minutes: number): DifficultCase => ({
  says: `${minutes} minutes in the last full month`,
  wish: { ...settled, minutes: { 1: minutes } },
})

/** One call is psychotherapy, and billed as that. */
const billedElsewhere: Reshape = (chart, { time }) => ({
  ...chart,
  activities: changeFirst(
    chart.activities,
    ({ kind, started_at }) => kind === 'follow_up' && isIn(time.lastMonth, started_at),
    (activity) => ({ ...activity, billed_as: '90832' }),
  ),
})

export const timeCases: readonly DifficultCase[] = [
  short(15),
  short(29),
  short(30),
  short(31),
  {
    says: 'a short first month, then an ordinary one',
    wish: { ...settled, enrolled: 2, minutes: { 2: 30, 1: 50 } },
  },
  { says: '35 minutes in the first month', wish: { ...starting, minutes: { 1: 35 } } },
  {
    says: '59 minutes, all needed whole',
    wish: { ...settled, payer_id: 'commonwell', minutes: { 1: 59 } },
  },
  { says: 'more add-on units than are paid', wish: { ...settled, minutes: { 1: 235 } } },
  { says: 'recorded late', wish: { ...settled, minutes: { 1: 36 } }, reshape: recordedLate(false) },
  { says: 'recorded late, attested', wish: settled, reshape: recordedLate(true) },
  { says: 'entered twice', wish: settled, reshape: enteredTwice },
  { says: 'in two places at once', wish: settled, reshape: inTwoPlaces },
  { says: 'unreachable', wish: { ...settled, enrolled: 3 }, reshape: unreachable },
  { says: 'new, not yet reached', wish: { enrolled: 1, closed: null }, reshape: notYetReached },
  { says: 'in the hospital', wish: settled, reshape: inHospital },
  { says: 'the time of others', wish: settled, reshape: otherPeoplesTime },
  { says: 'time billed separately', wish: settled, reshape: billedElsewhere },
]
