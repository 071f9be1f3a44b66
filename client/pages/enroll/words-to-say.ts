/**
 * What may be said when consent is asked for: plain words of our own, in the languages that are
 * spoken most. They cover what the registry then records: permission to consult, and both kinds of
 * cost sharing (billing.md 6, consent).
 */

export interface WordsToSay {
  readonly language: string
  /** BCP 47: how a screen reader shall speak it. */
  readonly lang: string
  readonly opening: string
  readonly consult: string
  readonly visits: string
  readonly between: string
  readonly free: string
  readonly question: string
}

export const wordsToSay: readonly WordsToSay[] = [
  {
    language: 'English',
    lang: 'en',
    opening:
      'Your practitioner would like you to have extra support with how you feel. A care manager ' +
      'will check in with you, often by phone, between your visits. Together with your ' +
      'practitioner and a psychiatric consultant we look at how you are doing, and change the ' +
      'plan if it does not help.',
    consult:
      'The psychiatric consultant usually does not see you. To advise us, they need to hear about ' +
      'you: your answers to the questionnaires, your medicines, how things go. May we talk with ' +
      'the consultant, and with other specialists if that is needed, about your care?',
    visits:
      'This is billed to your insurance once a month. When you come for a visit, your plan may ask ' +
      'you to pay a part of that visit, as it does now.',
    between:
      'Your plan may also ask you to pay a part for the work that we do between visits, in months ' +
      'in which you never come in: our calls, the weekly review of your care, the time we spend ' +
      'on it. If you want, we find out first how much that would be for you.',
    free:
      'Only one practitioner can bill for this in a month. You can say no, and you can stop at any ' +
      'time by telling us. Your other care goes on as before.',
    question: 'Do you have questions? Do you agree to this?',
  },
  {
    language: 'Español',
    lang: 'es',
    opening:
      'Su médico o profesional de salud quiere que usted reciba más apoyo con cómo se siente. Un ' +
      'coordinador de atención hablará con usted, muchas veces por teléfono, entre sus visitas. ' +
      'Junto con su médico y un consultor de psiquiatría vemos cómo va usted, y cambiamos el plan ' +
      'si no le ayuda.',
    consult:
      'El consultor de psiquiatría por lo general no le atiende en persona. Para aconsejarnos, ' +
      'necesita saber de usted: sus respuestas a los cuestionarios, sus medicinas, cómo le va. ' +
      '¿Nos permite hablar sobre su atención con el consultor, y con otros especialistas si hace ' +
      'falta?',
    visits:
      'Este servicio se cobra a su seguro una vez al mes. Cuando usted viene a una visita, su plan ' +
      'puede pedirle que pague una parte de esa visita, igual que ahora.',
    between:
      'Su plan también puede pedirle que pague una parte por el trabajo que hacemos entre visitas, ' +
      'en meses en que usted no viene: nuestras llamadas, la revisión semanal de su caso y el ' +
      'tiempo que le dedicamos. Si lo desea, primero averiguamos cuánto sería para usted.',
    free:
      'Solo un profesional puede cobrar este servicio en un mes. Usted puede decir que no, y puede ' +
      'dejarlo en cualquier momento con solo decirnos. El resto de su atención sigue igual.',
    question: '¿Tiene preguntas? ¿Está de acuerdo?',
  },
]
