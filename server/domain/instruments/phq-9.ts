import { coded, instrument, item } from './define.ts'
import type { Algorithm, Band, StateMeasure, Wording } from './instrument.ts'

export const pfizerCredit =
  'Developed by Drs. Robert L. Spitzer, Janet B.W. Williams, Kurt Kroenke and colleagues, ' +
  'with an educational grant from Pfizer Inc.'
export const pfizerRights = 'The text may be reproduced with the credit line.'

export const english: Wording = {
  asks: 'Over the last 2 weeks, how often have you been bothered by any of the following problems?',
  items: [
    'Little interest or pleasure in doing things',
    'Feeling down, depressed, or hopeless',
    'Trouble falling or staying asleep, or sleeping too much',
    'Feeling tired or having little energy',
    'Poor appetite or overeating',
    'Feeling bad about yourself – or that you are a failure or have let yourself or your ' +
      'family down',
    'Trouble concentrating on things, such as reading the newspaper or watching television',
    'Moving or speaking so slowly that other people could have noticed? Or the opposite – ' +
      'being so fidgety or restless that you have been moving around a lot more than usual',
    'Thoughts that you would be better off dead or of hurting yourself in some way',
  ],
  answers: ['Not at all', 'Several days', 'More than half the days', 'Nearly every day'],
  difficulty: {
    asks:
      'If you checked off any problems, how difficult have these problems made it for you to do' +
      ' your work, take care of things at home, or get along with other people?',
    answers: [
      'Not difficult at all',
      'Somewhat difficult',
      'Very difficult',
      'Extremely difficult',
    ],
  },
}

export const spanish: Wording = {
  asks:
    '¿Durante las últimas 2 semanas, qué tan seguido ha tenido molestias debido a los ' +
    'siguientes problemas?',
  items: [
    'Poco interés o placer en hacer cosas',
    'Se ha sentido decaído(a), deprimido(a) o sin esperanzas',
    'Ha tenido dificultad para quedarse o permanecer dormido(a), o ha dormido demasiado',
    'Se ha sentido cansado(a) o con poca energía',
    'Sin apetito o ha comido en exceso',
    'Se ha sentido mal con usted mismo(a) – o que es un fracaso o que ha quedado mal con ' +
      'usted mismo(a) o con su familia',
    'Ha tenido dificultad para concentrarse en ciertas actividades, tales como leer el ' +
      'periódico o ver la televisión',
    '¿Se ha movido o hablado tan lento que otras personas podrían haberlo notado? o lo ' +
      'contrario – muy inquieto(a) o agitado(a) que ha estado moviéndose mucho más de lo normal',
    'Pensamientos de que estaría mejor muerto(a) o de lastimarse de alguna manera',
  ],
  answers: ['Ningún día', 'Varios días', 'Más de la mitad de los días', 'Casi todos los días'],
  difficulty: {
    asks:
      'Si marcó cualquiera de los problemas, ¿qué tanta dificultad le han dado estos problemas ' +
      'para hacer su trabajo, encargarse de las tareas del hogar, o llevarse bien con otras ' +
      'personas?',
    answers: ['No ha sido difícil', 'Un poco difícil', 'Muy difícil', 'Extremadamente difícil'],
  },
}

export const bands: readonly Band[] = [
  { from: 0, band: 'minimal' },
  { from: 5, band: 'mild' },
  { from: 10, band: 'moderate' },
  { from: 15, band: 'moderately severe' },
  { from: 20, band: 'severe' },
]

/** Item 9 counts from "several days"; item 1 or 2 must be among those that count. */
export const algorithm: Algorithm = {
  countsFrom: [2, 2, 2, 2, 2, 2, 2, 2, 1],
  cardinal: [0, 1],
  majorFrom: 5,
  otherFrom: 2,
}

/** Half of the baseline or below 10, from a baseline of 10 (measures, New York State 2025). */
export const stateMeasure: StateMeasure = { elevatedFrom: 10, points: null, below: 10 }

export const answerCodes = ['LA6568-5', 'LA6569-3', 'LA6570-1', 'LA6571-9'] as const
const itemCodes = [
  '44250-9',
  '44255-8',
  '44259-0',
  '44254-1',
  '44251-7',
  '44258-2',
  '44252-5',
  '44253-3',
]

/** Kroenke, Spitzer and Williams, J Gen Intern Med 2001;16:606-613. */
export const phq9 = instrument({
  slug: 'phq-9',
  name: 'PHQ-9',
  items: [...coded(3, itemCodes), item(3, { selfHarm: true, loinc: '44260-8' })],
  item9: 8,
  missingAllowed: 2,
  bands,
  cutoff: { from: 10 },
  algorithm,
  remissionBelow: 5,
  change: { importantFrom: 5, reliableFrom: 6 },
  stateMeasure,
  loinc: {
    panel: '44249-1',
    total: '44261-6',
    answers: answerCodes,
    difficulty: {
      question: '69722-7',
      // Not in code order: "very" and "extremely" are crossed.
      answers: ['LA6572-7', 'LA6573-5', 'LA6575-0', 'LA6574-3'],
    },
  },
  rights: pfizerRights,
  credit: pfizerCredit,
  wordings: { en: english, es: spanish },
})
