/** A rating scale as it is answered: digits go down the items, the total stands as it grows. */
import { type KeyboardEvent, type RefObject, useEffect, useId, useRef } from 'react'
import { instruments } from '../../../server/domain/instruments/index.ts'
import { TakenUp } from '../contact-form/taken-up.tsx'
import { Foot, Refused } from '../form/fields.tsx'
import { counted } from '../words.ts'
import { ScoreHead } from './head.tsx'
import { ItemRows } from './items.tsx'
import type { ScoreFormProps } from './props.ts'
import { RiskSteps } from './risk-steps.tsx'
import { TotalEntry } from './total-entry.tsx'
import { type Typing, useEntry } from './use-entry.ts'
import { Verdict } from './verdict.tsx'
import '../../theme/forms.css'

export function ScoreForm(props: ScoreFormProps) {
  const heading = useId()
  const typing = useEntry(props)
  const { entry, saved } = typing
  const form = useFocusAt(typing)
  return (
    <form
      ref={form}
      noValidate
      className="entry-form score-form"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault()
        void typing.save()
      }}
      onKeyDown={(event) => keyPressed(event, typing)}
    >
      <h3 id={heading} className="hidden-visually">
        {instruments[entry.instrument].name}
      </h3>
      {saved === null ? (
        <Answering {...props} typing={typing} />
      ) : (
        <p className="saved-note" role="status">
          Saved. {saved.split('\n')[0]}
        </p>
      )}
      <div className="score-foot">
        <Risk {...props} typing={typing} />
        {saved === null && <Closing {...props} typing={typing} />}
      </div>
    </form>
  )
}

type FormProps = ScoreFormProps & { readonly typing: Typing }

function Answering({ typing, today }: FormProps) {
  const { entry, form, at, change } = typing
  return (
    <>
      {typing.takenUp && <TakenUp discard={typing.discard} />}
      <ScoreHead entry={entry} today={today} onChange={change} />
      {entry.by_total ? (
        <TotalEntry
          entry={entry}
          says={typing.says}
          fault={typing.obstacle === 'total'}
          onTotal={(total) => change({ ...entry, total })}
          onSafety={(safety) => change({ ...entry, safety })}
        />
      ) : (
        <ItemRows
          entry={entry}
          form={form}
          at={at}
          onAnswer={(place, given) => {
            typing.place(place)
            change(
              place < entry.answers.length
                ? { ...entry, answers: entry.answers.with(place, given) }
                : { ...entry, difficulty: given },
            )
          }}
          onPlace={typing.place}
        />
      )}
      {!entry.by_total && (typing.says ?? form?.credit) && (
        <p className="quiet small rights">{typing.says ?? form?.credit}</p>
      )}
    </>
  )
}

/** At the foot, which always stays in sight: whatever was answered last, the steps are seen. */
function Risk({ typing: { risk, saved }, patient, onLeave }: FormProps) {
  if (!risk.isOpen) return null
  return (
    <RiskSteps
      patient={patient}
      acknowledged={risk.acknowledged}
      isSaved={saved !== null}
      button={risk.button}
      onAcknowledge={() => {
        risk.acknowledge()
        if (saved !== null) onLeave()
      }}
    />
  )
}

function Closing({ typing, before }: FormProps) {
  return (
    <>
      <Obstacles typing={typing} />
      <Refused error={typing.error} />
      <Verdict entry={typing.entry} scored={typing.scored} before={before} />
      <Foot saving={typing.pending} says="Save score" onLeave={typing.leave} />
    </>
  )
}

function Obstacles({ typing: { entry, obstacle } }: { readonly typing: Typing }) {
  const open = entry.answers.filter((given) => given === 'open').length
  const says = {
    nothing: 'Nothing is answered yet: type 0 to 3 for each item, or a period for a blank.',
    open: `${counted(open, 'item')} without an answer. Enter again saves them as blank.`,
    total: 'A total, and the day on which it was taken, are needed.',
  }
  return (
    <p className="obstacle" role="status">
      {obstacle !== null && says[obstacle]}
    </p>
  )
}

/** The focus follows the next key: to the item's chosen answer, else its first. */
function useFocusAt({ at, entry, saved }: Typing): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  const { instrument, by_total } = entry
  const isSaved = saved !== null
  // biome-ignore lint/correctness/useExhaustiveDependencies: another scale begins anew
  useEffect(() => {
    if (isSaved) return
    const item = form.current?.querySelectorAll<HTMLElement>('.item')[at]
    const first = by_total
      ? form.current?.querySelector<HTMLElement>('[data-first]')
      : (item?.querySelector<HTMLElement>('input:checked') ?? item?.querySelector('input'))
    if (!isHead(document.activeElement) && !item?.contains(document.activeElement)) first?.focus()
  }, [at, instrument, by_total, isSaved])
  return form
}

const isHead = (element: Element | null): boolean => element?.closest('.score-head') != null

const isText = (target: EventTarget): boolean =>
  target instanceof HTMLSelectElement ||
  target instanceof HTMLTextAreaElement ||
  (target instanceof HTMLInputElement && target.type !== 'radio' && target.type !== 'checkbox')

/** No key of the list works in here; Enter saves, Escape leaves, the others answer. */
function keyPressed(event: KeyboardEvent<HTMLFormElement>, typing: Typing): void {
  event.stopPropagation()
  const { key, target } = event
  if (event.ctrlKey || event.metaKey || event.altKey) return
  if (key === 'Escape') typing.leave()
  else if (key === 'Enter') {
    if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) return
    event.currentTarget.requestSubmit()
  } else if (isText(target) || !typing.press(key)) return
  event.preventDefault()
}
