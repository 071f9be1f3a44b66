/** Laws of reading and writing: whatever can be written is read back the same, wherever it is cut. */

import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cellReader, cellText } from '../../server/domain/bundle/cell.ts'
import { headerOf, readHeader } from '../../server/domain/bundle/header.ts'
import { timePlacer } from '../../server/domain/bundle/local-times.ts'
import {
  type AnyRow,
  type Column,
  columnsOf,
  type RecordName,
  recordNames,
} from '../../server/domain/records/index.ts'
import type { Registry } from '../../server/domain/registry.ts'
import {
  isLocalTime,
  localTimeOf,
  type Moment,
  momentOf,
  type TimeZone,
} from '../../server/domain/zone.ts'
import { csvPieces } from '../../server/use-cases/bundle-csv.ts'
import { exportBundle } from '../../server/use-cases/bundle-export.ts'
import { rowReader } from '../../server/use-cases/bundle-rows.ts'

const zones = ['America/New_York', 'Australia/Lord_Howe', 'America/Sao_Paulo'] as TimeZone[] // known
const words = fc
  .array(
    fc.constantFrom(
      '"',
      ',',
      '\n',
      '\r\n',
      '\r',
      ' ',
      'a',
      'é',
      '中',
      '🙂',
      '=1+1',
      '\ufeff',
      '\u2028',
      "'",
      ';',
      '\t',
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => parts.join(''))
const texts = fc
  .oneof(words, fc.string({ unit: 'grapheme', minLength: 1 }))
  .filter((text) => text.trim() !== '' && !text.includes('\0'))
const days = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

/** Any value that a column may hold; only the second of two equal hours carries an offset. */
function anyValueOf(column: Column): fc.Arbitrary<unknown> {
  const values: Readonly<Record<Column['kind'], () => fc.Arbitrary<unknown>>> = {
    id: () => fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/),
    text: () => (column.pattern ? fc.stringMatching(column.pattern) : texts),
    day: () => days,
    time: () =>
      fc
        .tuple(days, fc.constantFrom('T00:00', 'T08:30', 'T12:05:09', 'T23:59:59'))
        .map(([day, time]) => day + time),
    bool: () => fc.boolean(),
    whole: () => fc.integer({ min: column.min!, max: column.max! }),
    oneOf: () => fc.constantFrom(...column.values!),
    zone: () => fc.constantFrom(...zones),
    answers: () =>
      fc
        .array(fc.constantFrom('0', '1', '2', '3', '-'), { minLength: 1, maxLength: 20 })
        .map((all) => all.join(' ')),
    total: () => fc.integer({ min: 0, max: 999 }),
    terms: () => fc.constant({}),
  }
  const value = values[column.kind]()
  return column.required ? value : fc.option(value)
}

const rowsOf = (record: RecordName): fc.Arbitrary<AnyRow> =>
  fc.record(
    Object.fromEntries(
      Object.entries<Column>(columnsOf[record]).map(([name, column]) => [name, anyValueOf(column)]),
    ),
  )

async function* cut(bytes: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function readBack(text: string, size: number) {
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  for await (const piece of csvPieces(cut(Buffer.from(text), size))) {
    rows.push(...piece.rows)
    lines.push(...piece.lines)
    expect(piece.faults).toEqual([])
  }
  return { rows, lines }
}

/** The text of one record's file, as an export writes it. */
async function written(record: RecordName, rows: readonly AnyRow[]): Promise<string> {
  let text = ''
  const registry = {
    async *rows(asked: RecordName) {
      if (asked === record) yield* rows
    },
  } as unknown as Pick<Registry, 'rows'> // rows of the one record that is asked for
  const target = {
    write: async (name: string, parts: AsyncIterable<string>) => {
      for await (const part of parts) if (name === `${record}.csv`) text += part
    },
    finish: async () => undefined,
    abandon: async () => undefined,
  }
  await exportBundle(registry, target, { beforeRelease: async () => undefined })
  return text
}

describe('whatever a registry holds is read back from its export', () => {
  test.for(recordNames.filter((name) => name !== 'policies'))('%s', async (record) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(rowsOf(record), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 300 }),
        async (rows, size) => {
          const text = await written(record, rows)
          const back = await readBack(text, size)
          const header = readHeader(record, back.rows[0]!)
          expect(header.faults).toEqual([])
          const setting = { placeTime: timePlacer([]), zoneOf: () => () => undefined }
          const read = rowReader(record, header, setting)
          expect(back.rows.slice(1).map((cells) => read(cells).row)).toEqual(rows)
        },
      ),
      { numRuns: 60 },
    )
  })
})

test('a cell of each kind is read as it was written', () => {
  for (const record of recordNames)
    for (const column of Object.values<Column>(columnsOf[record])) {
      if (column.kind === 'terms') continue
      const read = cellReader(column)
      fc.assert(
        fc.property(
          anyValueOf(column),
          (value) => value === null || Object.is(read(cellText(value)), value),
        ),
        { numRuns: 50 },
      )
    }
})

test('any text at all is read as the csv library reads it, with the line on which each row begins', async () => {
  const cell = fc.oneof(words, fc.constant(''), fc.stringMatching(/^[a-z]{0,6}$/))
  const quoted = (text: string) =>
    /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 12 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 60 }),
      async (table, end, size) => {
        // a mark at the very start would be taken for a byte order mark
        const text = `x,y${end}${table.map((row) => row.map(quoted).join(',') + end).join('')}`
        const { rows, lines } = await readBack(text, size)
        expect(rows).toEqual(
          parse(text, { relax_column_count: true, record_delimiter: ['\r\n', '\n'] }),
        )
        let line = 1
        for (const [i, row] of rows.entries()) {
          expect(lines[i]).toBe(line)
          line += 1 + row.join('').split('\n').length - 1
        }
      },
    ),
    { numRuns: 300 },
  )
})

test('every moment of a zone has one text, and placing that text keeps text and moment', () => {
  for (const zone of zones) {
    const place = timePlacer([zone])
    fc.assert(
      fc.property(fc.integer({ min: 1_400_000_000, max: 1_900_000_000 }), (second) => {
        const moment = second as Moment // seconds since 1970
        const time = localTimeOf(moment, zone)
        expect(isLocalTime(time)).toBe(true)
        expect(place(time, () => zone)).toEqual({ time, moment })
        expect(momentOf(time, zone)).toBe(moment)
      }),
      { numRuns: 500 },
    )
  }
})

test('headers are found by name in any order', () => {
  fc.assert(
    fc.property(fc.constantFrom(...recordNames), fc.infiniteStream(fc.nat()), (record, order) => {
      const names = [...headerOf(record)].sort(() => (order.next().value! % 2) * 2 - 1)
      const { places, faults } = readHeader(record, names)
      expect(faults).toEqual([])
      expect(places.map((place) => names[place])).toEqual(headerOf(record))
    }),
  )
})
