import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Answers,
  checkScore,
  instrumentSlugs,
  instruments,
  isRefusal,
  parseAnswers,
  proves,
  scoreAnswers,
  standing,
} from '../../server/domain/instruments/index.ts'
import { outcomes } from '../../server/domain/treat-to-target.ts'

/** Any instrument that is answered item by item, with a form of it: each item answered or not. */
const answered = instrumentSlugs
  .map((slug) => instruments[slug])
  .filter((of) => of.items.length > 0)
const forms = fc.constantFrom(...answered).chain((instrument) =>
  fc.record({
    instrument: fc.constant(instrument),
    answers: fc.tuple(
      ...instrument.items.map(({ highest }) => fc.option(fc.nat(highest), { freq: 4 })),
    ),
  }),
)
const totalled = forms.filter(({ instrument }) => instrument.totals)
const text = (answers: Answers) => answers.map((answer) => answer ?? '-').join(' ')
const blanks = (answers: Answers) => answers.filter((answer) => answer === null).length
const filled = (answers: Answers, at: number, answer: number): Answers => answers.with(at, answer)

test('answering a blank never makes missing grow', () => {
  fc.assert(
    fc.property(totalled, fc.nat(), ({ instrument, answers }, n) => {
      const at = n % answers.length
      fc.pre(answers[at] === null)
      const before = scoreAnswers(instrument, answers)
      const after = scoreAnswers(instrument, filled(answers, at, n % 2))
      expect(after.missing).toBe(before.missing! - 1)
      expect(after.answered).toBe(before.answered! + 1)
    }),
  )
})

test('a total lies within the instrument’s range, is whole, and is there unless unscorable', () => {
  fc.assert(
    fc.property(totalled, ({ instrument, answers }) => {
      const { total, status } = scoreAnswers(instrument, answers)
      expect(total === null).toBe(status === 'unscorable')
      if (total === null) return
      expect(Number.isInteger(total)).toBe(true)
      expect(total).toBeGreaterThanOrEqual(0)
      expect(total).toBeLessThanOrEqual(instrument.highestTotal!)
    }),
  )
})

test('a prorated total is the nearest whole one, halves going up', () => {
  fc.assert(
    fc.property(totalled, ({ instrument, answers }) => {
      const { status, total } = scoreAnswers(instrument, answers)
      fc.pre(status === 'prorated')
      const sum = answers.reduce<number>((points, answer) => points + (answer ?? 0), 0)
      const given = BigInt(answers.length - blanks(answers))
      // Twice the distance from the exact value, times the answers given: -1 < it <= +1.
      const twice = 2n * (BigInt(total!) * given - BigInt(sum * answers.length))
      expect(-given < twice && twice <= given).toBe(true)
    }),
  )
})

test('the status follows from the number of blanks alone, and a blank proves nothing', () => {
  fc.assert(
    fc.property(totalled, ({ instrument, answers }) => {
      const missing = blanks(answers)
      const scored = scoreAnswers(instrument, answers)
      const allowed = missing <= instrument.missingAllowed ? 'prorated' : 'unscorable'
      expect(scored.status).toBe(missing === 0 ? 'complete' : allowed)
      expect(proves(scored)).toBe(missing === 0)
    }),
  )
})

test('a form with a blank is never in remission, never improved for the state', () => {
  fc.assert(
    fc.property(totalled, ({ instrument, answers }) => {
      fc.pre(blanks(answers) > 0)
      const told = outcomes(instrument, 20, scoreAnswers(instrument, answers))
      expect(told?.remission ?? null).toBeNull()
      expect(told?.nys_improved ?? null).toBeNull()
    }),
  )
})

test('the order of the items does not matter to a total', () => {
  const alike = totalled.filter(({ instrument }) => !instrument.items.some((item) => item.reversed))
  const shuffled = alike.chain(({ instrument, answers }) =>
    fc.record({
      instrument: fc.constant(instrument),
      answers: fc.constant(answers as Answers), // the tuple's type forgets nothing but its length
      other: fc.shuffledSubarray(answers, { minLength: answers.length }),
    }),
  )
  fc.assert(
    fc.property(shuffled, ({ instrument, answers, other }) => {
      const [a, b] = [scoreAnswers(instrument, answers), scoreAnswers(instrument, other)]
      expect([b.total, b.status, b.band]).toEqual([a.total, a.status, a.band])
    }),
  )
})

test('item 9 is what was answered there, whatever stands elsewhere', () => {
  const nine = forms.filter(({ instrument }) => instrument.item9 !== null)
  fc.assert(
    fc.property(nine, ({ instrument, answers }) => {
      const answer = answers[8]!
      const expected = answer === null ? 'not_asked' : answer > 0 ? 'positive' : 'negative'
      expect(scoreAnswers(instrument, answers).item9).toBe(expected)
    }),
  )
})

test('a yes to a self-harm question is seen however blank the rest is', () => {
  const asking = forms.filter(({ instrument }) => instrument.items.some((item) => item.selfHarm))
  fc.assert(
    fc.property(asking, fc.nat(), ({ instrument, answers }, n) => {
      const own = instrument.items.flatMap(({ selfHarm }, at) => (selfHarm ? [at] : []))
      const yes = filled(answers, own[n % own.length]!, 1)
      expect(scoreAnswers(instrument, yes).safety).toBe('positive')
    }),
  )
})

test('what is written is read again, stored and scored the same', () => {
  fc.assert(
    fc.property(forms, ({ instrument, answers }) => {
      const items = text(answers)
      expect(parseAnswers(items, instrument)).toEqual(answers)
      const row = { instrument: instrument.slug, items, total: null, safety_items: null }
      expect(standing(row)).toEqual(scoreAnswers(instrument, answers))
      expect(checkScore(row)).toEqual([])
      expect(checkScore({ ...row, total: scoreAnswers(instrument, answers).total })).toEqual([])
    }),
  )
})

test('no text whatever makes the reader throw; it reads or refuses with what it expected', () => {
  const junk = fc.oneof(
    fc.string({ maxLength: 30 }),
    fc
      .array(fc.constantFrom('0', '3', '-', '4', '-1', '1.5', ' ', '', 'x'))
      .map((w) => w.join(' ')),
  )
  fc.assert(
    fc.property(fc.constantFrom(...instrumentSlugs), junk, (slug, items) => {
      const read = parseAnswers(items, instruments[slug])
      if (isRefusal(read)) expect(read.expected).not.toBe('')
      else expect(read).toHaveLength(instruments[slug].items.length)
      standing({ instrument: slug, items, total: null, safety_items: items })
    }),
  )
})

test('better never looks worse: a lower latest total loses no good outcome', () => {
  const total = fc.integer({ min: 0, max: 27 })
  fc.assert(
    fc.property(total, fc.integer({ min: 1, max: 27 }), (baseline, latest) => {
      const of = (to: number) =>
        outcomes(
          instruments['phq-9'],
          baseline,
          standing({ instrument: 'phq-9', items: null, total: to, safety_items: null }),
        )!
      const [now, lower] = [of(latest), of(latest - 1)]
      for (const good of [
        'response',
        'remission',
        'clinically_important',
        'reliable_change',
        'nys_improved',
      ] as const)
        if (now[good]) expect(lower[good]).toBe(true)
      for (const bad of ['worsened', 'worse_nhs', 'not_improved_aims'] as const)
        if (!now[bad]) expect(lower[bad]).toBe(false)
      expect(lower.change).toBe(now.change - 1)
    }),
  )
})
