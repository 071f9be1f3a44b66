/** Which scale, in which language, on which day, and how it was taken. */
import {
  type InstrumentSlug,
  instrumentSlugs,
  instruments,
  isInstrument,
} from '../../../server/domain/instruments/index.ts'
import { Labelled } from '../contact-form/labelled.tsx'
import { type Entry, emptyEntry, scoreModes } from './entry.ts'

const often: readonly InstrumentSlug[] = ['phq-9', 'gad-7']
const ordered = [...often, ...instrumentSlugs.filter((slug) => !often.includes(slug))]
const modeWords = { interview: 'Interview', self: 'Self', phone: 'Phone', portal: 'Portal' }

export function ScoreHead({
  entry,
  today,
  onChange,
}: {
  readonly entry: Entry
  readonly today: string
  readonly onChange: (entry: Entry) => void
}) {
  const { language, administered_on } = entry
  const languages = Object.keys(instruments[entry.instrument].wordings)
  return (
    <div className="line score-head">
      <Labelled label="Scale" field="instrument">
        {(id) => (
          <select
            id={id}
            value={entry.instrument}
            onChange={({ target: { value } }) =>
              isInstrument(value) && onChange(emptyEntry(value, language, administered_on))
            }
          >
            {ordered.map((slug) => (
              <option key={slug} value={slug}>
                {instruments[slug].name}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      {languages.length > 0 && (
        <Labelled label="Language" field="language">
          {(id) => (
            <select
              id={id}
              value={language}
              onChange={({ target: { value } }) =>
                onChange({ ...entry, language: value === 'es' ? 'es' : 'en' })
              }
            >
              <option value="en">English</option>
              <option value="es">Español</option>
            </select>
          )}
        </Labelled>
      )}
      <Labelled label="Taken on" field="administered_on">
        {(id) => (
          <input
            id={id}
            type="date"
            max={today}
            value={administered_on}
            onChange={(event) => onChange({ ...entry, administered_on: event.target.value })}
          />
        )}
      </Labelled>
      <Labelled label="How" field="mode">
        {(id) => (
          <select
            id={id}
            value={entry.mode}
            onChange={(event) => onChange({ ...entry, mode: event.target.value })}
          >
            <option value="">–</option>
            {scoreModes.map((mode) => (
              <option key={mode} value={mode}>
                {modeWords[mode]}
              </option>
            ))}
          </select>
        )}
      </Labelled>
      <TotalSwitch entry={entry} onChange={onChange} />
    </div>
  )
}

/** A form may have been answered elsewhere, and only its total be known. */
function TotalSwitch({
  entry,
  onChange,
}: {
  readonly entry: Entry
  readonly onChange: (entry: Entry) => void
}) {
  const { items, totals, wordings } = instruments[entry.instrument]
  if (items.length === 0 || !totals || wordings[entry.language] === undefined) return null
  return (
    <label className="field tick">
      <input
        type="checkbox"
        checked={entry.by_total}
        onChange={({ target: { checked } }) =>
          onChange(emptyEntry(entry.instrument, entry.language, entry.administered_on, checked))
        }
      />
      Total only
    </label>
  )
}
