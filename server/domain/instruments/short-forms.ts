/** The PHQ's and GAD's shorter and adolescent forms. */
import { coded, instrument, item, items } from './define.ts'
import { itemCodes as gad7Codes, english as gad7English } from './gad-7.ts'
import type { Wording } from './instrument.ts'
import {
  algorithm,
  answerCodes,
  bands,
  english,
  pfizerCredit,
  pfizerRights,
  spanish,
  stateMeasure,
} from './phq-9.ts'

/** The first two questions of a longer form, in its own words, without the difficulty question. */
const firstTwo = (of: Wording): Wording => ({
  ...of,
  items: of.items.slice(0, 2),
  difficulty: null,
})

export const phq2 = instrument({
  slug: 'phq-2',
  name: 'PHQ-2',
  items: coded(3, ['44250-9', '44255-8']),
  cutoff: { from: 3 },
  loinc: { panel: '55757-9', total: '55758-7', answers: answerCodes },
  rights: pfizerRights,
  credit: pfizerCredit,
  wordings: { en: firstTwo(english), es: firstTwo(spanish) },
})

export const gad2 = instrument({
  slug: 'gad-2',
  name: 'GAD-2',
  items: coded(3, gad7Codes.slice(0, 2)),
  cutoff: { from: 3 },
  loinc: { panel: null, total: null, answers: answerCodes, aliases: { 'LA18938-3': 2 } },
  rights: pfizerRights,
  credit: pfizerCredit,
  wordings: { en: firstTwo(gad7English) },
})

/** For ages 12 to 17: scored as the PHQ-9, with two yes/no questions on suicide beside it. */
export const phq9m = instrument({
  slug: 'phq-9m',
  name: 'PHQ-9M',
  items: [...items(8, 3), item(3, { selfHarm: true })],
  supplements: [item(1, { selfHarm: true }), item(1, { selfHarm: true })],
  item9: 8,
  missingAllowed: 2,
  bands,
  cutoff: { from: 10 },
  algorithm,
  remissionBelow: 5,
  change: { importantFrom: 5, reliableFrom: 6 },
  stateMeasure,
  loinc: { panel: '89206-7', total: '89204-2', answers: null },
  rights: 'Free; score only until its official text is added.',
})
