/** The sheet as it stands on paper, under the verification's answer in words. */
import type { AuditSheetView } from '../../../server/contract/audit-sheets.ts'
import { Glyph } from '../../components/symbols.tsx'

export function Sheet({
  view: { sheet, rows, faults },
  paper,
}: {
  readonly view: AuditSheetView
  /** Where its PDF is. */
  readonly paper: string
}) {
  return (
    <article className="stack" aria-labelledby="sheet">
      <header className="row">
        <h2 id="sheet">{sheet.heading}</h2>
        <a className="button no-print" href={paper} target="_blank" rel="noreferrer">
          <Glyph name="print" /> The pages as PDF
        </a>
      </header>
      <Verification rows={rows} faults={faults} />
      {sheet.notice && <p role="note">{sheet.notice}</p>}
      <dl className="facts">
        {sheet.facts.map(([label, value], at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines of a claim may read alike
          <div key={at} className="row">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {sheet.sections.map((section) => (
        <Section key={section.title} section={section} />
      ))}
    </article>
  )
}

function Verification({ rows, faults }: Pick<AuditSheetView, 'rows' | 'faults'>) {
  if (faults.length === 0)
    return (
      <p role="status">
        Verified: {rows} rows are what their audit events were made over, and the rules come to the
        same answer from them.
      </p>
    )
  return (
    <div role="alert">
      <p>This month does not verify. Tell the privacy officer before you rely on it.</p>
      <ul>
        {faults.map(({ place, says }) => (
          <li key={`${place} ${says}`}>
            {place}: {says}
          </li>
        ))}
      </ul>
    </div>
  )
}

function Section({ section }: { readonly section: AuditSheetView['sheet']['sections'][number] }) {
  const { title, columns, rows, note } = section
  return (
    <section className="stack" aria-label={title}>
      <h3>{title}</h3>
      {rows.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
        <section className="scroll" aria-label={`${title}, table`} tabIndex={0}>
          <table>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column} scope="col">
                    {column}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: rows have no name of their own here
                <tr key={at}>
                  {row.map((cell, place) => (
                    <td key={columns[place] ?? place}>{cell}</td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {note && <p className="quiet">{note}</p>}
    </section>
  )
}
