/** How a sheet names people and times. */
import type { Dossier } from '../dossier.ts'
import type { Staff } from '../records/index.ts'

export const personIn = ({ staff }: Pick<Dossier, 'staff'>, id: string | null): Staff | undefined =>
  staff.find(({ staff_id }) => staff_id === id)

/** Name and role; who is not on file is named by their id. */
export function whoIs(dossier: Pick<Dossier, 'staff'>, id: string | null): string {
  if (id === null) return '–'
  const person = personIn(dossier, id)
  return person ? `${person.name}, ${words(person.role)}` : id
}
export const nameOf = (dossier: Pick<Dossier, 'staff'>, id: string | null): string =>
  id === null ? '–' : (personIn(dossier, id)?.name ?? id)

export const words = (slug: string): string => slug.replaceAll('_', ' ').replaceAll('-', ' ')
/** `2026-06-03T09:00` as it was written, with a space where the T was. */
export const timeText = (time: string | null): string => time?.replace('T', ' ') ?? '–'
export const clockText = (time: string): string => time.slice(11)
export const yesNo = (is: boolean): string => (is ? 'yes' : 'no')
/** Minutes and seconds; nothing is rounded on paper. */
export function lasting(seconds: number): string {
  const rest = seconds % 60
  return rest === 0 ? `${seconds / 60} min` : `${Math.floor(seconds / 60)} min ${rest} s`
}
