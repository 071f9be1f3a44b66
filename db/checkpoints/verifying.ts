/** Whether both chains still hold what was signed of them. */
import type { Session } from '#dialect'
import type { CalendarMonth } from '../../server/domain/calendar.ts'
import { type ChainHead, isGivenUp } from '../../server/domain/checkpoint.ts'
import { Damage } from '../../server/domain/verification.ts'
import { hashAt, readingMonth } from '../access/month-reader.ts'
import { monthsKept } from '../access/months.ts'
import { linkNamed } from '../access/statements.ts'
import { chainOf } from '../marked-store.ts'
import { isSigned, publicKeyBeside, publicKeyOf } from './key.ts'
import { type Line, linesBeside } from './lines.ts'

/** What is checked against: the lines, and the key that they must be signed with. */
export interface Expected {
  readonly lines: readonly Line[]
  /** Null: whichever key the first line has. */
  readonly publicKey: string | null
}

/**
 * The lines beside a registry, and the key: the one given, else the one that lies there too.
 * @throws Damage where a line cannot be read, or all of them are gone
 */
export function expectedBeside(registryFile: string, given: string | null = null): Expected {
  const publicKey = given === null ? publicKeyBeside(registryFile) : publicKeyOf(given)
  const lines = linesBeside(registryFile)
  if (lines.length === 0 && publicKeyBeside(registryFile) !== undefined)
    throw new Damage('the signed checkpoints', 'a key for them is there, and they are gone')
  return { lines, publicKey: publicKey ?? null }
}

/**
 * Looks at every line's signature, and whether the audit chain holds what it says.
 * @throws Damage at the first line that is not signed, or that a chain does not reach
 */
export async function assertAudit(
  session: Session,
  registryFile: string,
  { lines, publicKey }: Expected,
): Promise<void> {
  assertSigned(lines, publicKey)
  const { chain, hashAt: found } = await chainOf(session, registryFile)
  const statements = lines.map(({ signed }) => signed.statement)
  for (const [index, { place, signed }] of lines.entries()) {
    const { statement } = signed
    if (statement.registry_id !== chain) continue // another registry was here before
    if (statement.kind === 'checkpoint' && isGivenUp(statement, statements.slice(index + 1)))
      continue
    const { seq, hash } = statement.kind === 'restored' ? statement.to : statement.audit
    if (seq > 0 && (await found(seq)) !== hash)
      throw new Damage(place, `it was signed that the audit chain held event ${seq}: it does not`)
  }
}

function assertSigned(lines: readonly Line[], publicKey: string | null): void {
  const key = publicKey ?? lines[0]?.signed.key
  for (const { place, signed } of lines) {
    if (!isSigned(signed)) throw new Damage(place, 'its signature is not right')
    if (signed.key !== key) throw new Damage(place, 'it is signed with another key')
  }
}

/**
 * Whether the access log holds what was signed of it. Months whose ten years are over may be gone.
 * @throws Damage at the first line that the log does not reach
 */
export async function assertAccess(registryFile: string, { lines }: Expected): Promise<void> {
  const kept = monthsKept(registryFile)
  for (const [month, said] of byMonth(lines)) {
    if (month < (kept[0] ?? month)) continue
    const of = `the access log of ${month}`
    if (!kept.includes(month)) throw new Damage(said[0]!.place, `it was signed, and ${of} is gone`)
    await readingMonth(registryFile, month, async (session) => {
      for (const { place, seq, hash } of said)
        if (!(await holds(session, seq, hash)))
          throw new Damage(place, `it was signed that ${of} held entry ${seq}: it does not`)
    })
  }
}

/** The first entry of a month may not be there yet: its chain begins where the last one ended. */
async function holds(session: Session, seq: number, hash: string): Promise<boolean> {
  const found = await hashAt(session, seq)
  if (found !== undefined) return found === hash
  const opened = await session.row(linkNamed, { link: 'opened' })
  return opened?.seq === seq && opened.hash.toString('hex') === hash
}

type Said = ChainHead & { readonly place: string }

function byMonth(lines: readonly Line[]): ReadonlyMap<CalendarMonth, readonly Said[]> {
  const months = new Map<CalendarMonth, Said[]>()
  for (const { place, signed } of lines) {
    if (signed.statement.kind !== 'checkpoint' || !signed.statement.access) continue
    const { month, seq, hash } = signed.statement.access
    const key = month as CalendarMonth // as signed
    const known = months.get(key)
    if (known) known.push({ place, seq, hash })
    else months.set(key, [{ place, seq, hash }])
  }
  return months
}
