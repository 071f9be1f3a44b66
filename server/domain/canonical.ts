/**
 * One text for one value, whoever writes it down: keys sorted, no spaces, numbers and strings as
 * JSON has them. What is hashed is this text, so that an auditor can make it again with any tool.
 */

/** JSON with sorted keys. Members that are undefined are left out; null stays. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null'
  const members = Object.entries(value)
    .filter(([, member]) => member !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, member]) => `${JSON.stringify(name)}:${canonicalText(member)}`)
  return `{${members.join(',')}}`
}

/**
 * Makes the canonical text of rows with these columns. Absent values are left out: a column that a
 * later version of the program adds changes no hash of the rows that do without it.
 */
export function canonicalRow(
  columns: readonly string[],
): (row: Readonly<Record<string, unknown>>) => string {
  const sorted = columns
    .toSorted((a, b) => (a < b ? -1 : 1))
    .map((column) => [column, `${JSON.stringify(column)}:`] as const)
  return (row) => {
    let text = ''
    for (const [column, label] of sorted) {
      const value = row[column]
      if (value === null || value === undefined) continue
      text += `${text === '' ? '' : ','}${label}${cellText(value)}`
    }
    return `{${text}}`
  }
}

/** Most cells are plain words, which need no escaping. */
const cellText = (value: unknown): string => {
  if (typeof value === 'string' && !needsEscaping.test(value)) return `"${value}"`
  return typeof value === 'object' ? canonicalText(value) : JSON.stringify(value)
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes control characters
const needsEscaping = /["\\\u0000-\u001f\ud800-\udfff]/
