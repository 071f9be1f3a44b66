/**
 * A patient's chart told as a story: aChart().scored('2026-01-05', 17).reached('2026-01-12').
 * Every word adds one row and gives back a new chart; nothing is shared and nothing is random.
 */
import { calendarDay } from '../../server/domain/calendar.ts'
import type { Dossier } from '../../server/domain/dossier.ts'
import type {
  Activity,
  CaseReview,
  EpisodePhase,
  Medication,
  RiskAssessment,
  Score,
} from '../../server/domain/records/index.ts'
import {
  assessment,
  medication,
  plannedContact,
  question,
  safetyPlan,
  snooze,
} from './a-chart-follow-up.ts'
import { meeting, paperwork } from './a-chart-paperwork.ts'
import { activity, answersOf, blankScore, newcomer, review } from './a-chart-rows.ts'

/** Rosa, referred and enrolled on that day, with a full team and nothing done yet. */
export const aChart = (enrolled = '2026-01-05') => chart(newcomer(enrolled))
export type AChart = ReturnType<typeof aChart>

function chart(dossier: Dossier) {
  const and = (more: Partial<Dossier>) => chart({ ...dossier, ...more })
  const withScore = (score: Partial<Score> & Pick<Score, 'administered_on'>) =>
    and({ scores: [...dossier.scores, { ...blankScore, ...score, score_id: numbered('s') }] })
  const numbered = (letter: string) =>
    `${letter}${dossier.scores.length + dossier.activities.length + dossier.case_reviews.length + dossier.care_plans.length}`
  return {
    dossier,
    and,
    /** The episode as it differs from the ordinary one. */
    enrolledAs: (more: Partial<Dossier['episodes'][number]>) =>
      and({ episodes: dossier.episodes.map((row) => ({ ...row, ...more })) }),
    /** A complete form with that total; of the PHQ-9 with item 9 answered 0. */
    scored: (day: string, total: number, instrument: 'phq-9' | 'gad-7' = 'phq-9') =>
      withScore({
        administered_on: calendarDay(day),
        instrument,
        items: instrument === 'phq-9' ? answersOf(total, 9, 8) : answersOf(total, 7),
      }),
    /** A form as answered, `-` for a blank. */
    answered: (day: string, items: string, instrument = 'phq-9') =>
      withScore({ administered_on: calendarDay(day), instrument, items }),
    /** A total without its form. */
    totalled: (day: string, total: number, more: Partial<Score> = {}) =>
      withScore({ administered_on: calendarDay(day), total, ...more }),
    reached: (day: string, more: Partial<Activity> = {}) =>
      and({ activities: [...dossier.activities, activity(numbered('a'), day, more)] }),
    tried: (day: string, modality: Activity['modality'] = 'phone', more: Partial<Activity> = {}) =>
      and({
        activities: [
          ...dossier.activities,
          activity(numbered('a'), day, { kind: 'outreach', reached: false, modality, ...more }),
        ],
      }),
    reviewed: (day: string, more: Partial<CaseReview> = {}) =>
      and({ case_reviews: [...dossier.case_reviews, review(numbered('r'), day, more)] }),
    planned: (day: string, targets = 'PHQ-9 below 5') =>
      and({
        care_plans: [
          ...dossier.care_plans,
          {
            plan_id: numbered('pl'),
            patient_id: 'p1',
            effective_on: calendarDay(day),
            author_id: 'cm',
            targets,
            interventions: null,
            change_reason: null,
          },
        ],
      }),
    inPhase: (day: string, phase: EpisodePhase['phase']) =>
      and({
        episode_phases: [
          ...dossier.episode_phases,
          { episode_id: 'e1', phase, starts_on: calendarDay(day), reason: null },
        ],
      }),
    relapsePlan: (day: string) =>
      and({
        relapse_plans: [
          ...dossier.relapse_plans,
          {
            relapse_plan_id: `rp-${day}`,
            patient_id: 'p1',
            made_on: calendarDay(day),
            author_id: 'cm',
            warning_signs: 'poor sleep',
            actions: 'call',
          },
        ],
      }),
    /** Risk as the care manager found it, with a disposition. */
    assessed: (
      day: string,
      tier: RiskAssessment['tier'] = 'low',
      more: Partial<RiskAssessment> = {},
    ) =>
      and({
        risk_assessments: [
          ...dossier.risk_assessments,
          assessment(`ra${dossier.risk_assessments.length}`, day, tier, more),
        ],
      }),
    safetyPlanned: (day: string) =>
      and({
        safety_plans: [
          ...dossier.safety_plans,
          safetyPlan(`sp${dossier.safety_plans.length}`, day),
        ],
      }),
    medicated: (started: string, more: Partial<Medication> = {}) =>
      and({
        medications: [
          ...dossier.medications,
          medication(`md${dossier.medications.length}`, started, more),
        ],
      }),
    /** The next contact set for a day, on a day; without a reason unless one is given. */
    contactSet: (due: string, set: string, reason: string | null = null) =>
      and({
        planned_contacts: [
          ...dossier.planned_contacts,
          plannedContact(`pc${dossier.planned_contacts.length}`, due, set, reason),
        ],
      }),
    snoozed: (flag: string, set: string, until: string) =>
      and({
        snoozes: [...dossier.snoozes, snooze(`sn${dossier.snoozes.length}`, flag, set, until)],
      }),
    asked: (day: string, text: string, settled: string | null = null) =>
      and({
        questions: [
          ...dossier.questions,
          question(`qu${dossier.questions.length}`, day, text, settled),
        ],
      }),
    /** The last score, corrected to these answers: as it stood before is still known. */
    corrected: (items: string) => {
      const before = dossier.scores.at(-1)!
      return and({
        scores: [...dossier.scores.slice(0, -1), { ...before, items, safety_items: null }],
        withdrawn_scores: [...dossier.withdrawn_scores, before],
      })
    },
    /** The last score, entered in error. */
    withdrawn: () =>
      and({
        scores: dossier.scores.slice(0, -1),
        withdrawn_scores: [...dossier.withdrawn_scores, dossier.scores.at(-1)!],
      }),
    consulted: (day: string) => and({ meetings: [...dossier.meetings, meeting(day)] }),
    /** Consent, visit and diagnosis: what a claim needs beside care itself. */
    inOrder: (day: string) => and(paperwork(day)),
  }
}
