import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import {
  formIn,
  type InstrumentSlug,
  instrumentSlugs,
  instruments,
  isInstrument,
  isRefusal,
} from '../../server/domain/instruments/index.ts'

type Line = readonly [
  slug: InstrumentSlug,
  items: number,
  highest: number | null,
  mayMiss: number,
  positive: string,
  remission: number | null,
  panel: string | null,
  total: string | null,
]

// biome-ignore format: a table is read by its columns
const table: readonly Line[] = [
  // slug              items  highest  may miss  positive from   remission below  LOINC panel  total
  ['phq-9',              9,    27,        2,      '10',             5,   '44249-1',  '44261-6'],
  ['gad-7',              7,    21,        2,      '10',             5,   '69737-5',  '70274-6'],
  ['phq-2',              2,     6,        0,      '3',           null,   '55757-9',  '55758-7'],
  ['gad-2',              2,     6,        0,      '3',           null,   null,       null],
  ['phq-9m',             9,    27,        2,      '10',             5,   '89206-7',  '89204-2'],
  ['audit-c',            3,    12,        0,      '3, men 4',    null,   '72109-2',  '75626-2'],
  ['dast-10',           10,    10,        0,      'none',        null,   null,       '82667-7'],
  ['pcl-5',             20,    80,        0,      '33',            33,   null,       null],
  ['c-ssrs-screener',    6,  null,        0,      'none',        null,   null,       null],
  ['epds',               0,    30,        0,      'none',        null,   null,       null],
  ['isi',                0,    28,        0,      'none',        null,   null,       null],
  ['mdq',                0,    13,        0,      'none',        null,   null,       null],
  ['psc-17',             0,    34,        0,      '15',            15,   null,       null],
  ['scared',             0,    82,        0,      '25',            25,   null,       null],
  ['smfq',               0,    26,        0,      '12',             8,   null,       null],
  ['vanderbilt',         0,  null,        0,      'none',        null,   null,       null],
]

test.for(table)('%s: %d items, up to %s', ([slug, items, highest, mayMiss, ...line]) => {
  const [positive, remission, panel, total] = line
  const is = instruments[slug]
  const { cutoff } = is
  const men = cutoff?.male === undefined ? '' : `, men ${cutoff.male}`
  expect(is.slug).toBe(slug)
  expect(is.items).toHaveLength(items)
  expect(is.highestTotal).toBe(highest)
  expect(is.missingAllowed).toBe(mayMiss)
  expect(cutoff ? `${cutoff.from}${men}` : 'none').toBe(positive)
  expect(is.remissionBelow).toBe(remission)
  expect(is.loinc?.panel ?? null).toBe(panel)
  expect(is.loinc?.total ?? null).toBe(total)
})

test('the table leaves no instrument out, and nothing else is one', () => {
  expect(table.map(([slug]) => slug)).toEqual(instrumentSlugs)
  expect(Object.keys(instruments)).toEqual(instrumentSlugs)
  expect(isInstrument('phq-9')).toBe(true)
  for (const no of ['PHQ-9', 'phq9', '', 'toString', '__proto__'])
    expect(isInstrument(no)).toBe(false)
})

test('PHQ-9 and GAD-7 carry their LOINC codes item by item', () => {
  const codes = (slug: InstrumentSlug) =>
    instruments[slug].items.map(({ loinc }) => loinc).join(' ')
  expect(codes('phq-9')).toBe(
    '44250-9 44255-8 44259-0 44254-1 44251-7 44258-2 44252-5 44253-3 44260-8',
  )
  expect(codes('gad-7')).toBe('69725-0 68509-9 69733-4 69734-2 69735-9 69689-8 69736-7')
  const { answers, difficulty } = instruments['phq-9'].loinc!
  expect(answers?.join(' ')).toBe('LA6568-5 LA6569-3 LA6570-1 LA6571-9')
  expect(difficulty?.question).toBe('69722-7')
  expect(difficulty?.answers.join(' ')).toBe('LA6572-7 LA6573-5 LA6575-0 LA6574-3')
  expect(instruments['gad-7'].loinc?.aliases).toEqual({ 'LA18938-3': 2 })
})

test('the older PCL-C never passes for the PCL-5', () => {
  expect(JSON.stringify(instruments)).not.toContain('70221-7')
})

test('alcohol and drug screens are substance-use data, and only they', () => {
  const marked = instrumentSlugs.filter((slug) => instruments[slug].substanceUse)
  expect(marked).toEqual(['audit-c', 'dast-10'])
})

test('self-harm is asked by these, in items or beside the total', () => {
  const asks = instrumentSlugs.filter((slug) =>
    [...instruments[slug].items, ...instruments[slug].supplements].some((item) => item.selfHarm),
  )
  expect(asks).toEqual(['phq-9', 'phq-9m', 'c-ssrs-screener', 'epds'])
})

describe('the text', () => {
  const held = instrumentSlugs.flatMap((slug) =>
    Object.keys(instruments[slug].wordings).map((language) => `${slug} ${language}`),
  )

  test('is held for what was given, and for nothing else', () => {
    expect(held).toEqual(['phq-9 en', 'phq-9 es', 'gad-7 en', 'phq-2 en', 'phq-2 es', 'gad-2 en'])
  })

  test.for(held)('of %s has a line for every item and answer, and its credit', (name) => {
    const [slug, language] = name.split(' ') as [InstrumentSlug, string] // written so just above
    const form = formIn(instruments[slug], language)
    if (isRefusal(form)) throw new Error(form.refused)
    expect(form.items).toHaveLength(instruments[slug].items.length)
    expect(form.answers).toHaveLength(4)
    expect(form.credit).toMatch(/^Developed by Drs\. .* educational grant from Pfizer Inc\.$/)
    expect(form.difficulty === null).toBe(slug !== 'phq-9')
  })

  const spec = new URL('../../../shared/spec/instruments.md', import.meta.url)
  test.skipIf(!existsSync(spec))('is word for word what the specification gives', () => {
    const given = readFileSync(spec, 'utf8').replace(/\s+/g, ' ')
    for (const slug of ['phq-9', 'gad-7'] as const)
      for (const { asks, items, answers, difficulty } of Object.values(instruments[slug].wordings))
        for (const line of [asks, ...items, ...answers, ...(difficulty?.answers ?? [])])
          expect(given).toContain(line)
    for (const { difficulty } of Object.values(instruments['phq-9'].wordings))
      expect(given).toContain(difficulty?.asks)
    expect(given).toContain(instruments['phq-9'].credit)
  })

  test('is found by the first part of a language tag', () => {
    expect(formIn(instruments['phq-9'], 'es-US')).toMatchObject({ language: 'es' })
    expect(formIn(instruments['phq-9'], 'EN')).toMatchObject({ language: 'en' })
  })

  test.for([
    ['gad-7', 'es', 'en'],
    ['phq-9', 'fr', 'en or es'],
    ['phq-9m', 'en', 'its score only'],
    ['c-ssrs-screener', 'en', 'its score only'],
    ['epds', 'en', 'its score only'],
  ] as const)('of %s in %s is refused, and no other is shown instead', ([slug, tag, expected]) => {
    expect(formIn(instruments[slug], tag)).toMatchObject({ refused: expect.any(String), expected })
  })
})
