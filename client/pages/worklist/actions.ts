/** What can be done from a line of the worklist. */
import type { Role } from '../../../server/domain/records/people.ts'
import { mayWrite } from '../../../server/domain/writing.ts'
import type { AddedRecord } from '../../../server/domain/writing-defaults.ts'
import type { GlyphName } from '../../components/symbols.tsx'

export type ActionName = 'contact' | 'score' | 'reschedule' | 'snooze' | 'question'

export interface Action {
  readonly name: ActionName
  readonly says: string
  readonly record: AddedRecord
  readonly glyph: GlyphName
  readonly key: string | null
}

const actions: readonly Action[] = [
  { name: 'contact', says: 'Contact', record: 'activities', glyph: 'contact', key: 'c' },
  { name: 'score', says: 'Score', record: 'scores', glyph: 'amend', key: 's' },
  {
    name: 'reschedule',
    says: 'Reschedule',
    record: 'planned_contacts',
    glyph: 'calendar',
    key: null,
  },
  { name: 'snooze', says: 'Snooze', record: 'snoozes', glyph: 'snooze', key: null },
  { name: 'question', says: 'Question for review', record: 'questions', glyph: 'help', key: 'r' },
]

export const actionsOf = (role: Role): readonly Action[] =>
  actions.filter(({ record }) => mayWrite(role, record))
