/** Where an enrollment begins, or is taken up again. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Link } from 'wouter'
import type { DraftsView } from '../../../server/contract/desk.ts'
import { draftsQuery } from '../../api/desk.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { shownMoment } from '../../components/words.ts'
import { newName, prefix, useDropping } from './draft.ts'
import type { EnrollForm } from './form.ts'
import { needsOf, steps } from './readiness.ts'

export function Start() {
  const drafts = useQuery(draftsQuery)
  const [name] = useState(newName)
  if (drafts.isError) return <Trouble error={drafts.error} retry={drafts.refetch} />
  if (drafts.isPending) return <Skeleton what="what is begun" lines={4} />
  const begun = drafts.data.drafts.filter((one) => one.name.startsWith(prefix))
  return (
    <section className="stack enroll-start" aria-labelledby="enroll">
      <h1 id="enroll">Enroll a patient</h1>
      <p>
        Seven short steps: who it is, referral and visit, consent with the words to say, team,
        diagnosis, baseline score, and a last look. You can leave in between; what is typed is kept.
      </p>
      <p>
        <Link className="button primary" href={`/enroll/${name}`}>
          Begin
        </Link>
      </p>
      <h2>Begun and not finished</h2>
      {begun.length === 0 ? (
        <p className="quiet">Nothing is waiting. An enrollment that you leave will stand here.</p>
      ) : (
        <ul className="begun">
          {begun.map((one) => (
            <Begun key={one.name} draft={one} />
          ))}
        </ul>
      )}
    </section>
  )
}

function Begun({ draft }: { readonly draft: DraftsView['drafts'][number] }) {
  const [asking, setAsking] = useState(false)
  const drop = useDropping()
  const form = draft.content as unknown as EnrollForm // as this screen has written it
  const { family_name, given_name, birth_date } = form.sections.patient
  const open = needsOf(form).filter(({ met }) => !met).length
  return (
    <li className="row">
      <Link href={`/enroll/${draft.name}`}>
        {family_name || 'No name yet'}
        {given_name ? `, ${given_name}` : ''}
      </Link>
      <span className="quiet">
        {birth_date ? `born ${birth_date} · ` : ''}step {form.step + 1}: {steps[form.step]} · {open}{' '}
        to come · kept {shownMoment(draft.kept_at)}
      </span>
      {asking ? (
        <>
          <span>Throw it away?</span>
          <button type="button" className="button danger" onClick={() => drop(draft.name)}>
            Yes, discard
          </button>
          <button type="button" className="button" onClick={() => setAsking(false)}>
            Keep it
          </button>
        </>
      ) : (
        <button type="button" className="button" onClick={() => setAsking(true)}>
          Discard
        </button>
      )}
    </li>
  )
}
