/** Questionnaires over time, and what follows from getting well: a relapse plan, another phase. */
import { type CalendarDay, daysBetween } from '../../server/domain/calendar.ts'
import type {
  Activity,
  EpisodePhase,
  RelapsePlan,
  Score,
} from '../../server/domain/records/index.ts'
import { dayOfTime } from '../../server/domain/zone.ts'
import { type Chance, chance } from './chance.ts'
import { gad7Items, levelAt, phq9Items, sumOf } from './course.ts'
import { relapseActions, warningSigns } from './notes.ts'
import type { Outline } from './outline.ts'
import { idStem } from './work.ts'

const measuredIn = new Set(['assessment', 'brief_intervention'])

/** A PHQ-9 at every intake and intervention and some calls, a GAD-7 at about half of them. */
export function scoresOf(outline: Outline, activities: readonly Activity[]): readonly Score[] {
  const luck = chance(`scores ${idStem(outline)}`)
  const asked = activities.filter(
    ({ kind, reached }) => reached && (measuredIn.has(kind) || luck.often(0.35)),
  )
  const days = [...new Set(asked.map(({ started_at }) => dayOfTime(started_at)))]
  const early = days.filter((day, place) => place === 0 || daysBetween(days[place - 1]!, day) > 5)
  return early.flatMap((day, place) => measured(outline, day, place, luck))
}

function measured(
  outline: Outline,
  day: CalendarDay,
  place: number,
  luck: Chance,
): readonly Score[] {
  const weeks = daysBetween(outline.enrolled_on, day) / 7
  const level = levelAt(outline.course, outline.baseline, weeks)
  const noise = place === 0 ? 0 : (luck.unit() - 0.5) * Math.min(5, 1 + level / 4)
  const total = Math.max(0, Math.min(24, Math.round(level + noise)))
  const phq = formOf(outline, day, 'phq-9', phq9Items(total, 0, luck), place, luck)
  if (place > 0 && luck.often(0.5)) return [phq]
  const worry = Math.min(20, Math.round(total * (0.55 + luck.unit() * 0.4)))
  return [phq, formOf(outline, day, 'gad-7', gad7Items(worry, luck), place, luck)]
}

function formOf(
  outline: Outline,
  day: CalendarDay,
  instrument: string,
  items: string,
  place: number,
  luck: Chance,
): Score {
  return {
    score_id: `${idStem(outline)}-${instrument.slice(0, 1)}${String(place + 1).padStart(2, '0')}`,
    patient_id: outline.patient.patient_id,
    instrument,
    administered_on: day,
    items,
    difficulty: instrument === 'phq-9' ? Math.min(3, Math.ceil(sumOf(items) / 8)) : null,
    total: null,
    mode: luck.pick(['phone', 'phone', 'interview', 'portal'] as const),
    administered_by: outline.panel.care_manager_id,
    safety_items: null,
  }
}

/** The complete PHQ-9 totals of a chart, oldest first. */
export const totalsOf = (scores: readonly Score[]) =>
  scores
    .filter(({ instrument, items }) => instrument === 'phq-9' && items !== null)
    .map(({ administered_on, items }) => ({ on: administered_on, total: sumOf(items ?? '') }))

/** Made on the day on which a score was first below 5. */
export function relapsePlansOf(outline: Outline, scores: readonly Score[]): readonly RelapsePlan[] {
  const well = totalsOf(scores).find(({ total }) => total < 5)
  if (!well) return []
  const luck = chance(`relapse ${idStem(outline)}`)
  return [
    {
      relapse_plan_id: `${idStem(outline)}-rp`,
      patient_id: outline.patient.patient_id,
      made_on: well.on,
      author_id: outline.panel.care_manager_id,
      warning_signs: luck.pick(warningSigns),
      actions: luck.pick(relapseActions),
    },
  ]
}

/** Relapse prevention from the second score below 5, two weeks or more after another one. */
export function phasesOf(
  outline: Outline,
  episode_id: string,
  scores: readonly Score[],
): readonly EpisodePhase[] {
  const low = totalsOf(scores).filter(({ total }) => total < 5)
  const second = low.find(({ on }) => daysBetween(low[0]!.on, on) >= 14)
  // Some wait for their graduation: the list should have something to suggest.
  if (!second || outline.number % 3 === 2) return []
  const reason = 'Two scores below 5'
  return [{ episode_id, phase: 'relapse_prevention', starts_on: second.on, reason }]
}
