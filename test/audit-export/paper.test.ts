/** The audit sheet as a reader of PDF sees it: what stands where, in black and gray, on few pages. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { getDocument, OPS } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { sheetOf } from '../../server/domain/audit-export/sheet.ts'
import { plainText } from '../../server/use-cases/audit-export/pdf-pen.ts'
import { type ABilledMonth, aBilledMonth, packetsIn, unpacked } from './an-export.ts'

let billed: ABilledMonth
let folder: string
beforeAll(async () => {
  billed = await aBilledMonth()
  await billed.make('whole.zip')
  folder = unpacked(billed.pathOf('whole.zip'))
})
afterAll(() => billed.close())

async function pagesOf(name: string) {
  const data = new Uint8Array(readFileSync(join(folder, name)))
  const doc = await getDocument({ data, verbosity: 0 }).promise
  const pages = []
  for (let number = 1; number <= doc.numPages; number++) {
    const page = await doc.getPage(number)
    const { items } = await page.getTextContent()
    const texts = items.flatMap((item) => ('str' in item ? [item] : []))
    pages.push({ texts, drawn: await page.getOperatorList() })
  }
  return pages
}
const flat = (pages: Awaited<ReturnType<typeof pagesOf>>): string =>
  pages
    .flatMap(({ texts }) => texts.map(({ str }) => str))
    .join(' ')
    .replaceAll(/\s+/g, ' ')

test('one to three pages, with everything that an auditor asks for', async () => {
  const packets = packetsIn(billed.pathOf('whole.zip'))
  for (const { name, frozen, claim } of packets) {
    const pages = await pagesOf(`${name}.pdf`)
    expect(pages.length).toBeLessThanOrEqual(3)
    const text = flat(pages)
    const { patient } = frozen.dossier
    for (const line of frozen.determination.lines) expect(text).toContain(line.code)
    expect(text).toContain(plainText(patient.mrn))
    expect(text).toContain(claim!.sha256)
    expect(text).toContain('Time that counts')
    expect(text).toContain('Told that cost sharing applies')
    expect(text).toContain(`page ${pages.length} of ${pages.length}`)
    for (const { element } of frozen.determination.elements)
      expect(text).toContain(`${element.replaceAll('-', ' ')}:`)
  }
})

test('every meeting and review that proves something stands in it, whichever month it was in', () => {
  const before: string[] = []
  for (const packet of packetsIn(billed.pathOf('whole.zip'))) {
    const { dossier, determination, month } = packet.frozen
    const log = sheetOf(packet).sections.find(({ title }) => title.startsWith('Case reviews'))
    const shown = log?.rows.map(([when]) => when)
    const cited = determination.elements.flatMap(({ evidence }) => evidence)
    for (const { record, id } of cited) {
      const meeting = dossier.meetings.find(({ meeting_id }) => meeting_id === id)
      const review = dossier.case_reviews.find(({ review_id }) => review_id === id)
      const on = record === 'meetings' ? meeting?.started_at : review?.reviewed_on
      if (!['meetings', 'case_reviews'].includes(record) || on === undefined) continue
      expect(shown, `${record} ${id}`).toContain(on.replace('T', ' '))
      if (!on.startsWith(month)) before.push(id)
    }
  }
  expect(before.length).toBeGreaterThan(0)
})

test('nothing stands outside the page, and no two words of a line lie on one another', async () => {
  for (const { texts } of await pagesOf('00001.pdf')) {
    const words = texts.filter(({ str }) => str.trim() !== '')
    for (const { transform, width, str } of words) {
      const [x, y] = [transform[4] as number, transform[5] as number] // a matrix of six numbers
      expect(x, str).toBeGreaterThanOrEqual(30)
      expect(x + width, str).toBeLessThanOrEqual(612 - 20)
      expect(y, str).toBeGreaterThanOrEqual(20)
    }
    const placed = words
      .map(({ transform, width, str }) => ({
        ...{ x: Number(transform[4]), y: Math.round(Number(transform[5])), width, str },
      }))
      .sort((a, b) => a.y - b.y || a.x - b.x)
    placed.slice(1).forEach((word, place) => {
      const before = placed[place]!
      if (before.y !== word.y) return
      expect(word.x, `${before.str} | ${word.str}`).toBeGreaterThan(before.x + before.width - 0.5)
    })
  }
})

test('readable in gray: no color says anything', async () => {
  for (const { drawn } of await pagesOf('00001.pdf')) {
    const colors = drawn.argsArray.filter((_, place) =>
      [OPS.setFillRGBColor, OPS.setStrokeRGBColor].includes(drawn.fnArray[place]!),
    )
    expect(colors.length).toBeGreaterThan(0)
    for (const given of colors) {
      const text = String(given)
      const [r, g, b] = text.startsWith('#')
        ? [text.slice(1, 3), text.slice(3, 5), text.slice(5, 7)]
        : text.split(',')
      expect([g, b], text).toEqual([r, r])
    }
  }
})

test.for([
  ['José Núñez', 'José Núñez'],
  ['Łukasz Dvořák', '?ukasz Dvorák'],
  ['≥ 9 → 4', '>= 9 -> 4'],
  ['two\nlines', 'two lines'],
])('%s is written %s', ([given, written]) => {
  expect(plainText(given!)).toBe(written)
})
