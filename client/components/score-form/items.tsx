/** Items as rows, each with its answers as wide targets. Nothing is chosen before somebody does. */
import { type Form, instruments } from '../../../server/domain/instruments/index.ts'
import type { Entry, Given } from './entry.ts'
import { highestDifficulty } from './typing.ts'

interface RowsProps {
  readonly entry: Entry
  /** Null: the text is not ours to show; answers are entered by number. */
  readonly form: Form | null
  /** Where the next digit goes. */
  readonly at: number
  readonly onAnswer: (at: number, given: Given) => void
  readonly onPlace: (at: number) => void
}

export function ItemRows({ entry, form, at, onAnswer, onPlace }: RowsProps) {
  const { items } = instruments[entry.instrument]
  const difficulty = form?.difficulty ?? null
  return (
    <div className="items" lang={form?.language}>
      {form && <p className="asks">{form.asks}</p>}
      {items.map((item, place) => (
        <ItemRow
          // biome-ignore lint/suspicious/noArrayIndexKey: an item's place is its name
          key={place}
          number={String(place + 1)}
          text={form?.items[place] ?? `Question ${place + 1}`}
          words={form?.answers ?? null}
          highest={item.highest}
          isHere={place === at}
          isRisk={item.selfHarm}
          given={entry.answers[place] ?? 'open'}
          onAnswer={(given) => onAnswer(place, given)}
          onFocus={() => onPlace(place)}
        />
      ))}
      {difficulty && (
        <ItemRow
          number="–"
          text={difficulty.asks}
          words={difficulty.answers}
          highest={highestDifficulty}
          isHere={at === items.length}
          isRisk={false}
          given={entry.difficulty}
          onAnswer={(given) => onAnswer(items.length, given)}
          onFocus={() => onPlace(items.length)}
        />
      )}
    </div>
  )
}

export interface ItemRowProps {
  readonly number: string
  readonly text: string
  readonly words: readonly string[] | null
  readonly highest: number
  readonly isHere: boolean
  readonly isRisk: boolean
  readonly given: Given
  readonly onAnswer: (given: Given) => void
  readonly onFocus: () => void
}

export function ItemRow(props: ItemRowProps) {
  const { number, text, words, highest, isHere, isRisk, given, onAnswer, onFocus } = props
  const state = given === 'open' ? 'open' : given === 'blank' ? 'blank' : 'answered'
  return (
    <fieldset
      className={`item ${state} ${isRisk && typeof given === 'number' && given > 0 ? 'risk' : ''}`}
      data-here={isHere || undefined}
      data-item={number}
      onFocus={onFocus}
    >
      <legend>
        <span className="item-text">
          <span className="item-number">{number}</span> <span>{text}</span>
        </span>
      </legend>
      <div className={`targets of-${highest + 1}`}>
        {Array.from({ length: highest + 1 }, (_, answer) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: an answer's number is its name
          <label key={answer} className="target" title={words?.[answer]}>
            <input
              type="radio"
              name={`item ${number}`}
              checked={given === answer}
              onChange={() => onAnswer(answer)}
            />
            <span>
              <b>{answer}</b> <span className="words">{words?.[answer]}</span>
            </span>
          </label>
        ))}
      </div>
      <span className="given">{given === 'blank' && 'blank'}</span>
    </fieldset>
  )
}
