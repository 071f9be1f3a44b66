/** What care managers of an invented clinic write down: the words of the demo, as data. */
import type { ActivityKind } from '../../server/domain/records/index.ts'

type Lines = readonly [string, ...string[]]

const followUps: Lines = [
  'Sleeping about six hours. Took the medication on all but one day. Walks with a neighbor twice a week.',
  'Back at work three days a week; concentration still poor after lunch. Agreed to keep the activity log.',
  'Nausea of the first week has gone. Mood a little lighter in the mornings. Next call in two weeks.',
  'Missed the group on Monday, no ride. Looked at bus times together. Will try the Thursday group.',
  'Argument with a sister set things back for some days. Used the breathing exercise, which helped.',
  'Energy up, appetite up. Cooked for the family on Sunday for the first time since spring.',
  'Worried about rent more than about mood. Gave the number of the housing desk; call again next week.',
  'Daughter joined the call. Both see fewer bad days. Reviewed what to watch for.',
  'No change since last time; feels stuck. Asked to bring this to the weekly review.',
]

const briefInterventions: Lines = [
  'Planned two small activities for the week: watering the garden at eight, phoning a friend on Saturday.',
  'Went through pros and cons of the evening drink. Own goal: none on weekdays.',
  'Named the problem, listed five ways, chose one: ask the supervisor for the early shift.',
  'Wrote down the thought "I let everybody down" and looked for what speaks against it.',
  'Ten minutes of paced breathing together; will practice before bed.',
  'Broke the paperwork into three steps and set a day for each.',
]

/** Notes by kind of activity; kinds without lines are left without a note. */
export const activityNotes: Readonly<Partial<Record<ActivityKind, Lines>>> = {
  outreach: [
    'Introduced the program by phone; interested, wants to know about cost first.',
    'Warm introduction after the visit with the doctor.',
    'Called about the referral; explained what a care manager does.',
  ],
  assessment: [
    'Intake: two earlier episodes, one course of sertraline ten years ago. No ' +
      'psychosis, no mania. Works nights.',
    'Intake: low mood since a move in winter, sleep broken, drinks rarely. Lives with two children.',
    'Intake: worry on most days for a year, panic twice a month. Coffee, four cups. No substances.',
    'Intake: grief and pain in the knee feed each other. Good support at church.',
  ],
  follow_up: followUps,
  brief_intervention: briefInterventions,
  coordination: [
    'Message to the treating practitioner: dose, side effects, latest score.',
    'Told the treating practitioner what the consultant recommends and why.',
    'Called the pharmacy about the refill; ready on Friday.',
    'Asked the front desk to move the visit forward; done.',
  ],
  relapse_prevention: [
    'Went through early signs and the plan; copy sent to the patient.',
    'Still well. Keeps the walks. Knows whom to call.',
  ],
  safety_planning: [
    'Asked about thoughts of being better off dead: passive, no plan, no means at home.' +
      ' Safety plan written, 988 given, sister informed with consent. Practitioner told ' +
      'the same day.',
  ],
  registry: ['Registry brought up to date before the weekly review.'],
  clerical: ['Rescheduled two appointments.'],
}

export const unansweredNotes: Lines = [
  'No answer; left a message.',
  'Line busy, tried twice.',
  'Message in the portal; not read.',
]

export const questions: Lines = [
  'No better after eight weeks on 50 mg: raise the dose or switch?',
  'Sleep is the worst item. Would an evening dose help, or is it the coffee?',
  'Partial response only. Is it time to add something?',
  'Anxiety leads, mood follows. Does the plan fit?',
  'Doing well for two months. Ready for relapse prevention?',
  'Stopped the tablets twice. How to talk about it?',
]

export interface Prescribed {
  readonly name: string
  readonly dose: string
  /** Beside what is taken already, not in its place. */
  readonly added?: boolean
}

/** What a consultant recommends when a patient is not better. */
export const changes: readonly {
  readonly kind: 'medication' | 'behavioral' | 'referral' | 'assessment'
  readonly recommendation: string
  readonly interventions: string
  readonly medication?: Prescribed
}[] = [
  {
    kind: 'medication',
    recommendation: 'Increase sertraline to 100 mg; repeat the PHQ-9 in four weeks.',
    interventions: 'Sertraline 100 mg; behavioral activation, two activities a week',
    medication: { name: 'sertraline', dose: '100 mg in the morning' },
  },
  {
    kind: 'medication',
    recommendation: 'Switch to escitalopram 10 mg over one week.',
    interventions: 'Escitalopram 10 mg; follow-up call every two weeks',
    medication: { name: 'escitalopram', dose: '10 mg in the morning' },
  },
  {
    kind: 'medication',
    recommendation: 'Add bupropion XL 150 mg in the morning; watch sleep.',
    interventions: 'Bupropion XL 150 mg added; sleep diary',
    medication: { name: 'bupropion XL', dose: '150 mg in the morning', added: true },
  },
  {
    kind: 'behavioral',
    recommendation: 'Move from support to problem solving, weekly for four weeks.',
    interventions: 'Problem solving treatment, weekly',
  },
  {
    kind: 'assessment',
    recommendation: 'Screen for bipolar disorder before any further dose change; TSH.',
    interventions: 'Mood disorder questionnaire, TSH; dose unchanged until then',
  },
  {
    kind: 'referral',
    recommendation: 'Refer to the trauma group; keep weekly calls until it starts.',
    interventions: 'Referral to the trauma group; weekly calls',
  },
]

export const reviewNotes: Lines = [
  'Reviewed course of scores, medication and adherence, sleep, alcohol, safety.',
  'Reviewed last four weeks, side effects, what the patient wants most.',
  'Short review: scores, contacts, open questions.',
]

export const targets: Lines = [
  'PHQ-9 below 5 by week 16; back at work full time',
  'PHQ-9 down by half by week 12; sleeping through five nights of seven',
  'PHQ-9 below 5; sees friends once a week',
  'GAD-7 below 5; drives on the highway again',
]

/** How care begins, and with which medication, if any. */
export const beginnings: readonly [Beginning, ...Beginning[]] = [
  {
    interventions: 'Sertraline 50 mg from the treating practitioner; behavioral activation',
    medication: { name: 'sertraline', dose: '50 mg in the morning' },
  },
  {
    interventions:
      'Behavioral activation; sleep hygiene; no medication for now, at the patient’s wish',
    medication: null,
  },
  {
    interventions: 'Problem solving; escitalopram 5 mg',
    medication: { name: 'escitalopram', dose: '5 mg in the morning' },
  },
  {
    interventions: 'Brief cognitive work on worry; caffeine before noon only',
    medication: null,
  },
]

interface Beginning {
  readonly interventions: string
  readonly medication: Prescribed | null
}

export const warningSigns: Lines = [
  'Waking before five; leaving letters unopened; calling in sick',
  'Skipping meals; not answering friends; the old headache',
  'Worrying at night; short temper with the children',
]

export const relapseActions: Lines = [
  'Take up the morning walk; call the care manager; visit within a week',
  'Tell my husband; fill in the PHQ-9; call the clinic if it is 10 or more',
  'Keep the medication for six more months; call before stopping it',
]

export const missedReasons: Lines = [
  'Consultant ill; urgent questions answered by phone',
  'Snow day, clinic closed',
  'Care manager at training; next week’s meeting extended',
]
