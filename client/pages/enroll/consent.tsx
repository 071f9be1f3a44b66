/** Consent: the words to say, and then what was agreed to. */
import { useState } from 'react'
import { useNow } from './clock.ts'
import { Group, Rows, type StepProps } from './parts.tsx'
import { agreed, obtained } from './texts.ts'
import { wordsToSay } from './words-to-say.ts'

export function Consent(props: StepProps) {
  const { form, choices, change, type } = props
  const clinic = choices.clinics.find(
    ({ clinic_id }) => clinic_id === form.sections.episode['clinic_id'],
  )
  const now = useNow(clinic?.time_zone)
  /** They agree now, by the clock of their own clinic: another one's would move the first minute. */
  const agree = () => {
    change({ consented: true })
    type('consent', 'obtained_at', now)
  }
  return (
    <>
      <Words spoken={String(form.sections.patient['language'] ?? '')} />
      <Group title="What the patient said">
        <fieldset className="choices">
          <legend className="hidden-visually">Has the patient consented?</legend>
          <label>
            <input type="radio" name="consented" checked={form.consented} onChange={agree} /> Agreed
          </label>
          <label>
            <input
              type="radio"
              name="consented"
              checked={!form.consented}
              onChange={() => change({ consented: false })}
            />{' '}
            Not asked yet, or not decided
          </label>
        </fieldset>
        {form.consented ? (
          <>
            <Rows {...props} section="consent" texts={agreed} />
            <Rows {...props} section="consent" texts={obtained} />
          </>
        ) : (
          <p className="quiet">
            You can enroll without it. Until consent is recorded, no minute counts.
          </p>
        )}
      </Group>
    </>
  )
}

function Words({ spoken }: { readonly spoken: string }) {
  const own = wordsToSay.findIndex(({ lang }) => spoken.toLowerCase().startsWith(lang))
  const [chosen, choose] = useState(Math.max(own, 0))
  const says = wordsToSay[chosen]!
  return (
    <section className="words-to-say" aria-labelledby="words-to-say">
      <header className="row">
        <h3 id="words-to-say">Words you may say</h3>
        <fieldset className="row">
          <legend className="hidden-visually">Language</legend>
          {wordsToSay.map(({ language, lang }, at) => (
            <button
              key={lang}
              type="button"
              lang={lang}
              className="button"
              aria-pressed={at === chosen}
              onClick={() => choose(at)}
            >
              {language}
            </button>
          ))}
        </fieldset>
      </header>
      <div lang={says.lang} className="said">
        <p>{says.opening}</p>
        <p>{says.consult}</p>
        <p>{says.visits}</p>
        <p>{says.between}</p>
        <p>{says.free}</p>
        <p>
          <strong>{says.question}</strong>
        </p>
      </div>
    </section>
  )
}
