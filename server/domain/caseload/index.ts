/** The caseload: what the rest of the program may use of it. */
export { type Agenda, type AgendaEntry, agenda, type Meeting } from './agenda.ts'
export {
  type Asking,
  type Case,
  caseloadRow,
  caseloadRows,
  casesOf,
} from './case.ts'
export {
  type Flag,
  type FlagId,
  type Rule,
  type Severity,
  type SnoozedFlag,
  severities,
} from './flag.ts'
export { rules } from './flags/index.ts'
export type { InstrumentView } from './instrument-view.ts'
export { caseloadDefaults, defaultNumbers, type NumberName, type Numbers } from './numbers.ts'
export { inForce, numbersOn } from './numbers-on.ts'
export type { CaseloadRow, Person, Question } from './row.ts'
export { caseloadLine, type FlagOnWire, type InstrumentOnWire } from './wire.ts'
export { type Work, type WorkKind, workKindNames, workKinds } from './work-kind.ts'
export { inWorklistOrder, itemsOf, type WorklistItem, worklist, worklistOf } from './worklist.ts'
