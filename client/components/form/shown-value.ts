/** A value of a record in words: names for ids, days as they are read, a dash for what is absent. */
import type { Column } from '../../../server/domain/records/index.ts'
import { shownDay, shownTime, words } from '../words.ts'
import type { Choices } from './field.tsx'

export function shownValue(column: Column, value: unknown, choices: Choices): string {
  if (value === null || value === undefined) return '–'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const text = String(value)
  if (column.kind === 'day') return shownDay(text)
  if (column.kind === 'time') return shownTime(text)
  if (column.kind === 'oneOf') return words(text)
  return nameOf(column.refers, text, choices) ?? text
}

function nameOf(refers: string | undefined, id: string, choices: Choices): string | undefined {
  if (refers === 'staff') return choices.people.find(({ staff_id }) => staff_id === id)?.name
  if (refers === 'payers') return choices.payers.find(({ payer_id }) => payer_id === id)?.name
  if (refers === 'clinics') return choices.clinics.find(({ clinic_id }) => clinic_id === id)?.name
  if (refers === 'organizations')
    return choices.organizations?.find(({ organization_id }) => organization_id === id)?.name
  return undefined
}
