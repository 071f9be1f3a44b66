/** Who comes back: their former episodes, and what of the chart a new one may rest on. */
import { Link } from 'wouter'
import type { Episode } from '../../../server/domain/records/index.ts'
import { Glyph } from '../../components/symbols.tsx'
import { ageOn, shownDay, words } from '../../components/words.ts'
import { type Again, heldOf } from './again.ts'
import { Group, type StepProps } from './parts.tsx'

const modelWords = { cocm: 'Collaborative Care', bhi: 'General integration' } as const

export function Returning({ again, form }: StepProps & { readonly again: Again }) {
  const { chart, today, patient, open } = again
  const { family_name, given_name, birth_date, mrn } = chart.patient
  return (
    <>
      <Group title="They are known here" says="A new episode begins on the same chart.">
        <p>
          <strong>
            {family_name}, {given_name}
          </strong>{' '}
          {ageOn(birth_date, today)} · born {shownDay(birth_date)} · MRN {mrn} ·{' '}
          <Link href={`/patients/${patient}`}>open the chart</Link>
        </p>
        {open !== null && (
          <p className="fault" role="alert">
            <Glyph name="warning" /> {modelWords[open]} is open for them now: go on in it, or close
            it first. Another model can begin beside it.
          </p>
        )}
        <ul className="former">
          {chart.episodes
            .toSorted((a, b) => (a.referred_on < b.referred_on ? 1 : -1))
            .map((one) => (
              <li key={one.episode_id}>{episodeWords(one)}</li>
            ))}
        </ul>
      </Group>
      <OnTheChart again={again} practitioner={String(form.sections.team['billing_practitioner'])} />
    </>
  )
}

function episodeWords({ model, referred_on, closed_on, close_reason }: Episode): string {
  const ended =
    closed_on === null
      ? 'no closing is recorded; six months without care have ended it by themselves'
      : `closed ${shownDay(closed_on)}, ${words(close_reason ?? '')}`
  return `${modelWords[model]}, referred ${shownDay(referred_on)}: ${ended}`
}

function OnTheChart({
  again,
  practitioner,
}: {
  readonly again: Again
  readonly practitioner: string
}) {
  const held = heldOf(again, practitioner)
  const said = [
    held.consent && `Consent of ${shownDay(held.consent)}, in force`,
    held.visit && `Initiating visit of ${shownDay(held.visit)}`,
    held.diagnosis && `Diagnosis ${held.diagnosis}`,
    held.coverage && `Coverage since ${shownDay(held.coverage)}`,
  ].filter((one) => one !== undefined)
  return (
    <Group
      title="What still holds"
      says="As the chart stands, with the same practitioner. Plans of the former episode do not carry over."
    >
      {said.length === 0 ? (
        <p className="quiet">Nothing that the first claim could rest on: tell all of it anew.</p>
      ) : (
        <ul className="former">
          {said.map((one) => (
            <li key={one}>
              <Glyph name="met" /> {one}
            </li>
          ))}
        </ul>
      )}
    </Group>
  )
}
