/** The text of an instrument for a screen or paper: official wording that we hold, or none. */
import type { Instrument, Language, Wording } from './instrument.ts'
import type { Refusal } from './refusal.ts'

export interface Form extends Wording {
  readonly language: Language
  /** Stands wherever the form is shown. */
  readonly credit: string | null
}

/**
 * The form in a language (a BCP 47 tag), or a refusal where its text is not ours to show or not
 * held. It never falls back to another language by itself: the patient would not have chosen it.
 */
export function formIn(instrument: Instrument, language: string): Form | Refusal {
  const primary = language.toLowerCase().split('-')[0]!
  const held = Object.entries(instrument.wordings).find(([tag]) => tag === primary)
  // Object.entries forgets the key's type; the wordings' keys are languages.
  if (held) return { language: held[0] as Language, credit: instrument.credit, ...held[1] }
  const languages = Object.keys(instrument.wordings).join(' or ')
  return {
    refused: `${instrument.name} has no text in ${language} here. ${instrument.rights}`,
    expected: languages || 'its score only',
  }
}
