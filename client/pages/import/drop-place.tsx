/** Where a bundle is dropped, or chosen with the keyboard. */
import { useState } from 'react'
import { importBytes } from '../../../server/contract/imports.ts'
import { Glyph } from '../../components/symbols.tsx'

export function DropPlace({
  file,
  busy,
  onFile,
}: {
  readonly file: File | null
  readonly busy: boolean
  readonly onFile: (file: File) => void
}) {
  const [over, setOver] = useState(false)
  const [says, setSays] = useState('')
  const take = (files: FileList | null) => {
    setOver(false)
    const [one, ...more] = files ?? []
    if (!one) return
    const fault = faultOf(one, more.length)
    setSays(fault)
    if (fault === '') onFile(one)
  }
  return (
    <div>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the label inside does the same by keyboard */}
      <div
        className={over ? 'drop over' : 'drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          take(event.dataTransfer.files)
        }}
      >
        <Glyph name="import" />
        <p>
          {busy ? (
            'Handing it in …'
          ) : (
            <>
              Drop a bundle (.zip) here, or{' '}
              <label className="button">
                choose a file
                <input
                  type="file"
                  accept=".zip,application/zip"
                  className="hidden-visually"
                  aria-describedby="drop-says"
                  onChange={(event) => {
                    take(event.target.files)
                    event.target.value = ''
                  }}
                />
              </label>
            </>
          )}
        </p>
        <p className="quiet small">
          {file ? `${file.name}, ${sizeOf(file.size)}. ` : ''}It is looked through first; nothing is
          changed before you say so.
        </p>
      </div>
      <p id="drop-says" className="fault" role="alert">
        {says}
      </p>
    </div>
  )
}

/** What the server would refuse anyhow, said before a large file is sent for nothing. */
function faultOf(file: File, more: number): string {
  if (more > 0) return 'One bundle at a time: zip its files into one .zip.'
  if (!/\.zip$/i.test(file.name))
    return `${file.name} is no .zip. Zip the bundle’s CSV files, then drop the .zip.`
  if (file.size > importBytes)
    return `${file.name} has ${sizeOf(file.size)}; at most 1 GB is taken. Split it into several bundles.`
  return file.size === 0 ? `${file.name} is empty.` : ''
}

export function sizeOf(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB'] as const
  const power = Math.min(Math.floor(Math.log2(Math.max(bytes, 1)) / 10), 3)
  const size = bytes / 1024 ** power
  return `${power === 0 ? size : size.toFixed(1)} ${units[power]}`
}
