/**
 * The trail as a file that anybody can verify offline: one JSON object a line. First what it is of
 * and every signed checkpoint, then both chains in order. A checkpoint that a chain does not reach
 * tells of a tail that was cut; one hash that does not follow, of anything else.
 */
import type { Access } from '../access.ts'
import { canonicalText } from '../canonical.ts'
import { type ChainHead, isGivenUp, type Signed, type Statement } from '../checkpoint.ts'
import type { AuditEvent } from '../registry.ts'
import { Damage } from '../verification.ts'
import type { Instant } from '../zone.ts'
import type { Category } from './category.ts'
import { accessText, originHash, shownIn, shownText } from './chain.ts'

/** An entry of the access log, with everybody it showed. */
export interface ExtractedAccess extends Omit<Access, 'category'> {
  readonly seq: number
  readonly category: Category | null
  readonly hash: string
}

export type ExtractLine =
  | {
      readonly kind: 'trail'
      readonly registry_id: string
      readonly made_at: Instant
      /** Where the access log begins: months older than ten years may be gone. */
      readonly access_begins: ChainHead
    }
  | { readonly kind: 'checkpoint'; readonly signed: Signed }
  | { readonly kind: 'change'; readonly event: AuditEvent }
  | { readonly kind: 'access'; readonly entry: ExtractedAccess }

/** What the pure rules borrow from the machine. */
export interface Crypto {
  /** SHA-256 of a text in UTF-8, in hex. */
  readonly sha256: (text: string) => string
  /** Whether the signature is by the key that the line names. */
  readonly isSigned: (signed: Signed) => boolean
}

export interface Examined {
  readonly changes: number
  readonly accesses: number
  readonly checkpoints: number
  /** The keys that signed; one, unless it was rotated. */
  readonly keys: readonly string[]
  readonly made_at: Instant
}

/** The head of each chain so far, and what signed checkpoints expect of it. */
class Chain {
  readonly name: string
  head: ChainHead
  count = 0
  readonly expected = new Map<number, string>()
  constructor(name: string, head: ChainHead) {
    this.name = name
    this.head = head
  }
  expect({ seq, hash }: ChainHead): void {
    if (seq === this.head.seq && hash !== this.head.hash)
      throw new Damage(`${this.name} ${seq}`, 'a checkpoint was signed over another one')
    if (seq > this.head.seq) this.expected.set(seq, hash)
  }
  follow(seq: number, hash: string, made: string): void {
    const next = this.head.seq + 1
    const place = `${this.name} ${next}`
    if (seq !== next) throw new Damage(place, `it is missing; ${seq} stands in its place`)
    if (hash !== made) throw new Damage(place, 'what stands there is not what its hash was made of')
    const signed = this.expected.get(seq)
    if (signed !== undefined && signed !== hash)
      throw new Damage(place, 'a checkpoint was signed over another one')
    this.expected.delete(seq)
    this.head = { seq, hash }
    this.count += 1
  }
  end(): void {
    const last = Math.max(0, ...this.expected.keys())
    if (last === 0) return
    const says = `it is missing; a checkpoint tells that there was one up to ${last}`
    throw new Damage(`${this.name} ${this.head.seq + 1}`, says)
  }
}

/** Looks at an extract line by line. @throws Damage at the first place that is not as it was */
export function examination({ sha256, isSigned }: Crypto) {
  let head: Extract<ExtractLine, { kind: 'trail' }> | undefined
  const signed: Signed[] = []
  const keys = new Set<string>()
  const changes = new Chain('change', { seq: 0, hash: originHash })
  let accesses = new Chain('access', { seq: 0, hash: originHash })
  let isExpecting = false

  function expectAll(statements: readonly Statement[]): void {
    isExpecting = true
    for (const [at, statement] of statements.entries()) {
      const later = statements.slice(at + 1)
      if (statement.kind === 'restored' || isGivenUp(statement, later)) continue
      changes.expect(statement.audit)
      if (statement.access) accesses.expect(statement.access)
    }
  }
  function seeSigned(one: Signed, place: string): void {
    if (isExpecting) throw new Damage(place, 'checkpoints stand before both chains')
    if (!isSigned(one)) throw new Damage(place, 'its signature is not by its key')
    if (one.statement.registry_id !== head?.registry_id)
      throw new Damage(place, 'it is of another registry')
    keys.add(one.key)
    signed.push(one)
  }
  function seeAccess({ hash, patients, ...entry }: ExtractedAccess): void {
    const shown = shownIn(patients)
    const shown_hash = shown.length === 0 ? null : sha256(shownText(shown))
    const text = accessText(accesses.head.seq + 1, { ...entry, shown_hash })
    accesses.follow(entry.seq, hash, sha256(accesses.head.hash + text))
  }
  function seeLink(line: Extract<ExtractLine, { kind: 'change' | 'access' }>): void {
    if (!isExpecting) expectAll(signed.map(({ statement }) => statement))
    if (line.kind === 'access') seeAccess(line.entry)
    else {
      const { hash, ...event } = line.event
      changes.follow(event.seq, hash, sha256(changes.head.hash + canonicalText(event)))
    }
  }
  function begin(line: Extract<ExtractLine, { kind: 'trail' }>, place: string): void {
    if (head) throw new Damage(place, 'a second trail begins here')
    head = line
    accesses = new Chain('access', line.access_begins)
  }
  return {
    see(line: ExtractLine, place: string): void {
      if (line.kind === 'trail') begin(line, place)
      else if (!head) throw new Damage(place, 'a trail begins with what it is of')
      else if (line.kind === 'checkpoint') seeSigned(line.signed, place)
      else if (line.kind === 'change' || line.kind === 'access') seeLink(line)
      else throw new Damage(place, 'it is no line of a trail')
    },
    end(): Examined {
      if (!head) throw new Damage('the trail', 'there is nothing in it')
      if (signed.length === 0) throw new Damage('the trail', 'no checkpoint is signed')
      if (!isExpecting) expectAll(signed.map(({ statement }) => statement))
      changes.end()
      accesses.end()
      return {
        changes: changes.count,
        accesses: accesses.count,
        checkpoints: signed.length,
        keys: [...keys],
        made_at: head.made_at,
      }
    },
  }
}
