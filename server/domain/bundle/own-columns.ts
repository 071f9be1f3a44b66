/**
 * Columns that this registry adds to a file of the bundle's contract (bundle.md). A file from elsewhere
 * knows nothing of them: where it lacks one, what a known row says there stays. An address that claims
 * need, or who has to confirm a meeting, is not wiped out by the next extract.
 */
import type { RecordName } from '../records/index.ts'
import type { Header } from './header.ts'
import { headerOf } from './header.ts'

const ownColumns: Partial<Readonly<Record<RecordName, readonly string[]>>> = {
  clinics: ['organization_id', 'locality'],
  payers: ['electronic_id'],
  patients: ['address_line', 'city', 'state', 'postal_code'],
  coverages: [
    'relationship',
    'subscriber_family_name',
    'subscriber_given_name',
    'subscriber_birth_date',
  ],
  meetings: ['attendees', 'entered_by', 'confirmed_by', 'confirmed_at'],
}

/** Those of a record that a file says nothing of. */
export function untold(record: RecordName, { places }: Pick<Header, 'places'>): readonly string[] {
  const columns = headerOf(record)
  return (ownColumns[record] ?? []).filter((name) => places[columns.indexOf(name)] === -1)
}
