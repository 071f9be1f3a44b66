/** The last entry as plain text, to paste into the record of the clinic. */
import { useRef, useState } from 'react'
import { Glyph } from '../../components/symbols.tsx'
import type { LastNote } from './use-worklist.ts'

export function EnteredNote({
  last: { name, note },
  onClose,
}: {
  readonly last: LastNote
  readonly onClose: () => void
}) {
  const text = useRef<HTMLTextAreaElement>(null)
  const [copied, setCopied] = useState<string | null>(null)
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(note)
      setCopied('Copied.')
    } catch {
      text.current?.select()
      setCopied('Selected: copy it with Ctrl C.')
    }
  }
  return (
    <section className="entered no-print" aria-label="Note of the last entry">
      <div className="row">
        <h3>Entered for {name}</h3>
        <button type="button" className="icon-button" onClick={onClose}>
          <Glyph name="close" label="Close the note" />
        </button>
      </div>
      <textarea
        ref={text}
        readOnly
        aria-label="Note for the record of the clinic"
        rows={Math.min(6, note.split('\n').length + 1)}
        value={note}
      />
      <div className="row">
        <button type="button" className="button small" onClick={() => void copy()}>
          Copy note
        </button>
        <span className="quiet small" role="status">
          {copied}
        </span>
      </div>
    </section>
  )
}
