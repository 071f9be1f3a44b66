/** Independent cases: the specification's sentences as stories, and what must be determined. */
import { describe, expect, test } from 'vitest'
import { complaints, determined } from './laws.ts'
import { type Scenario, said, whole } from './scenario.ts'
import { touching } from './story.ts'
import { subjects } from './subjects.ts'

const named = (scenarios: readonly Scenario[]) =>
  scenarios.map((each) => [each.title, each] as const)

describe.each(Object.entries(subjects))('%s', (subject, scenarios) => {
  test.for(named(scenarios))('%s', ([, { story, expected }]) => {
    expect(said(determined(story), expected, touching(story))).toEqual(whole(expected))
  })

  test.for(Object.entries(complaints))('%s', ([, complain]) => {
    const found = scenarios.flatMap(({ title, story }) =>
      complain(story, subject).map((complaint) => `${title}: ${complaint}`),
    )
    expect(found).toEqual([])
  })

  test('titles tell scenarios apart', () => {
    expect(new Set(scenarios.map(({ title }) => title)).size).toBe(scenarios.length)
  })
})
