/** The small rules behind the forms and the list, without a browser. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  activityOf,
  emptyContact,
  missingIn,
} from '../../client/components/contact-form/contact.ts'
import { spanOf } from '../../client/components/contact-form/times.ts'
import { answersOf, emptyEntry, firstOpen } from '../../client/components/score-form/entry.ts'
import { typed } from '../../client/components/score-form/typing.ts'
import { type Entry, linesOf, withKept } from '../../client/pages/worklist/entries.ts'
import { type LocalTime, momentOf, type TimeZone } from '../../server/domain/zone.ts'

const zone = 'America/New_York' as TimeZone
const at = (time: string): number => momentOf(time as LocalTime, zone)
const telling = { minutes: '', endedAt: '', timerSince: null, now: at('2026-11-02T10:07:42'), zone }

describe('the time of a contact', () => {
  test.for([
    ['typed minutes end now', { minutes: '15' }, '2026-11-02T09:52', '2026-11-02T10:07'],
    [
      'or when it is said',
      { minutes: '30', endedAt: '2026-11-02T09:00' },
      '2026-11-02T08:30',
      '2026-11-02T09:00',
    ],
    [
      'a timer counts full minutes',
      { timerSince: at('2026-11-02T09:57:00') },
      '2026-11-02T09:57',
      '2026-11-02T10:07',
    ],
    [
      'but one at least',
      { timerSince: at('2026-11-02T10:07:40') },
      '2026-11-02T10:06',
      '2026-11-02T10:07',
    ],
    [
      'typed minutes outweigh the timer',
      { minutes: '5', timerSince: at('2026-11-02T09:57:00') },
      '2026-11-02T10:02',
      '2026-11-02T10:07',
    ],
    [
      'a day is left backwards',
      { minutes: '20', endedAt: '2026-11-02T00:10' },
      '2026-11-01T23:50',
      '2026-11-02T00:10',
    ],
    [
      'an hour that comes twice keeps its offset',
      { minutes: '20', endedAt: '2026-11-01T02:10' },
      '2026-11-01T01:50:00-05:00',
      '2026-11-01T02:10',
    ],
  ] as const)('%s', ([, said, started_at, ended_at]) => {
    expect(spanOf({ ...telling, ...said })).toMatchObject({ started_at, ended_at })
  })

  test.for(['', '0', '481', '1.5', 'ten'])('“%s” without a timer is no time', (minutes) => {
    expect(spanOf({ ...telling, minutes })).toBeUndefined()
  })
})

describe('a contact', () => {
  const span = spanOf({ ...telling, minutes: '15' })!

  test('nothing of what happened is presumed: an empty form lacks all of it', () => {
    expect(Object.keys(missingIn(emptyContact, undefined, '2026-11-02'))).toEqual([
      'minutes',
      'reached',
      'modality',
    ])
  })

  test('what does not belong to its kind is not kept', () => {
    const contact = { ...emptyContact, technique: 'cognitive', counterpart: 'Dr. Abbott' }
    const follow_up = activityOf({ ...contact, modality: 'phone', reached: 'yes' }, span)
    expect(follow_up).toMatchObject({ technique: null, counterpart: null, reached: true })
    const coordination = activityOf({ ...contact, kind: 'coordination', reached: 'yes' }, span)
    expect(coordination).toMatchObject({ counterpart: 'Dr. Abbott', reached: false })
  })
})

test('whatever is typed, answers stay in their range, and as many Backspaces empty the form', () => {
  const keys = fc.array(fc.constantFrom(...'0123456789.', 'Backspace', 'x'), { maxLength: 40 })
  fc.assert(
    fc.property(keys, (pressed) => {
      let place = { at: 0, entry: emptyEntry('phq-9', 'en', '2026-11-02') }
      for (const key of pressed) place = typed(place, key, true) ?? place
      for (const answer of answersOf(place.entry))
        if (answer !== null) expect(answer).toBeLessThanOrEqual(3)
      for (let i = 0; i < 11; i++) place = typed(place, 'Backspace', true)!
      expect(firstOpen(place.entry)).toBe(0)
      expect(place.entry.difficulty).toBe('open')
    }),
  )
})

describe('lines that must stay', () => {
  const line = (kind: Entry['kind'], name: string): Entry =>
    ({ kind, id: `${kind}/${name}` }) as Entry // the rules look at no more
  const [a, b, c] = ['a', 'b', 'c'].map((name) => line('contacts', name)) as [Entry, Entry, Entry]
  const score = line('scores', 'a')

  test.for([
    ['what is gone is gone', [a, b, c], [a, c], [], [a, c]],
    ['unless it is kept, in its place', [a, b, c], [a, c], [b], [a, b, c]],
    ['the first of its kind too', [a, b, score], [b, score], [a], [a, b, score]],
    ['also where its kind is gone', [a, score], [score], [a], [a, score]],
    ['nothing stands twice', [a, b], [a, b], [a, b], [a, b]],
  ] as const)('%s', ([, former, now, kept, shown]) => {
    expect(withKept(former, now, new Set(kept.map(({ id }) => id)))).toEqual(shown)
  })

  test('a group counts what is still due', () => {
    expect(linesOf([a, b], new Set([b.id]))[0]).toEqual({
      is: 'heading',
      kind: 'contacts',
      count: 1,
    })
  })
})
