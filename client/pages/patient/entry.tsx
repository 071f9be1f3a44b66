/** A contact or a score, entered without leaving the patient: s and c open it above the course. */
import { lazy, Suspense, useState } from 'react'
import { isInstrument } from '../../../server/domain/instruments/index.ts'
import type { TimeZone } from '../../../server/domain/zone.ts'
import { useKeys } from '../../components/keys.ts'
import { useHere } from './here.ts'
import { Act } from './parts.tsx'

const ScoreForm = lazy(async () => ({
  default: (await import('../../components/score-form/index.tsx')).ScoreForm,
}))
const ContactForm = lazy(async () => ({
  default: (await import('../../components/contact-form/index.tsx')).ContactForm,
}))

export type Entering = 'score' | 'contact' | null

export function EntryButtons({ onEnter }: { readonly onEnter: (entering: Entering) => void }) {
  const { may } = useHere()
  const begin = (what: 'score' | 'contact', record: 'scores' | 'activities') => () => {
    if (may(record)) onEnter(what)
  }
  useKeys({ s: begin('score', 'scores'), c: begin('contact', 'activities') })
  return (
    <>
      {may('scores') && <Act glyph="add" does="Score" onPress={begin('score', 'scores')} />}
      {may('activities') && (
        <Act glyph="add" does="Contact" onPress={begin('contact', 'activities')} />
      )}
    </>
  )
}

/** Where a chart names no clinic, its times are read as UTC (bundle.md). */
const noZone = 'UTC' as TimeZone // known to every runtime

export function EntryPanel({
  entering,
  onDone,
}: {
  readonly entering: Entering
  readonly onDone: (note: string | null) => void
}) {
  const { view, chart, today, episode } = useHere()
  const clinic = chart.clinics.find(({ clinic_id }) => clinic_id === episode?.clinic_id)
  if (entering === null) return null
  const common = { patient: view.handle, today, onLeave: () => onDone(null) }
  const saved = ({ note }: { readonly note: string }) => onDone(note)
  return (
    <section className="entry-panel" aria-labelledby="entering">
      <h2 id="entering" className="hidden-visually">
        {entering === 'score' ? 'New score' : 'New contact'}
      </h2>
      <Suspense fallback={<p className="quiet">Opening the form …</p>}>
        {entering === 'contact' ? (
          <ContactForm {...common} zone={clinic?.time_zone ?? noZone} onSaved={saved} />
        ) : (
          <Score {...common} onSaved={saved} />
        )}
      </Suspense>
    </section>
  )
}

/** While the risk steps wait, the form stays open, also after the score is saved. */
function Score({
  onSaved,
  onLeave,
  patient,
}: {
  readonly patient: string
  readonly onSaved: (saved: { readonly note: string }) => void
  readonly onLeave: () => void
}) {
  const { view, chart, today } = useHere()
  const [held, setHeld] = useState(false)
  const [kept, setKept] = useState<{ readonly note: string } | null>(null)
  const target = view.row?.target_instrument ?? 'phq-9'
  return (
    <ScoreForm
      patient={patient}
      today={today}
      target={isInstrument(target) ? target : 'phq-9'}
      about={{ sex: chart.patient.sex, language: chart.patient.language }}
      before={view.row?.instruments ?? {}}
      onHold={setHeld}
      onSaved={(saved) => (held ? setKept(saved) : onSaved(saved))}
      onLeave={() => (kept ? onSaved(kept) : onLeave())}
    />
  )
}

/** The text of what was just entered, for the record of the clinic. */
export function NoteToCopy({
  note,
  onGone,
}: {
  readonly note: string
  readonly onGone: () => void
}) {
  const [copied, setCopied] = useState(false)
  const copy = () => {
    navigator.clipboard.writeText(note).then(
      () => setCopied(true),
      () => setCopied(false),
    )
  }
  return (
    <section className="entry-panel note" aria-label="Note for the clinic’s record">
      <p role="status">Saved. The note for the clinic’s record:</p>
      <pre>{note}</pre>
      <p className="row">
        <Act does={copied ? 'Copied' : 'Copy the note'} onPress={copy} />
        <Act does="Close" onPress={onGone} />
      </p>
    </section>
  )
}
