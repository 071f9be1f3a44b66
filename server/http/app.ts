/** The whole web side, put together in one place and in order; nothing here decides anything. */
import { randomUUID } from 'node:crypto'
import rateLimit from '@fastify/rate-limit'
import Fastify, { type FastifyInstance } from 'fastify'
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod'
import type { Trail } from '../domain/audit/trail.ts'
import type { Desk } from '../domain/desk.ts'
import type { MachineKeys } from '../domain/machine-keys.ts'
import type { Registry } from '../domain/registry.ts'
import type { Meetings } from '../domain/review/meetings.ts'
import { ownAccount } from '../use-cases/account.ts'
import { accountKeeping } from '../use-cases/accounts.ts'
import { administration } from '../use-cases/administration-writes.ts'
import type { HandingOut } from '../use-cases/audit-export/runs.ts'
import type { MonthRuns } from '../use-cases/billing-months.ts'
import { breakGlass } from '../use-cases/break-glass.ts'
import { caseloads } from '../use-cases/caseload.ts'
import { type Charts, charts } from '../use-cases/charts.ts'
import type { ClaimParts } from '../use-cases/claims/parts.ts'
import { enrollment } from '../use-cases/enrollment.ts'
import { enrollmentAgain } from '../use-cases/enrollment-again.ts'
import { finding } from '../use-cases/finding.ts'
import { firstAdministrator, type OneTimeCode } from '../use-cases/first-administrator.ts'
import { granting } from '../use-cases/granting.ts'
import { type BundleRuns, imports } from '../use-cases/imports.ts'
import type { Lookups } from '../use-cases/lookups.ts'
import { machineKeeping } from '../use-cases/machine-keys.ts'
import { ownFactors } from '../use-cases/own-factors.ts'
import type { Handles } from '../use-cases/people.ts'
import { recordHistory } from '../use-cases/record-history.ts'
import { records } from '../use-cases/records.ts'
import type { RowKeys } from '../use-cases/row-keys.ts'
import { challenges } from '../use-cases/second-factors.ts'
import { secondStep } from '../use-cases/second-step.ts'
import { type SignInParts, signIn } from '../use-cases/sign-in.ts'
import { type Provider, singleSignOn } from '../use-cases/single-sign-on.ts'
import type { Clock } from './clock.ts'
import { answerErrors, type Listening, limits } from './limits.ts'
import { metrics } from './metrics.ts'
import { policy } from './policy.ts'
import { accountRoutes } from './routes/account.ts'
import { accountsRoutes, sessionsRoutes } from './routes/accounts.ts'
import { administrationRoutes } from './routes/administration.ts'
import { auditRoutes } from './routes/audit.ts'
import { auditExportRoutes } from './routes/audit-exports.ts'
import { auditSheetRoutes } from './routes/audit-sheets.ts'
import { billingRoutes } from './routes/billing.ts'
import { billingMonthRoutes } from './routes/billing-months.ts'
import { breakGlassRoutes } from './routes/break-glass.ts'
import { caseloadRoutes } from './routes/caseload.ts'
import { claimStepRoutes } from './routes/claim-steps.ts'
import { claimRoutes } from './routes/claims.ts'
import { draftRoutes, viewRoutes } from './routes/desk.ts'
import { disclosureRoutes } from './routes/disclosures.ts'
import { docs } from './routes/docs.ts'
import { enrollmentRoutes } from './routes/enrollment.ts'
import { firstAdministratorRoutes } from './routes/first-administrator.ts'
import { grantRoutes } from './routes/grants.ts'
import { healthRoutes } from './routes/health.ts'
import { exportRoutes, importRoutes } from './routes/imports.ts'
import { machineKeyRoutes } from './routes/machine-keys.ts'
import { measureRoutes } from './routes/measures.ts'
import { ownFactorRoutes, ownSessionRoutes } from './routes/own-factors.ts'
import { patientRoutes } from './routes/patients.ts'
import { peopleRoutes } from './routes/people.ts'
import { recommendationRoutes } from './routes/recommendations.ts'
import { recordRoutes } from './routes/records.ts'
import { meetingRoutes, reviewRoutes } from './routes/review.ts'
import { secondFactorRoutes } from './routes/second-factor.ts'
import { sessionRoutes } from './routes/session.ts'
import { factorRuleRoutes } from './routes/sign-in-rules.ts'
import { singleSignOnRoutes } from './routes/single-sign-on.ts'
import { site } from './routes/site.ts'
import { timerRoutes } from './routes/timer.ts'
import { session } from './session.ts'
import { hashOfToken, newPassword, newToken } from './tokens.ts'

/** Everything that the application is handed: ports, a clock, settings. No globals to mock. */
export interface AppParts extends SignInParts, HandingOut, Pick<ClaimParts, 'verifier'> {
  readonly machineKeys: MachineKeys
  /** The organization's own sign-in; null where there is none. */
  readonly provider: Provider | null
  readonly registry: Registry
  readonly handles: Handles
  readonly lookups: Lookups
  readonly trail: Trail
  readonly rowKeys: RowKeys
  readonly monthRuns: MonthRuns
  readonly charts?: Charts // absent: they are read where they are asked for
  readonly meetings: Meetings
  readonly desk: Desk
  readonly bundleRuns: BundleRuns
  readonly code: OneTimeCode
  readonly clock: Clock
  readonly settings: Settings
}

export interface Settings extends Listening {
  /** Invented people over plain http: another cookie, and a banner wherever one looks. */
  readonly demo: boolean
  readonly origins: readonly string[]
  /** The built web application; null where there is none yet. */
  readonly dist: string | null
  /** Tests check every reply against its contract; production does not pay for it. */
  readonly checkReplies: boolean
  /** Opens /metrics from elsewhere than this machine; absent or null: nothing does. */
  readonly metricsToken?: string | null
  readonly backupAge?: () => Promise<number | null>
}

/** @returns the application, not yet ready: a caller may add routes, with their policies */
export async function buildApp(parts: AppParts): Promise<FastifyInstance> {
  const { settings } = parts
  const app = Fastify(limits(settings))
  app.setValidatorCompiler(validatorCompiler)
  app.setSerializerCompiler(
    settings.checkReplies ? serializerCompiler : () => (reply) => JSON.stringify(reply),
  )
  app.removeContentTypeParser('text/plain')
  await answerErrors(app, settings)
  const signingIn = signIn(parts)
  const given = challenges()
  const step = secondStep(parts, given)
  const secureCookie = !settings.demo
  const machines = machineKeeping({ ...parts, newKey: newToken, hashOf: hashOfToken })
  const who = { signIn: signingIn, machines }
  await app.register(session, { ...parts, ...settings, secureCookie, ...who })
  await app.register(policy, parts)
  await app.register(rateLimit, { global: false })
  await app.register(docs)
  await app.register(metrics, {
    metricsToken: settings.metricsToken ?? null,
    backupAge: settings.backupAge ?? (async () => null),
  })
  await app.register(healthRoutes, {
    single_sign_on: parts.provider !== null,
    registry: parts.registry,
    demo: settings.demo,
  })
  const entering = { ...parts, signIn: signingIn, secondStep: step, secureCookie }
  await app.register(sessionRoutes, entering)
  await app.register(secondFactorRoutes, entering)
  const { provider } = parts
  if (provider) {
    const sso = { ...entering, ...settings, singleSignOn: singleSignOn(parts, provider) }
    await app.register(singleSignOnRoutes, sso)
  }
  await app.register(firstAdministratorRoutes, {
    clock: parts.clock,
    firstAdministrator: firstAdministrator({ ...parts, newId: randomUUID }),
  })
  await app.register(caseloadRoutes, { ...parts, caseloads: caseloads(parts) })
  const reading = { ...parts, charts: parts.charts ?? charts(parts) }
  await app.register(patientRoutes, reading)
  await app.register(recordRoutes, {
    ...parts,
    records: records(parts),
    recordHistory: recordHistory(parts),
  })
  await app.register(enrollmentRoutes, {
    ...parts,
    enroll: enrollment(parts),
    enrollAgain: enrollmentAgain(parts),
    finding: finding(parts),
  })
  await app.register(peopleRoutes, parts)
  await app.register(billingMonthRoutes, reading)
  await app.register(billingRoutes, parts)
  await app.register(claimRoutes, parts)
  await app.register(claimStepRoutes, parts)
  await app.register(auditSheetRoutes, parts)
  const keeping = { ...parts, accountKeeping: accountKeeping({ ...parts, newPassword }) }
  const account = ownAccount(parts)
  const moving = { ...parts, account, imports: imports({ ...parts, newId: newToken }) }
  const own = { ...parts, account, ownFactors: ownFactors({ ...parts, newId: newToken }, given) }
  await app.register(auditExportRoutes, own)
  await app.register(accountRoutes, own)
  await app.register(ownFactorRoutes, own)
  await app.register(ownSessionRoutes, own)
  await app.register(grantRoutes, { ...parts, granting: granting(parts) })
  await app.register(breakGlassRoutes, { ...parts, account, breakGlass: breakGlass(parts) })
  await app.register(importRoutes, moving)
  await app.register(exportRoutes, moving)
  await app.register(administrationRoutes, { ...parts, administration: administration(parts) })
  await app.register(accountsRoutes, { ...keeping, account })
  await app.register(factorRuleRoutes, { ...keeping, account })
  await app.register(machineKeyRoutes, { ...parts, account, machineKeeping: machines })
  await app.register(sessionsRoutes, keeping)
  await app.register(reviewRoutes, parts)
  await app.register(meetingRoutes, parts)
  await app.register(recommendationRoutes, parts)
  await app.register(measureRoutes, parts)
  await app.register(disclosureRoutes, parts)
  await app.register(auditRoutes, parts)
  await app.register(draftRoutes, parts)
  await app.register(viewRoutes, parts)
  await app.register(timerRoutes, parts)
  await app.register(site, { dist: settings.dist })
  return app
}
