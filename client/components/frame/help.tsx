/** Every key there is, and the switch that turns single keys off. */
import { useEffect, useRef } from 'react'
import { Glyph } from '../symbols.tsx'
import { preferences, usePreferences } from './preferences.ts'

const groups = [
  {
    where: 'Anywhere',
    keys: [
      ['/', 'search for a patient'],
      ['?', 'this help'],
      ['Escape', 'leave a field, close what is open'],
    ],
  },
  {
    where: 'Lists: worklist, caseload, billing, review',
    keys: [
      ['j  k', 'next and previous row (the arrow keys as well)'],
      ['Enter', 'open the patient'],
    ],
  },
  {
    where: 'A patient',
    keys: [
      ['s', 'enter a score: one digit an item, . for a blank'],
      ['c', 'enter a contact with its minutes'],
      ['r', 'review'],
      ['Ctrl Enter', 'save (on a Mac ⌘ Enter), save and next in the review'],
    ],
  },
] as const

export function Help({ close }: { readonly close: () => void }) {
  const dialog = useRef<HTMLDialogElement>(null)
  const { single_keys } = usePreferences()
  useEffect(() => {
    dialog.current?.showModal()
  }, [])
  return (
    <dialog ref={dialog} className="help" aria-labelledby="help" onClose={close}>
      <header className="row">
        <h2 id="help">Help: keys</h2>
        <button type="button" className="icon-button" onClick={() => dialog.current?.close()}>
          <Glyph name="close" label="Close" />
        </button>
      </header>
      {groups.map(({ where, keys }) => (
        <section key={where}>
          <h3>{where}</h3>
          <dl>
            {keys.map(([key, does]) => (
              <div key={key}>
                <dt>{key.split(' ').map((one) => one && <kbd key={one}>{one}</kbd>)}</dt>
                <dd>{does}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <label className="row">
        <input
          type="checkbox"
          checked={single_keys}
          onChange={(event) => preferences.change({ single_keys: event.target.checked })}
        />
        Single keys such as j, k and ? work without Ctrl or Alt
      </label>
    </dialog>
  )
}
