/** The verifier of each version of the rules, kept from the first claim on that was made by them. */
import { eq, sql } from 'drizzle-orm'
import { query, type Session } from '#dialect'
import type { Verifier } from '../../server/domain/registry.ts'
import { verifiers } from '../schema/index.ts'
import type { Pen } from './pen.ts'

const byRules = query<{ text: string }>({ text: verifiers.text }, (db) =>
  db
    .select({ text: verifiers.text })
    .from(verifiers)
    .where(eq(verifiers.rules_version, sql.placeholder('rules_version'))),
)

/** The text of the verifier of these rules; undefined where none was kept. */
export const verifierOf = async (session: Session, rulesVersion: string) =>
  (await session.row(byRules, { rules_version: rulesVersion }))?.text

/** Claims rest on the one that is kept: a later text of the same rules does not replace it. */
export async function keepVerifier(
  session: Session,
  verifier: Verifier,
  put: Pen['put'],
): Promise<void> {
  if ((await verifierOf(session, verifier.rules_version)) === undefined)
    await put('verifiers', { ...verifier }, 0)
}
