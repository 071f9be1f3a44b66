/** What became of one import: how far it is, what it would change, or every fault in its place. */
import { useQuery } from '@tanstack/react-query'
import type { ImportView } from '../../../server/contract/imports.ts'
import { importQuery, isUnderWay } from '../../api/imports.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import { counted } from '../../components/words.ts'
import { Faults } from './faults.tsx'

export function Report({
  id,
  name,
  onImport,
}: {
  readonly id: string
  /** The file's, where it is still at hand. */
  readonly name: string
  /** Absent: the file is not at hand any more. */
  readonly onImport: (() => void) | undefined
}) {
  const { data, isError, isPending, error, refetch } = useQuery(importQuery(id))
  if (isError) return <Trouble error={error} retry={refetch} />
  if (isPending) return <Skeleton what="the report" lines={4} />
  return (
    <section className="panel stack" aria-labelledby="report">
      <h2 id="report">
        {data.dry_run ? 'Dry run' : 'Import'} {name && <span className="quiet">{name}</span>}
      </h2>
      <div role="status">
        {isUnderWay(data) ? <Progress view={data} /> : <Outcome view={data} />}
      </div>
      {data.state === 'would_import' && onImport && (
        <p className="row">
          <button type="button" className="button primary" onClick={onImport}>
            Import it now
          </button>
          <span className="quiet">In one go: all of it, or nothing.</span>
        </p>
      )}
      {data.faults.length > 0 && <Faults faults={data.faults} count={data.fault_count} />}
      {data.files.length > 0 && <Files view={data} />}
      {data.notes.length > 0 && (
        <details>
          <summary>{counted(data.notes.length, 'note')}</summary>
          <ul className="notes">
            {data.notes.map(({ file, line, says }) => (
              <li key={`${file} ${line} ${says}`}>
                {file} line {line}: {says}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

const stages = { reading: 'Reading', checking: 'Checking', writing: 'Writing' } as const

function Progress({ view: { state, progress } }: { readonly view: ImportView }) {
  if (state === 'waiting') return <p>Waiting for the one before it …</p>
  const share = progress.of > 0 ? Math.floor((100 * progress.done) / progress.of) : 0
  return (
    <p className="progress">
      <label htmlFor="import-progress">
        {stages[progress.stage]} {progress.file}
      </label>
      <progress id="import-progress" max={100} value={share} /> {share} %
    </p>
  )
}

function Outcome({ view }: { readonly view: ImportView }) {
  const added = sum(view, 'added')
  const amended = sum(view, 'amended')
  const changes = `${counted(added, 'row')} added, ${counted(amended, 'row')} amended`
  const says: Readonly<Record<ImportView['state'], string>> = {
    waiting: '',
    running: '',
    imported: `Imported: ${changes}. Every amended row keeps its former version.`,
    would_import:
      added + amended === 0
        ? 'No fault was found, and everything in it is already here: nothing would change.'
        : `No fault was found. It would mean ${changes}.`,
    refused:
      `${counted(view.fault_count, 'fault')}; nothing was changed. Mend them in the files, ` +
      'zip them again and drop the new one.',
    unreadable: `The file could not be read: ${view.says ?? ''} Nothing was changed.`,
    failed: `It failed on our side: ${view.says ?? ''} Nothing was changed; try again.`,
  }
  const well = view.state === 'imported' || view.state === 'would_import'
  return (
    <p className={well ? 'outcome well' : 'outcome ill'}>
      <Glyph name={well ? 'met' : 'warning'} /> {says[view.state]}
    </p>
  )
}

const sum = ({ files }: ImportView, what: 'added' | 'amended'): number =>
  files.reduce((all, file) => all + file[what], 0)

function Files({ view: { files, dry_run } }: { readonly view: ImportView }) {
  return (
    <table className="files">
      <caption className="hidden-visually">Rows by file</caption>
      <thead>
        <tr>
          <th scope="col">File</th>
          <th scope="col" className="number">
            {dry_run ? 'Would be added' : 'Added'}
          </th>
          <th scope="col" className="number">
            {dry_run ? 'Would be amended' : 'Amended'}
          </th>
          <th scope="col" className="number">
            As it is
          </th>
        </tr>
      </thead>
      <tbody>
        {files.map(({ file, added, amended, unchanged }) => (
          <tr key={file}>
            <th scope="row">{file}</th>
            <td className="number">{added}</td>
            <td className="number">{amended}</td>
            <td className="number">{unchanged}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
