/** The demo's clinic as a whole: the same every time, possible, and invented. */
import { describe, expect, test } from 'vitest'
import { caseSays, demoChanges, demoPeople } from '../../db/seed/index.ts'
import { isWorkingDay } from '../../db/seed/working-days.ts'
import { cellReader, cellText } from '../../server/domain/bundle/cell.ts'
import { timePlacer } from '../../server/domain/bundle/local-times.ts'
import { checkRow } from '../../server/domain/bundle/row-checks.ts'
import { addMonths, calendarDay, firstDay, monthOf } from '../../server/domain/calendar.ts'
import {
  type AnyRow,
  type Column,
  columnsOf,
  idOf,
  type RecordName,
} from '../../server/domain/records/index.ts'
import type { Change } from '../../server/domain/registry.ts'
import { dayOfTime, type LocalTime, type Moment } from '../../server/domain/zone.ts'
import { rowsOn, shownOn } from './clinic-in-memory.ts'

const days = ['2026-11-21', '2026-12-01', '2027-01-04', '2028-02-29', '2026-08-31'].map(calendarDay)
const told = (changes: Iterable<Change>) => JSON.stringify([...changes])
const rows = rowsOn()
/** What a change holds, whichever record it is of. */
const plain = ({ record, row }: Change) => ({ record, row: row as AnyRow }) // every row is one

describe('the same day shows the same clinic', () => {
  test('twice', () => {
    expect(told(demoChanges(shownOn))).toBe(told(demoChanges(shownOn)))
  })
  test('and another day another one', () => {
    const next = [...demoChanges(calendarDay('2026-12-21'))]
    expect(told(next)).not.toBe(told(rows.changes))
    expect(next.filter(({ record }) => record === 'patients')).toHaveLength(240)
  })
})

describe('the organization', () => {
  test('three care managers with 80 patients each, in two zones, one of the clinics an FQHC', () => {
    const managers = rows.of('staff').filter(({ role }) => role === 'care_manager')
    const team = rows.of('care_team').filter(({ role }) => role === 'care_manager')
    const patients = new Set(
      team.map(({ staff_id, episode_id }) => `${staff_id} ${episode_id.slice(0, 7)}`),
    )
    expect(managers).toHaveLength(3)
    for (const { staff_id } of managers)
      expect([...patients].filter((one) => one.startsWith(staff_id))).toHaveLength(80)
    expect(new Set(rows.of('clinics').map(({ time_zone }) => time_zone)).size).toBe(2)
    expect(rows.of('clinics').map(({ setting }) => setting)).toContain('fqhc')
  })

  test('one person of each role can sign in', () => {
    const people = demoPeople()
    const roleOf = new Map(rows.of('staff').map(({ staff_id, role }) => [staff_id, role]))
    expect(new Set(people.map(({ staff_id }) => roleOf.get(staff_id))).size).toBe(9)
    expect(new Set(people.map(({ sign_in_name }) => sign_in_name)).size).toBe(people.length)
  })
})

describe.each(days)('shown on %s', (today) => {
  const { changes, of } = rowsOn(today)

  test('nothing is dated after that day, but what is meant for later', () => {
    const meantForLater = new Set(['next_review_on', 'ends_on', 'due_on', 'until_on', 'expires_on'])
    const late = changes.map(plain).flatMap(({ record, row }) =>
      Object.entries(row)
        .filter(([column, value]) => !meantForLater.has(column) && isDated(record, column, value))
        .filter(([, value]) => String(value).slice(0, 10) > today)
        .map(([column, value]) => `${record} ${idOf(record, row)} ${column} ${value}`),
    )
    expect(late).toEqual([])
  })

  test('about twelve months of it', () => {
    const first = of('activities')
      .map(({ started_at }) => dayOfTime(started_at))
      .sort()[0]!
    expect(first >= firstDay(addMonths(monthOf(today), -12))).toBe(true)
    expect(first < firstDay(addMonths(monthOf(today), -10))).toBe(true)
  })

  test('every row passes the checks of a bundle', () => {
    expect(changes.flatMap((change) => faultsOf(plain(change)))).toEqual([])
  })

  test('ids are unique and lead somewhere that came before', () => {
    const faults: string[] = []
    const ids = new Map<string, Set<string>>()
    for (const { record, row } of changes.map(plain)) {
      const known = ids.get(record) ?? new Set()
      const id = idOf(record, row)
      if (known.has(id)) faults.push(`${record} ${id} twice`)
      ids.set(record, known.add(id))
      for (const [column, { refers }] of Object.entries<Column>(columnsOf[record]))
        if (refers && row[column] !== null)
          if (!ids.get(refers)?.has(String(row[column]))) faults.push(`${record} ${id} ${column}`)
    }
    expect(faults).toEqual([])
    expect(new Set(of('patients').map(({ mrn }) => mrn)).size).toBe(240)
  })

  test('nobody is in two places at once, but for the one time that the demo is about', () => {
    const work = of('activities').toSorted((a, b) =>
      `${a.staff_id} ${a.started_at}`.localeCompare(`${b.staff_id} ${b.started_at}`),
    )
    const clashes = work.filter((one, place) => {
      const before = work[place - 1]
      return before?.staff_id === one.staff_id && one.started_at < before.ended_at
    })
    const betweenPatients = clashes.filter(({ activity_id }) => activity_id.endsWith('-double'))
    expect(betweenPatients).toHaveLength(1)
    expect(clashes.length).toBeLessThanOrEqual(2) // and one patient's quarter of an hour entered twice
  })

  test('work is done on working days between eight and five', () => {
    const odd = of('activities').filter(
      ({ started_at, ended_at }) =>
        !isWorkingDay(dayOfTime(started_at)) ||
        started_at.slice(11) < '08:00' ||
        ended_at.slice(11) > '17:00',
    )
    expect(odd).toEqual([])
  })
})

const isDated = (record: RecordName, column: string, value: unknown): boolean => {
  const { kind } = (columnsOf[record] as Readonly<Record<string, Column>>)[column]! // its own column
  return value !== null && (kind === 'day' || kind === 'time')
}

const place = timePlacer([])
const zone = rows.of('clinics')[0]!.time_zone

/** What a bundle's reader would say to a row: each cell, and the row as a whole. */
function faultsOf({ record, row }: { record: RecordName; row: AnyRow }): readonly string[] {
  const columns = Object.entries<Column>(columnsOf[record]).filter(
    ([, { kind }]) => kind !== 'terms',
  )
  const text = (column: string) => cellText(row[column] ?? null)
  const unread = columns
    .filter(([column, of]) => row[column] !== null || of.required)
    .filter(([column, of]) => cellReader(of)(text(column)) !== row[column])
    .map(([column]) => `${record} ${idOf(record, row)} ${column}: ${text(column)}`)
  const moments: Record<string, Moment> = {}
  for (const [column, { kind }] of columns) {
    if (kind !== 'time' || row[column] === null) continue
    const placed = place(row[column] as LocalTime, () => zone) // the column's kind says so
    if ('moment' in placed) moments[column] = placed.moment
  }
  const wrong = checkRow(record, row, { moments, text })
  return [
    ...unread,
    ...wrong.map((fault) => `${record} ${idOf(record, row)} ${JSON.stringify(fault)}`),
  ]
}

/** People of note who bear a family name of the lists, or could have borne one of the given. */
const known = [
  'Graham Greene',
  'Joan Baez',
  'Frank Ocean',
  'Isaiah Berlin',
  'Hugh Grant',
  'Lourdes Leon',
  'Curtis Mayfield',
  'Jia Zhangke',
  'Noor Inayat Khan',
  'Sandra Oh',
  'Henryk Mazur',
  'Rohan Oh',
  'Amy Quinones',
  'Jerome Powell',
  'Miriam Makeba',
  'Anders Celsius',
  'Ivor Novello',
] as const

test('nobody is named like somebody known', () => {
  const names = rows
    .of('patients')
    .map(({ given_name, family_name }) => `${given_name} ${family_name}`)
  const staff = rows.of('staff').map(({ name }) => name)
  expect([...names, ...staff].filter((name) => known.some((one) => one === name))).toEqual([])
  expect(new Set(names).size).toBeGreaterThan(200)
})

test('the difficult cases are a minority, spread over all panels', () => {
  const numbers = Array.from({ length: 240 }, (_, number) => number).filter(caseSays)
  expect(numbers.length).toBeLessThan(100)
  for (const panel of [0, 1, 2])
    expect(numbers.filter((number) => Math.floor(number / 80) === panel).length).toBeGreaterThan(20)
})
