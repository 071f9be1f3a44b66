/** Every table of the registry. Names are those of the bundle, in SQL and in TypeScript alike. */
export * from './care.ts'
export * from './chart.ts'
export * from './claims.ts'
export * from './enrollment.ts'
export * from './follow-up.ts'
export {
  audit_events,
  commits,
  former_versions,
  idempotency_keys,
  registry_facts,
} from './ledger.ts'
export * from './people.ts'
export * from './rights.ts'
export * from './site.ts'
