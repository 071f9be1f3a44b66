/** Which kind of data an access or a change concerned: a column of the trail, and a way to sort it. */

export const categories = [
  /** Who patients are: names, birth dates, MRNs, coverage. */
  'identity',
  /** What was found, done and written about them. */
  'chart',
  'scores',
  /** What their months prove, and claims. */
  'billing',
  /** Everybody at once: imports, exports, backups. */
  'registry',
  /** Who may sign in, and who did. */
  'account',
  /** Staff, clinics, payers, policies. */
  'administration',
  /** This trail itself. */
  'audit',
] as const
export type Category = (typeof categories)[number]

/** By the words with which a route says what is looked at. */
const byWords: readonly (readonly [begins: string, Category])[] = [
  ['billing', 'billing'],
  ['month run', 'billing'],
  ['claim', 'billing'],
  ['score', 'scores'],
  ['search', 'identity'],
  ['namesakes', 'identity'],
  ['enrollment', 'identity'],
  ['the whole registry', 'registry'],
  ['import', 'registry'],
  ['backup', 'registry'],
  ['restore', 'registry'],
  ['registry', 'registry'],
  ['accounting', 'audit'],
  ['session', 'account'],
  ['own account', 'account'],
  ['account', 'account'],
  ['step-up', 'account'],
  ['second factor', 'account'],
  ['first administrator', 'account'],
  ['audit', 'audit'],
]

/** Of a line of the access log. Where its words say nothing, whoever was shown decides. */
export function categoryOfAccess(access: {
  readonly what: string
  readonly patients: readonly string[]
}): Category {
  const named = byWords.find(([begins]) => access.what.startsWith(begins))
  return named?.[1] ?? (access.patients.length > 0 ? 'chart' : 'administration')
}

const byRecord: Readonly<Record<string, Category>> = {
  patients: 'identity',
  coverages: 'identity',
  scores: 'scores',
  authorizations: 'billing',
  services: 'billing',
  accounts: 'account',
  clinics: 'administration',
  staff: 'administration',
  payers: 'administration',
  policies: 'administration',
  covers: 'administration',
}

/** Of a change: the record says. What is nobody's in particular is administration. */
export const categoryOfChange = (record: string, patientId: string | null): Category =>
  byRecord[record] ??
  (record.startsWith('claim') ? 'billing' : patientId === null ? 'administration' : 'chart')
