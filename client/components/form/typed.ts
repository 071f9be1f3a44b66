/** What is typed in an open form: kept until it is saved or given up, whatever the server says. */
import { useState } from 'react'
import type { RecordName } from '../../../server/domain/records/index.ts'
import { faultOf } from '../../api/records.ts'
import { type Faults, faultsIn, type Presumed, type Values } from './values.ts'

/**
 * @param given typed already when the form opens, and not saved
 * @param presumes what may be left empty
 */
export function useTyped(
  record: RecordName,
  first: Values,
  given: Values = {},
  presumes: Presumed = {},
) {
  const [started] = useState(first)
  const [values, setValues] = useState<Values>(() => ({ ...first, ...given }))
  const [shown, setShown] = useState<Faults>({})
  const type = (name: string, value: string | boolean) => {
    setValues((before) => ({ ...before, [name]: value }))
    setShown(({ [name]: _, ...others }) => others)
  }
  /** @returns whether the form may be sent; otherwise its faults stand beside their fields */
  const check = (): boolean => {
    const faults = faultsIn(record, values, presumes)
    setShown(faults)
    return Object.keys(faults).length === 0
  }
  const dirty = Object.entries(values).some(([name, value]) => value !== started[name])
  return { values, setValues, type, check, dirty, shown }
}

/** A field's fault: what was found here, else what the server says of it. */
export const faultAt = (shown: Faults, error: unknown, name: string): string | undefined =>
  shown[name] ?? faultOf(error, name)
