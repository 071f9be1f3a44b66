/** One file on its way in: handed in for a dry run, then, on somebody's word, written. */
import { useState } from 'react'
import { useImport } from '../../api/imports.ts'
import { wantsPassword } from '../account/step-up.tsx'

export interface Order {
  readonly file: File | null
  /** The import that the server knows by this name; null: none was handed in yet. */
  readonly current: string | null
  readonly busy: boolean
  readonly asksPassword: boolean
  readonly error: Error | null
  /** Chooses a file and has it looked through. */
  readonly choose: (file: File) => void
  /** Writes what was looked through. */
  readonly write: () => void
  /** The same once more: after the password, or after a failure. */
  readonly again: () => void
  readonly leave: () => void
}

interface Wish {
  readonly file: File
  readonly dryRun: boolean
  /** One for each wish: what was lost on the way is not handed in twice. */
  readonly key: string
}

export function useOrder(): Order {
  const [wish, setWish] = useState<Wish | null>(null)
  const importing = useImport()
  const ask = (file: File, dryRun: boolean) => {
    const next = { file, dryRun, key: crypto.randomUUID() }
    setWish(next)
    importing.mutate(next)
  }
  const asksPassword = wantsPassword(importing.error)
  return {
    file: wish?.file ?? null,
    current: importing.data?.import ?? null,
    busy: importing.isPending,
    asksPassword,
    error: asksPassword ? null : importing.error,
    choose: (file) => ask(file, true),
    write: () => wish && ask(wish.file, false),
    again: () => wish && importing.mutate(wish),
    leave: () => importing.reset(),
  }
}
