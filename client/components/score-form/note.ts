/** A score as plain text, to paste into the record of the clinic. It names nobody. */
import { instruments, type Scored } from '../../../server/domain/instruments/index.ts'
import { shownDay } from '../words.ts'
import { answersOf, type Entry } from './entry.ts'
import type { Before } from './props.ts'

const difficultyWords = ['not difficult at all', 'somewhat', 'very', 'extremely difficult']

export function scoreNote(entry: Entry, scored: Scored, before: Before): string {
  const { name } = instruments[entry.instrument]
  const answers = answersOf(entry).map((answer) => answer ?? '–')
  const { difficulty } = entry
  return [
    `${name}, ${shownDay(entry.administered_on)}: ${totalWords(scored)}`,
    changeWords(scored, before[entry.instrument]),
    entry.by_total ? '' : `Answers 1 to ${answers.length}: ${answers.join(' ')}.`,
    safetyWords(scored),
    typeof difficulty === 'number' ? `Difficulty: ${difficultyWords[difficulty]}.` : '',
  ]
    .filter((line) => line !== '')
    .join('\n')
}

function totalWords({ total, status, band, missing }: Scored): string {
  const level = band ? ` (${band})` : ''
  if (total === null)
    return band ? `${band} risk.` : `no total, ${missing ?? 'too many'} items not answered.`
  if (status === 'prorated') return `about ${total}${level}, prorated over ${missing} blank.`
  return `${total}${level}${status === 'total_only' ? ', total only' : ''}.`
}

function changeWords({ total }: Scored, view: Before[string] | undefined): string {
  if (total === null || view === undefined || view.first === null) return ''
  const by = total - view.first
  const words = by === 0 ? 'No change' : `${Math.abs(by)} points ${by < 0 ? 'lower' : 'higher'}`
  const on = view.first_on === null ? '' : ` on ${shownDay(view.first_on)}`
  return `${words} than the baseline of ${view.first}${on}.`
}

function safetyWords({ item9, safety }: Scored): string {
  const asked = item9 ?? safety
  if (asked === undefined) return ''
  const what = item9 === undefined ? 'Self-harm question' : 'Item 9'
  return `${what}: ${asked === 'not_asked' ? 'not asked' : asked}.`
}
