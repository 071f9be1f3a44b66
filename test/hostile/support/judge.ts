/** What every answer must be, whatever was asked. */
import { ProblemShape, problems } from '../../../server/contract/problems.ts'
import { securityHeaders } from '../../../server/http/headers.ts'

export interface Answer {
  readonly statusCode: number
  readonly body: string
  readonly headers: Readonly<Record<string, unknown>>
}

/** Signs of what goes on inside: paths, stacks, engines. */
const insides = /node_modules|\.[tj]sx?:\d|\bat \S+ \(|SQLITE_|SqliteError|TypeError|RangeError/

const constant = Object.entries(securityHeaders).filter(
  ([name]) => !['cache-control', 'content-security-policy'].includes(name),
)

/** What is wrong with an answer, in words; empty: it is as every answer should be. */
export function faultsOf({ statusCode, body, headers }: Answer): readonly string[] {
  const faults: string[] = []
  if (statusCode >= 500) faults.push(`answers ${statusCode}: ${body}`)
  for (const [name, value] of constant) if (headers[name] !== value) faults.push(`no ${name}`)
  if (!String(headers['content-security-policy']).startsWith("default-src 'none'"))
    faults.push('no content-security-policy')
  if (statusCode < 400) return faults
  if (headers['content-type'] !== 'application/problem+json')
    faults.push(`an error of type ${headers['content-type']}`)
  if (headers['cache-control'] !== 'no-store') faults.push('an error that may be kept')
  if (insides.test(body)) faults.push(`shows its insides: ${body}`)
  return body === '' ? faults : [...faults, ...problemFaults(statusCode, body)]
}

function problemFaults(statusCode: number, body: string): readonly string[] {
  const parsed = ProblemShape.safeParse(jsonOf(body))
  if (!parsed.success) return [`no problem: ${body}`]
  const { type, status, detail, faults } = parsed.data
  const kind = type.replace('/problems/', '') as keyof typeof problems // looked up on the next line
  const found: string[] = []
  if (problems[kind]?.status !== statusCode || status !== statusCode)
    found.push(`${type}, ${status}`)
  const isOfContract = /is not as agreed|cannot be kept as they are/.test(detail)
  if (isOfContract && !faults?.every(({ field, says }) => field.startsWith('/') && says))
    found.push(`names no field: ${body}`)
  if (isOfContract && faults?.length === 0) found.push(`no fault is told: ${body}`)
  return found
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
