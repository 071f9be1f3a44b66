/** The screens of the left rail: who may open them, and what is loaded when they are opened. */
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import { determiningRoles, treatingRoles } from '../server/domain/permissions.ts'
import type { Role } from '../server/domain/records/people.ts'
import { enrollers } from '../server/domain/writing.ts'
import type { RailEntry } from './components/frame/rail.tsx'

export interface Screen extends RailEntry {
  readonly roles: readonly Role[]
  /** Null: not built yet; the rail then leaves it out. */
  readonly Page: LazyExoticComponent<ComponentType> | null
}

/** A page in a file of its own, loaded when it is first opened. */
export const page = <P extends object>(
  load: () => Promise<ComponentType<P>>,
): LazyExoticComponent<ComponentType<P>> => lazy(async () => ({ default: await load() }))

export const screens: readonly Screen[] = [
  {
    path: '/worklist',
    words: 'Worklist',
    symbol: 'worklist',
    roles: treatingRoles,
    Page: page(() => import('./pages/worklist/page.tsx').then((file) => file.WorklistPage)),
  },
  {
    path: '/caseload',
    words: 'Caseload',
    symbol: 'caseload',
    roles: treatingRoles,
    Page: page(() => import('./pages/caseload.tsx').then((file) => file.CaseloadPage)),
  },
  {
    path: '/enroll',
    words: 'Enroll',
    symbol: 'add',
    roles: enrollers,
    Page: page(() => import('./pages/enroll/index.tsx').then((file) => file.EnrollPage)),
  },
  {
    path: '/review',
    words: 'Review',
    symbol: 'review',
    roles: ['care_manager', 'psychiatric_consultant'],
    Page: page(() => import('./pages/review/index.tsx').then((file) => file.ReviewPage)),
  },
  {
    path: '/recommendations',
    words: 'Recommendations',
    symbol: 'recommendations',
    roles: ['care_manager', 'psychiatric_consultant', 'billing_practitioner'],
    Page: page(() =>
      import('./pages/recommendations/index.tsx').then((file) => file.RecommendationsPage),
    ),
  },
  {
    path: '/billing',
    words: 'Billing',
    symbol: 'billing',
    roles: determiningRoles,
    Page: page(() => import('./pages/months.tsx').then((file) => file.MonthsPage)),
  },
  {
    path: '/claims',
    words: 'Claims',
    symbol: 'recommendations',
    roles: ['billing_staff'],
    Page: page(() => import('./pages/claims/index.tsx').then((file) => file.ClaimsPage)),
  },
  {
    path: '/measures',
    words: 'Measures',
    symbol: 'measures',
    roles: treatingRoles,
    Page: page(() => import('./pages/measures/index.tsx').then((file) => file.MeasuresPage)),
  },
  {
    path: '/grants',
    words: 'Grants',
    symbol: 'lock',
    roles: ['privacy_officer'],
    Page: page(() => import('./pages/grants/index.tsx').then((file) => file.GrantsPage)),
  },
  {
    path: '/requests',
    words: 'Audit requests',
    symbol: 'review',
    roles: ['auditor'],
    Page: page(() => import('./pages/grants/own.tsx').then((file) => file.OwnGrantsPage)),
  },
  {
    path: '/audit-sheets',
    words: 'Audit sheets',
    symbol: 'audit',
    roles: ['auditor'],
    Page: page(() => import('./pages/audit-export/index.tsx').then((file) => file.AuditSheetsPage)),
  },
  {
    path: '/audit-exports',
    words: 'Audit exports',
    symbol: 'download',
    roles: ['billing_staff', 'auditor'],
    Page: page(() =>
      import('./pages/audit-exports/index.tsx').then((file) => file.AuditExportsPage),
    ),
  },
  {
    path: '/import',
    words: 'Import',
    symbol: 'import',
    roles: ['data_manager'],
    Page: page(() => import('./pages/import/index.tsx').then((file) => file.ImportPage)),
  },
  {
    path: '/audit',
    words: 'Audit',
    symbol: 'audit',
    roles: ['privacy_officer'],
    Page: page(() => import('./pages/audit/index.tsx').then((file) => file.AuditPage)),
  },
  {
    path: '/administration',
    words: 'Administration',
    symbol: 'administration',
    roles: ['administrator'],
    Page: page(() =>
      import('./pages/administration/index.tsx').then((file) => file.AdministrationPage),
    ),
  },
  {
    path: '/signals',
    words: 'Billing signals',
    symbol: 'measures',
    roles: ['privacy_officer'],
    Page: page(() => import('./pages/claims/signals.tsx').then((file) => file.SignalsPage)),
  },
  {
    path: '/codes',
    words: 'Codes',
    symbol: 'help',
    roles: ['billing_staff', 'privacy_officer', 'administrator'],
    Page: page(() => import('./pages/codes/index.tsx').then((file) => file.CodesPage)),
  },
]

/** Where a role's day begins, if not on the first screen that it may open. */
const dayBegins: Partial<Record<Role, string>> = {
  psychiatric_consultant: '/review',
  billing_practitioner: '/recommendations',
}

/** The screens that a role may open, and that are there. */
export const screensOf = (role: Role): readonly Screen[] =>
  screens.filter(({ roles, Page }) => Page !== null && roles.includes(role))

/** Undefined: nothing here is for this role yet. */
export const homeOf = (role: Role): string | undefined => {
  const open = screensOf(role)
  return (open.find(({ path }) => path === dayBegins[role]) ?? open[0])?.path
}
