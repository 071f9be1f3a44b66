/** Claims as they are read: by id, by month, by patient; a proof only by its own claim. */
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Claims, KeptClaim } from '../../server/domain/claims/port.ts'
import type { Claim, ClaimExport } from '../../server/domain/records/index.ts'
import { claim_exports, claim_proofs, claims } from '../schema/index.ts'
import { columnsIn, kept } from './kept.ts'

const fields = columnsIn(claims, [...kept.claims.columns, 'version'])
const claimsWhere = (where: SQL | undefined) =>
  query<Claim & { readonly version: number }>(fields, (db) =>
    db.select(fields).from(claims).where(where).orderBy(asc(claims.claim_id)),
  )
const given = sql.placeholder('given')
const byId = claimsWhere(eq(claims.claim_id, given))
const byMonth = claimsWhere(eq(claims.month, given))
const byPatient = claimsWhere(eq(claims.patient_id, given))
const paid = claimsWhere(and(eq(claims.state, 'paid'), isNull(claims.refunded_on)))

const proofField = { proof: claim_proofs.proof }
const proofById = query<{ proof: string }>(proofField, (db) =>
  db.select(proofField).from(claim_proofs).where(eq(claim_proofs.claim_id, given)),
)

const exportFields = columnsIn(claim_exports, kept.claim_exports.columns)
const latestExports = query<ClaimExport>(exportFields, (db) =>
  db
    .select(exportFields)
    .from(claim_exports)
    .orderBy(desc(claim_exports.control_number))
    .limit(500),
)

const keptClaim = ({ version, ...claim }: Claim & { readonly version: number }): KeptClaim => ({
  claim,
  version,
})

export function openClaims(store: Pick<Store, 'reading'>): Claims {
  const list = (which: typeof byId, about: { given?: string } = {}) =>
    store.reading(async (session) => (await session.rows(which, about)).map(keptClaim))
  return {
    claim: async (claimId) => (await list(byId, { given: claimId }))[0],
    ofMonth: (month) => list(byMonth, { given: month }),
    ofPatient: (patientId) => list(byPatient, { given: patientId }),
    paid: () => list(paid),
    proof: (claimId) =>
      store.reading(async (session) => (await session.row(proofById, { given: claimId }))?.proof),
    exports: () => store.reading((session) => session.rows(latestExports)),
  }
}
