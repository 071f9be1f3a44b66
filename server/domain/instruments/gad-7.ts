import { coded, instrument } from './define.ts'
import type { Wording } from './instrument.ts'
import { answerCodes, pfizerCredit, pfizerRights, english as phq9English } from './phq-9.ts'

/** The PHQ-9's stem and answers; its Spanish was not given, so it is shown in English only. */
export const english: Wording = {
  asks: phq9English.asks,
  items: [
    'Feeling nervous, anxious, or on edge',
    'Not being able to stop or control worrying',
    'Worrying too much about different things',
    'Trouble relaxing',
    'Being so restless that it is hard to sit still',
    'Becoming easily annoyed or irritable',
    'Feeling afraid as if something awful might happen',
  ],
  answers: phq9English.answers,
  difficulty: null,
}

export const itemCodes = [
  '69725-0',
  '68509-9',
  '69733-4',
  '69734-2',
  '69735-9',
  '69689-8',
  '69736-7',
] as const

export const gad7 = instrument({
  slug: 'gad-7',
  name: 'GAD-7',
  items: coded(3, itemCodes),
  missingAllowed: 2,
  bands: [
    { from: 0, band: 'minimal' },
    { from: 5, band: 'mild' },
    { from: 10, band: 'moderate' },
    { from: 15, band: 'severe' },
  ],
  cutoff: { from: 10 },
  remissionBelow: 5,
  change: { importantFrom: 4, reliableFrom: 4 },
  stateMeasure: { elevatedFrom: 10, points: null, below: 10 },
  loinc: {
    panel: '69737-5',
    total: '70274-6',
    answers: answerCodes,
    // Item 68509-9 has a code of its own for "more than half the days".
    aliases: { 'LA18938-3': 2 },
  },
  rights: pfizerRights,
  credit: pfizerCredit,
  wordings: { en: english },
})
