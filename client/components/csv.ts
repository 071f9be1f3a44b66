/** A list as a file for a spreadsheet (RFC 4180), safe from cells that a spreadsheet would run. */

export type CsvCell = string | number | null

/** Text that begins so is a formula to a spreadsheet. A number is a number, also below zero. */
const formula = /^[=+\-@\t\r]/

const written = (cell: CsvCell): string => {
  if (cell === null) return ''
  if (typeof cell === 'number') return String(cell)
  const safe = formula.test(cell) ? `'${cell}` : cell
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** With the mark by which spreadsheets know UTF-8. */
export const csvOf = (rows: readonly (readonly CsvCell[])[]): string =>
  `\uFEFF${rows.map((row) => row.map(written).join(',')).join('\r\n')}\r\n`

/** With a column that says on every row what must go with the rows; nothing must: without. */
export const withNotice = (
  rows: readonly (readonly CsvCell[])[],
  notice: string | null,
): readonly (readonly CsvCell[])[] =>
  notice === null ? rows : rows.map((row, i) => [...row, i === 0 ? 'Notice' : notice])

/** Hands a file to the browser. @param name must not tell of a patient */
export function saveFile(name: string, text: string, type = 'text/csv;charset=utf-8'): void {
  const address = URL.createObjectURL(new Blob([text], { type }))
  const link = document.createElement('a')
  link.href = address
  link.download = name
  link.click()
  URL.revokeObjectURL(address)
}
