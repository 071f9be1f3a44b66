/**
 * Answers as text: in order, separated by spaces, `-` for one not answered. Anything else is
 * refused by name; nothing is guessed, and a blank stays a blank.
 */
import type { Instrument, Item } from './instrument.ts'
import type { Refusal } from './refusal.ts'

/** One per item, in order; null for one not answered. */
export type Answers = readonly (number | null)[]

/** The answers that a text holds, or why it holds none for this instrument. */
export function parseAnswers(text: string, instrument: Instrument): Answers | Refusal {
  if (instrument.items.length === 0)
    return { refused: `${instrument.name} is kept by its total`, expected: expectedTotal }
  return readAnswers(text, instrument.items, instrument.name)
}

/**
 * Answers to the self-harm questions that items do not hold: the supplements, or, before them, the
 * instrument's own self-harm items too: a total carries no item 9, yet it may have been asked.
 */
export function parseSafetyItems(text: string, instrument: Instrument): Answers | Refusal {
  const { supplements } = instrument
  const own = instrument.items.filter(({ selfHarm }) => selfHarm)
  if (own.length + supplements.length === 0)
    return { refused: `${instrument.name} asks about no self-harm`, expected: 'no safety_items' }
  const count = text.trim().split(spaces).length
  const all = [...own, ...supplements]
  const asked = count === all.length || supplements.length === 0 ? all : supplements
  return readAnswers(text, asked, `${instrument.name} (self-harm questions)`)
}

/** As it is written nearly always: one character an answer, one space between. */
export function readPlain(text: string, items: readonly Item[]): Answers | undefined {
  if (text.length !== 2 * items.length - 1) return undefined
  const answers: (number | null)[] = []
  for (let i = 0; i < items.length; i++) {
    if (i > 0 && text.charCodeAt(2 * i - 1) !== space) return undefined
    const character = text.charCodeAt(2 * i)
    const answer = character - zero
    if (character === dash) answers.push(null)
    else if (answer >= 0 && answer <= items[i]!.highest) answers.push(answer)
    else return undefined
  }
  return answers
}

function readAnswers(text: string, items: readonly Item[], name: string): Answers | Refusal {
  return readPlain(text, items) ?? readWords(text, items, name)
}

function readWords(text: string, items: readonly Item[], name: string): Answers | Refusal {
  const words = text.trim() === '' ? [] : text.trim().split(spaces)
  if (words.length !== items.length)
    return {
      refused: `${counted(words.length)} for ${name}`,
      expected: `${counted(items.length)} separated by spaces, - for one not answered`,
    }
  const wrong = words.findIndex((word, i) => !isAnswer(word, items[i]!))
  if (wrong >= 0)
    return {
      refused: `answer ${wrong + 1} of ${name} is ${words[wrong]}`,
      expected: `a whole number from 0 to ${items[wrong]!.highest}, or - for not answered`,
    }
  return words.map((word) => (word === '-' ? null : Number(word)))
}

const isAnswer = (word: string, { highest }: Item): boolean =>
  word === '-' || (/^\d$/.test(word) && Number(word) <= highest)

const counted = (count: number): string => `${count} answer${count === 1 ? '' : 's'}`

export const expectedTotal = 'its total, a whole number'
const spaces = /\s+/
const [space, dash, zero] = [0x20, 0x2d, 0x30]
