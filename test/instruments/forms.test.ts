import { existsSync, readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { standing } from '../../server/domain/instruments/index.ts'

/** Forms that people filled in, with the total that somebody else added up. */
interface FilledForm {
  readonly items: string
  readonly total: number
}

function formsIn(file: URL): readonly FilledForm[] {
  const [header, ...lines] = gunzipSync(readFileSync(file)).toString().trim().split('\n')
  const first = header!.split(',').indexOf('DPQ1')
  return lines.map((line) => {
    const cells = line.split(',')
    return { items: cells.slice(first, first + 9).join(' '), total: Number(cells.at(-1)) }
  })
}

const scored = ({ items }: FilledForm) =>
  standing({ instrument: 'phq-9', items, total: null, safety_items: null })

const wrong = (forms: readonly FilledForm[]) =>
  forms.filter((form) => {
    const { status, total, item9 } = scored(form)
    const selfHarm = form.items.endsWith(' 0') ? 'negative' : 'positive'
    return status !== 'complete' || total !== form.total || item9 !== selfHarm
  })

const sample = new URL('../data/phq9-sample.csv.gz', import.meta.url)
const all = new URL('../../../shared/data/phq9-weekly.csv.gz', import.meta.url)

test('no total of the sample is off', () => {
  const forms = formsIn(sample)
  expect(forms).toHaveLength(1968)
  expect(wrong(forms)).toEqual([])
})

test('a total that is off would be seen', () => {
  const [form] = formsIn(sample)
  expect(wrong([{ ...form!, total: form!.total + 1 }])).toHaveLength(1)
})

test.skipIf(!existsSync(all))('no total of 120,000 forms is off, in well under a second', () => {
  const forms = formsIn(all)
  expect(forms).toHaveLength(120_000)
  const before = performance.now()
  for (const form of forms) scored(form)
  const milliseconds = performance.now() - before
  expect(wrong(forms)).toEqual([])
  expect(milliseconds).toBeLessThan(1000)
})
