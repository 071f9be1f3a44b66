/** The tables say what the records say, and the migration makes just these tables. */
import { readFileSync } from 'node:fs'
import { getTableColumns } from 'drizzle-orm'
import { getTableConfig } from 'drizzle-orm/sqlite-core'
import { describe, expect, test } from 'vitest'
import { tables } from '../../db/schema/tables.ts'
import { columnsOf, keyOf, recordNames } from '../../server/domain/records/index.ts'

const own = ['handle', 'version', 'commit_no']

describe.each(recordNames)('the table %s', (record) => {
  const columns = getTableColumns(tables[record])
  const mine = Object.entries(columns).filter(([name]) => !own.includes(name))

  test('has the columns of its record, in their order, named alike everywhere', () => {
    expect(mine.map(([name]) => name)).toEqual(Object.keys(columnsOf[record]))
    for (const [name, column] of Object.entries(columns)) expect(column.name).toBe(name)
  })

  test('demands what the record demands', () => {
    const demanded = Object.entries(columnsOf[record]).map(([name, { required }]) => [
      name,
      required,
    ])
    expect(mine.map(([name, { notNull }]) => [name, notNull])).toEqual(demanded)
  })

  test('is keyed as the record is, and refers where the record refers', () => {
    const { primaryKeys, foreignKeys } = getTableConfig(tables[record])
    const key = primaryKeys[0]?.columns ?? Object.values(columns).filter(({ primary }) => primary)
    expect(key.map(({ name }) => name)).toEqual(keyOf(record))
    const referring = foreignKeys
      .map((key) => key.reference())
      .map(({ columns: [column], foreignColumns: [to] }) => [column?.name, to?.name])
      .filter(([name]) => name !== 'commit_no')
    const should = Object.entries(columnsOf[record]).flatMap(([name, { refers }]) =>
      refers ? [[name, keyOf(refers as typeof record)[0]]] : [],
    )
    expect(referring.sort()).toEqual(should.sort())
    expect(foreignKeys.map(({ onDelete }) => onDelete)).not.toContain('cascade')
  })
})

test('every table of the migration is strict, and nothing cascades', () => {
  const folder = new URL('../../migrations/sqlite/', import.meta.url)
  const { entries } = JSON.parse(readFileSync(new URL('meta/_journal.json', folder), 'utf8'))
  const text: string = entries
    .map(({ tag }: { tag: string }) => readFileSync(new URL(`${tag}.sql`, folder), 'utf8'))
    .join('\n')
  expect(text.match(/\) STRICT;/g)).toHaveLength(text.match(/CREATE TABLE/g)?.length ?? 0)
  expect(text).not.toMatch(/on (delete|update) (cascade|set)/i)
})
