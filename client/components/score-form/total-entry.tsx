/** A total without its form, and the self-harm questions that a total does not hold. */
import { instruments, isRefusal, readTotal } from '../../../server/domain/instruments/index.ts'
import { Labelled } from '../contact-form/labelled.tsx'
import { type Entry, type Given, safetyOf } from './entry.ts'
import { ItemRow } from './items.tsx'

export function TotalEntry({
  entry,
  says,
  fault,
  onTotal,
  onSafety,
}: {
  readonly entry: Entry
  /** Why there is no form; null: the total was chosen. */
  readonly says: string | null
  readonly fault: boolean
  readonly onTotal: (text: string) => void
  readonly onSafety: (safety: readonly Given[]) => void
}) {
  const instrument = instruments[entry.instrument]
  const read = readTotal(entry.total, instrument)
  const wrong = isRefusal(read) && (fault || entry.total !== '')
  return (
    <>
      {says !== null && <p className="quiet small rights">{says}</p>}
      <Labelled
        label={`Total${instrument.highestTotal === null ? '' : `, 0 to ${instrument.highestTotal}`}`}
        field="total"
        fault={wrong ? `Expected: ${isRefusal(read) ? read.expected : ''}.` : undefined}
      >
        {(id) => (
          <input
            id={id}
            data-first
            inputMode="numeric"
            autoComplete="off"
            maxLength={7}
            aria-invalid={wrong}
            value={entry.total}
            onChange={(event) => onTotal(event.target.value)}
          />
        )}
      </Labelled>
      {safetyOf(instrument).length > 0 && (
        <div className="items">
          <p className="asks">
            Self-harm {safetyOf(instrument).length === 1 ? 'question' : 'questions'}: a total does
            not hold the answer. Empty is “not asked”.
          </p>
          {safetyOf(instrument).map(({ highest }, place) => (
            <ItemRow
              // biome-ignore lint/suspicious/noArrayIndexKey: a question's place is its name
              key={place}
              number={`S${place + 1}`}
              text={nameOf(entry, place)}
              words={null}
              highest={highest}
              isHere={false}
              isRisk
              given={entry.safety[place] ?? 'open'}
              onAnswer={(given) =>
                onSafety(entry.safety.map((old, at) => (at === place ? given : old)))
              }
              onFocus={() => undefined}
            />
          ))}
        </div>
      )}
    </>
  )
}

/** By its place on the paper form: its words are not ours to show. */
function nameOf({ instrument }: Entry, place: number): string {
  const { items, item9 } = instruments[instrument]
  const own = items.flatMap(({ selfHarm }, at) => (selfHarm ? [at] : []))
  const at = own[place]
  if (at !== undefined) return at === item9 ? 'Item 9' : `Item ${at + 1}`
  if (instrument === 'epds') return 'Item 10'
  return `Supplementary question ${place - own.length + 1}`
}
