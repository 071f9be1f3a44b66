/** Claims as they are read: by id, by month, by patient; a proof only by its own claim. */
import { and, asc, desc, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { query, type Store } from '#dialect'
import type { Claims, KeptClaim, ListedClaim } from '../../server/domain/claims/port.ts'
import type { Claim, ClaimExport } from '../../server/domain/records/index.ts'
import { audit_events, claim_exports, claim_proofs, claims, patients } from '../schema/index.ts'
import { columnsIn, kept } from './kept.ts'
import { verifierOf } from './verifiers.ts'

const own = columnsIn(claims, [...kept.claims.columns, 'version'])
type Stored = Claim & { readonly version: number }
const given = sql.placeholder('given')
const claimsBy = (where: SQL | undefined) =>
  query<Stored>(own, (db) => db.select(own).from(claims).where(where).orderBy(asc(claims.claim_id)))
const byId = claimsBy(eq(claims.claim_id, given))
const byPatient = claimsBy(eq(claims.patient_id, given))

const withPatient = {
  ...own,
  mrn: patients.mrn,
  family_name: patients.family_name,
  given_name: patients.given_name,
  handle: patients.handle,
}
type Listed = Stored & ListedClaim['patient']
/** More are not gone through at once. */
const mostListed = 20_000
const listedBy = (where: SQL | undefined) =>
  query<Listed>(withPatient, (db) =>
    db
      .select(withPatient)
      .from(claims)
      .innerJoin(patients, eq(patients.patient_id, claims.patient_id))
      .where(where)
      .orderBy(asc(claims.month), asc(patients.mrn), asc(claims.emitted_at))
      .limit(mostListed),
  )
const byMonth = listedBy(eq(claims.month, given))
/** What was done to the patient's records after the claim's proof, other than new care. */
const changedSince = sql`exists (select 1 from ${audit_events}
  join ${claim_proofs} on ${claim_proofs.claim_id} = ${claims.claim_id}
  where ${audit_events.patient_id} = ${claims.patient_id}
    and ${audit_events.commit_no} > ${claim_proofs.commit_no}
    and ${audit_events.record} not in ('claims', 'claim_proofs', 'patients')
    and (${audit_events.action} = 'amended' or ${audit_events.record} in ('withdrawals', 'services')))`
const suspected = listedBy(and(eq(claims.state, 'paid'), isNull(claims.refunded_on), changedSince))

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

const keptClaim = ({ version, ...claim }: Stored): KeptClaim => ({ claim, version })

const listedClaim = ({ mrn, family_name, given_name, handle, ...stored }: Listed): ListedClaim => ({
  ...keptClaim(stored),
  patient: { mrn, family_name, given_name, handle },
})

export const openClaims = (store: Pick<Store, 'reading'>): Claims => ({
  claim: (id) =>
    store.reading(async (session) => {
      const found = await session.row(byId, { given: id })
      return found && keptClaim(found)
    }),
  ofMonth: (month) =>
    store.reading(async (session) =>
      (await session.rows(byMonth, { given: month })).map(listedClaim),
    ),
  ofPatient: (id) =>
    store.reading(async (session) => (await session.rows(byPatient, { given: id })).map(keptClaim)),
  suspects: () =>
    store.reading(async (session) => (await session.rows(suspected)).map(listedClaim)),
  proof: (id) =>
    store.reading(async (session) => (await session.row(proofById, { given: id }))?.proof),
  verifier: (rules) => store.reading((session) => verifierOf(session, rules)),
  exports: () => store.reading((session) => session.rows(latestExports)),
})
