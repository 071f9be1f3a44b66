/** The commands of `cocm` by name. Each is loaded when it is called: a call starts no other. */
import type { Command } from './command.ts'

type Load = () => Promise<{ readonly default: Command }>

export const commands: Readonly<Record<string, Load>> = {
  'audit-export': () => import('./commands/audit-export.ts'),
  import: () => import('./commands/import.ts'),
  export: () => import('./commands/export.ts'),
  bill: () => import('./commands/bill.ts'),
  measures: () => import('./commands/measures.ts'),
  score: () => import('./commands/score.ts'),
  caseload: () => import('./commands/caseload.ts'),
  trail: () => import('./commands/trail.ts'),
  verify: () => import('./commands/verify.ts'),
  backup: () => import('./commands/backup.ts'),
  restore: () => import('./commands/restore.ts'),
}
