/**
 * CSV in pieces of whole rows, each row with its physical line. csv-parse knows quotes but tells
 * lines dearly; so pieces are cut where no quote is open, rows are counted, and a piece without
 * any quote is simply split (RFC 4180 says no more of it).
 */
import { isUtf8 } from 'node:buffer'
import { CsvError, parse } from 'csv-parse/sync'
import type { PlacedFault } from '../domain/bundle/policies.ts'

export interface CsvPiece {
  readonly rows: readonly (readonly string[])[]
  /** For each row the line on which it begins. */
  readonly lines: readonly number[]
  readonly faults: readonly PlacedFault[]
}

/** Bytes after which a quote still open is taken for a stray one: a claim's proof is megabytes. */
const longestRow = 1 << 24
const sliceBytes = 1 << 18
const [newline, quote, comma] = [0x0a, 0x22, 0x2c]
const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf])

export async function* csvPieces(chunks: AsyncIterable<Buffer>): AsyncGenerator<CsvPiece> {
  let line = 1
  for await (const piece of wholeRows(withoutMark(chunks))) {
    yield readPiece(piece, line)
    line += countOf(piece, newline)
  }
}

async function* withoutMark(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let start: Buffer | null = Buffer.alloc(0)
  for await (const chunk of chunks) {
    if (start === null) {
      yield chunk
      continue
    }
    start = Buffer.concat([start, chunk])
    if (start.length < byteOrderMark.length) continue
    yield start.subarray(start.indexOf(byteOrderMark) === 0 ? byteOrderMark.length : 0)
    start = null
  }
  if (start !== null) yield start
}

/** Cuts after the last line end outside quotes; what is left over begins the next piece. */
async function* wholeRows(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let left: Buffer = Buffer.alloc(0)
  let due = 0 // a long row is looked at again when it has doubled, not with each piece of it
  for await (const chunk of chunks) {
    left = left.length === 0 ? chunk : Buffer.concat([left, chunk])
    const isTooLong = left.length > longestRow
    if (left.length < due && !isTooLong) continue
    const end = endOfRows(left)
    // a single line without an end is handed on as it is: no row is that long
    const cut = end === 0 && isTooLong ? left.lastIndexOf(newline) + 1 || left.length : end
    if (end > 0) yield left.subarray(0, end)
    else yield* slices(left.subarray(0, cut))
    due = cut === 0 ? 2 * left.length : 0
    left = left.subarray(cut)
  }
  if (left.length > 0) yield left
}

/** Lines behind a stray quote, a few at a time: memory does not grow with the damage. */
function* slices(lines: Buffer): Generator<Buffer> {
  for (let start = 0; start < lines.length; ) {
    const last = lines.lastIndexOf(newline, start + sliceBytes) + 1
    const end = last > start ? last : lines.indexOf(newline, start) + 1 || lines.length
    yield lines.subarray(start, end)
    start = end
  }
}

/** A quote opens a cell only where the cell begins; within one it is a stray, told when read. */
function endOfRows(buffer: Buffer): number {
  if (!buffer.includes(quote)) return buffer.lastIndexOf(newline) + 1
  let isOpen = false
  let end = 0
  let before = newline
  for (let at = 0; at < buffer.length; at++) {
    const byte = buffer[at]!
    if (byte === quote)
      isOpen = !isOpen && (before === comma || before === newline || before === quote)
    else if (byte === newline && !isOpen) end = at + 1
    before = byte
  }
  return end
}

function countOf(buffer: Buffer, byte: number): number {
  let count = 0
  for (let at = buffer.indexOf(byte); at !== -1; at = buffer.indexOf(byte, at + 1)) count += 1
  return count
}

interface Reading {
  readonly rows: (readonly string[])[]
  readonly lines: number[]
  readonly faults: PlacedFault[]
}

function readPiece(piece: Buffer, line: number): CsvPiece {
  const reading: Reading = { rows: [], lines: [], faults: faultsOfText(piece, line) }
  if (piece.includes(quote)) readQuoted(piece, line, reading)
  else readPlain(piece, line, reading)
  return reading
}

function readPlain(piece: Buffer, line: number, { rows, lines }: Reading): void {
  const texts = piece.toString('utf8').split('\n')
  for (let i = 0; i < texts.length; i++) {
    const text = texts[i]!.endsWith('\r') ? texts[i]!.slice(0, -1) : texts[i]!
    if (text === '') continue
    rows.push(text.split(','))
    lines.push(line + i)
  }
}

const options = { record_delimiter: ['\r\n', '\n'], relax_column_count: true }

/** Reads on behind each stray quote, from the next line. */
function readQuoted(piece: Buffer, line: number, reading: Reading): void {
  let rest = piece
  let at = line
  while (rest.length > 0) {
    const stray = readUntilStray(rest, at, reading)
    if (stray === undefined) return
    const faulty = at + countOf(rest.subarray(0, stray), newline)
    const end = rest.indexOf(newline, stray)
    const start = stray === 0 ? 0 : rest.lastIndexOf(newline, stray - 1) + 1
    const value = rest.subarray(start, end === -1 ? rest.length : end).toString('utf8')
    reading.faults.push({ line: faulty, column: null, value, expected: wellQuoted })
    if (end === -1) return
    rest = rest.subarray(end + 1)
    at = faulty + 1
  }
}
const wellQuoted = 'quotes around a whole cell, doubled inside it'

/** Reads rows up to a stray quote; gives where in the piece the last good cell before it ends. */
function readUntilStray(piece: Buffer, line: number, reading: Reading): number | undefined {
  try {
    addRows(parse(piece, options), line, reading)
    return undefined
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const good = Number(error['records'])
    if (good > 0) addRows(parse(piece, { ...options, to: good }), line, reading)
    return Number(error['bytes'])
  }
}

function addRows(found: string[][], line: number, { rows, lines }: Reading): void {
  let at = line
  for (const row of found) {
    if (row.length > 1 || row[0] !== '') {
      rows.push(row)
      lines.push(at)
    }
    at += 1
    for (const cell of row) if (cell.includes('\n')) at += cell.split('\n').length - 1
  }
}

/** Lines that are not UTF-8, or hold what no text holds. */
function faultsOfText(piece: Buffer, line: number): PlacedFault[] {
  if (isUtf8(piece) && !piece.includes(0)) return []
  const faults: PlacedFault[] = []
  let start = 0
  for (let at = line; start < piece.length; at++) {
    const end = piece.indexOf(newline, start)
    const one = piece.subarray(start, end === -1 ? piece.length : end)
    const value = one.toString('utf8')
    if (!isUtf8(one)) faults.push({ line: at, column: null, value, expected: 'UTF-8 text' })
    if (one.includes(0))
      faults.push({ line: at, column: null, value, expected: 'text without NUL characters' })
    start = end === -1 ? piece.length : end + 1
  }
  return faults
}
