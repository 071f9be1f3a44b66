/** The baseline score: one digit an item, a point for a blank; the total appears as it is typed. */
import {
  type Instrument,
  instruments,
  isInstrument,
  scoreAnswers,
} from '../../../server/domain/instruments/index.ts'
import { ScoreMark } from '../../components/severity.tsx'
import { Group, Pick, Rows, type StepProps } from './parts.tsx'
import { administered, totalOnly } from './texts.ts'

const offered = Object.values(instruments).filter(
  ({ slug, totals }) => totals && ['phq-9', 'gad-7', 'phq-9m', 'pcl-5', 'epds'].includes(slug),
)

export function Baseline(props: StepProps) {
  const { form, faults, type } = props
  const slug = String(form.sections.score['instrument'])
  const instrument = isInstrument(slug) ? instruments[slug] : undefined
  return (
    <Group
      title="Baseline score"
      says="What treatment is measured against. It may follow later; the first claim needs one."
    >
      <div className="record-fields">
        <Pick
          label="Instrument"
          value={slug}
          options={offered.map((one) => [one.slug, one.name])}
          onPick={(chosen) => type('score', 'instrument', chosen)}
        />
      </div>
      <Rows {...props} section="score" texts={administered} />
      {instrument && instrument.items.length > 0 && (
        <Answers
          instrument={instrument}
          items={String(form.sections.score['items'])}
          fault={faults.score?.['items']}
          onType={(items) => type('score', 'items', items)}
        />
      )}
      {form.sections.score['items'] === '' && <Rows {...props} section="score" texts={totalOnly} />}
    </Group>
  )
}

/** `2 1 0 -` of what was typed: digits that the instrument knows; anything else is a blank. */
export function itemsOf(typed: string, { items }: Instrument): string {
  const signs = [...typed.replaceAll(/[^0-9.-]/g, '')].slice(0, items.length)
  return signs
    .map((sign, at) => (/\d/.test(sign) && Number(sign) <= items[at]!.highest ? sign : '-'))
    .join(' ')
}

function Answers({
  instrument,
  items,
  fault,
  onType,
}: {
  readonly instrument: Instrument
  readonly items: string
  readonly fault: string | undefined
  readonly onType: (items: string) => void
}) {
  const given = items === '' ? [] : items.split(' ')
  const asks = instrument.wordings.en
  const whole = given.length === instrument.items.length
  const answers = given.map((one) => (one === '-' ? null : Number(one)))
  const scored = whole ? scoreAnswers(instrument, answers) : undefined
  return (
    <div className="answers">
      <div className="record-field">
        <label htmlFor="answers">Answers in order</label>
        <span id="answers-hint" className="quiet small">
          One digit an item, 0 to {instrument.items[0]!.highest}; a point for one not answered.
        </span>
        <input
          id="answers"
          inputMode="decimal"
          autoComplete="off"
          spellCheck={false}
          aria-describedby="answers-hint answers-says"
          aria-invalid={fault !== undefined}
          value={given.map((one) => (one === '-' ? '.' : one)).join('')}
          onChange={(event) => onType(itemsOf(event.target.value, instrument))}
        />
        <span id="answers-says" role="status" className={fault ? 'fault small' : 'small'}>
          {fault ?? ''}
          {!fault && !whole && `${given.length} of ${instrument.items.length} answered`}
          {scored && (
            <>
              Total{' '}
              <ScoreMark
                instrument={instrument.slug}
                total={scored.total}
                prorated={scored.status === 'prorated'}
                why="too many items missing"
              />{' '}
              {scored.band}
              {scored.missing ? `, ${scored.missing} not answered` : ''}
            </>
          )}
        </span>
        {scored?.safety === 'positive' && (
          <p className="safety-note" role="alert">
            The answers about self-harm are not zero. Assess risk now, before you go on: once they
            are enrolled, the risk steps open on the chart. 988 is there at any hour.
          </p>
        )}
      </div>
      {asks && (
        <ol className="items">
          {asks.items.map((item, at) => (
            <li key={item} className={given[at] === undefined ? '' : 'done'}>
              <span>{item}</span>
              <strong>{given[at] === undefined ? '' : given[at] === '-' ? '–' : given[at]}</strong>
            </li>
          ))}
        </ol>
      )}
      {instrument.credit && <p className="quiet small">{instrument.credit}</p>}
    </div>
  )
}
