/** What is done for one patient of the bench's clinic: forms, work, reviews, plans. */
import type { Chance } from '../../db/seed/chance.ts'
import { gad7Items, phq9Items } from '../../db/seed/course.ts'
import { isoDay, isoTime, type Put } from './clinic-rows.ts'

export interface Told {
  readonly id: string
  /** Day numbers: of enrollment, and the first one after the history. */
  readonly from: number
  readonly until: number
  readonly team: {
    readonly manager: string
    readonly consultant: string
    readonly practitioner: string
  }
  readonly luck: Chance
}

/** A PHQ-9 about every two weeks, a GAD-7 with every other one. Gives the level at the end. */
export function formsFor({ id, from, until, team, luck }: Told, put: Put): number {
  let level = luck.whole(10, 24)
  const slope = luck.often(0.25) ? -0.5 : luck.unit() * 1.7
  let count = 0
  for (let day = from, k = 0; day < until - 1; day += luck.whole(12, 18), k++) {
    const total = Math.max(0, Math.min(24, Math.round(level + (luck.unit() - 0.5) * 4)))
    const asked = {
      patient_id: id,
      administered_on: isoDay(day),
      mode: 'phone',
      administered_by: team.manager,
    }
    put('scores', {
      score_id: `${id}-s${count++}`,
      ...asked,
      instrument: 'phq-9',
      items: phq9Items(total, total > 20 ? 1 : 0, luck),
      difficulty: luck.whole(0, 3),
    })
    if (k % 2 === 0)
      put('scores', {
        score_id: `${id}-s${count++}`,
        ...asked,
        instrument: 'gad-7',
        items: gad7Items(Math.round(total * 0.75), luck),
      })
    level = Math.max(1, level - slope)
  }
  return level
}

interface Worked extends Told {
  /** The first days of the history's months, and the day after it. */
  readonly bounds: readonly number[]
  /** Seconds of a care manager's day that are taken, by `manager day`. */
  readonly filled: Map<string, number>
  readonly intervenes: boolean
}

/** Three to five pieces of work a month, in a care manager's day that fills up from eight. */
export function activitiesFor(worked: Worked, put: Put): void {
  let count = 0
  for (const [month, first] of worked.bounds.slice(0, -1).entries()) {
    const start = Math.max(worked.from, first)
    const end = Math.min(worked.until, worked.bounds[month + 1]!)
    if (start >= end) continue
    const opening = worked.from >= first
    const extra = Array<string>(worked.luck.whole(0, 2)).fill('follow_up')
    const kinds = [opening ? 'assessment' : 'follow_up', 'brief_intervention', 'coordination']
    for (const kind of [...kinds, ...extra]) {
      if (kind === 'brief_intervention' && !worked.intervenes) continue
      const day = start + Math.floor(worked.luck.unit() * (end - start))
      activity(worked, `${worked.id}-a${count++}`, kind, day, put)
    }
  }
}

const dayIsFull = 18 * 3600

function activity(
  { id, team, luck, filled, until }: Worked,
  activity_id: string,
  kind: string,
  wanted: number,
  put: Put,
): void {
  const seconds = luck.whole(8, 30) * 60
  // A day that is full pushes its work to the next one; the very last day takes what is left.
  let day = wanted
  while (day < until - 1 && (filled.get(`${team.manager} ${day}`) ?? 0) > dayIsFull) day++
  const key = `${team.manager} ${day}`
  const at = filled.get(key) ?? 8 * 3600
  filled.set(key, at + seconds)
  put('activities', {
    activity_id,
    patient_id: id,
    staff_id: team.manager,
    started_at: isoTime(day, at),
    ended_at: isoTime(day, at + seconds),
    kind,
    reached: kind !== 'coordination',
    modality: kind === 'coordination' ? 'message' : 'phone',
    technique: kind === 'brief_intervention' ? 'behavioral_activation' : undefined,
    counterpart: kind === 'coordination' ? 'treating practitioner' : undefined,
  })
}

/** The plan that the episode begins with. */
export function firstPlan({ id, from, team }: Told, put: Put): void {
  put('care_plans', {
    plan_id: `${id}-pl0`,
    patient_id: id,
    effective_on: isoDay(from),
    author_id: team.manager,
    targets: 'PHQ-9 below 5',
    interventions: 'behavioral activation',
  })
}

/** A review every five or six weeks; about a third of them ask for a change and get a new plan. */
export function reviewsFor({ id, from, until, team, luck }: Told, put: Put): void {
  const plan = { patient_id: id, author_id: team.manager, targets: 'PHQ-9 below 5' }
  let count = 0
  for (let day = from + 8; day < until - 3; day += luck.whole(30, 45)) {
    const change = luck.often(0.3)
    put('case_reviews', {
      review_id: `${id}-r${count}`,
      patient_id: id,
      reviewed_on: isoDay(day),
      psychiatric_consultant_id: team.consultant,
      care_manager_id: team.manager,
      recommendation: change ? 'raise the dose' : 'continue current treatment',
      recommends_change: change,
      decision: 'accepted',
      decided_by: team.practitioner,
      decided_on: isoDay(day + 1),
    })
    const next = { effective_on: isoDay(day + 2), interventions: 'dose raised' }
    if (change) put('care_plans', { plan_id: `${id}-pl${count + 1}`, ...plan, ...next })
    count++
  }
}
