/** Bundles in and out: a dry run first, with every fault in its place; then the import itself. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ImportView } from '../../../server/contract/imports.ts'
import { exportAddress, importsQuery } from '../../api/imports.ts'
import { Skeleton, Trouble } from '../../components/states.tsx'
import { Glyph } from '../../components/symbols.tsx'
import '../../theme/patient.css'
import '../../theme/import.css'
import { StepUp } from '../account/step-up.tsx'
import { DropPlace } from './drop-place.tsx'
import { useOrder } from './order.ts'
import { Past } from './past.tsx'
import { Report } from './report.tsx'

export function ImportPage() {
  const order = useOrder()
  const imports = useQuery(importsQuery)
  const [exporting, setExporting] = useState(false)
  const [opened, setOpened] = useState<string | null>(null)
  const shown = opened ?? order.current
  return (
    <section className="import stack" aria-labelledby="import">
      <header className="row">
        <h1 id="import">Import and export</h1>
        <button type="button" className="button" onClick={() => setExporting(true)}>
          <Glyph name="down" /> Export the whole registry
        </button>
      </header>
      <DropPlace
        file={order.file}
        busy={order.busy}
        onFile={(file) => {
          setOpened(null)
          order.choose(file)
        }}
      />
      {order.error !== null && (
        <p className="refused" role="alert">
          {order.error.message} Nothing was changed.{' '}
          <button type="button" className="button" onClick={order.again}>
            Try again
          </button>
        </p>
      )}
      {shown !== null && (
        <Report
          key={shown}
          id={shown}
          name={opened === null ? (order.file?.name ?? '') : ''}
          onImport={opened === null ? order.write : undefined}
        />
      )}
      <PastOnes imports={imports} shown={shown} onOpen={setOpened} />
      {order.asksPassword && (
        <StepUp what="take in a bundle" onDone={order.again} onLeave={order.leave} />
      )}
      {exporting && (
        <StepUp
          what="export the whole registry"
          onDone={() => {
            setExporting(false)
            download(exportAddress)
          }}
          onLeave={() => setExporting(false)}
        />
      )}
    </section>
  )
}

/** The browser streams it to the disk; the server names the file. */
function download(address: string): void {
  const link = document.createElement('a')
  link.href = address
  link.download = ''
  link.click()
}

function PastOnes({
  imports,
  shown,
  onOpen,
}: {
  readonly imports: ReturnType<typeof useQuery<{ readonly imports: readonly ImportView[] }>>
  readonly shown: string | null
  readonly onOpen: (id: string) => void
}) {
  if (imports.isError) return <Trouble error={imports.error} retry={imports.refetch} />
  if (imports.isPending) return <Skeleton what="earlier imports" lines={3} />
  return <Past imports={imports.data.imports} shown={shown} onOpen={onOpen} />
}
