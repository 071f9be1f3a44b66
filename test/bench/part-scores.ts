/** 120,000 filled-in PHQ-9 forms: imported, and scored from a file. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { chance } from '../../db/seed/chance.ts'
import { phq9Items } from '../../db/seed/course.ts'
import { bundleWriter } from './bundle-writer.ts'
import { inFolder, medianOf, spent } from './child.ts'
import { isoDay } from './clinic-rows.ts'
import { comparedImport } from './part-import.ts'
import { type Line, type Options, ratioLine, say } from './report.ts'

const given = fileURLToPath(new URL('../../../shared/data/phq9-weekly.csv.gz', import.meta.url))
const people = 10_000
const weeks = 12

/** The given forms where they are beside the clone; else as many invented ones. */
function forms(): readonly string[] {
  if (!existsSync(given)) {
    const luck = chance('forms')
    return Array.from({ length: people * weeks }, () => phq9Items(luck.whole(0, 24), 0, luck))
  }
  const [, ...lines] = gunzipSync(readFileSync(given)).toString().trim().split('\n')
  return lines.map((line) => line.split(',').slice(2, 11).join(' '))
}

export const benchScores = ({ times }: Options): Promise<readonly Line[]> =>
  inFolder(async (folder) => {
    const answers = forms()
    say(`scores: ${answers.length} forms, ${existsSync(given) ? 'given' : 'invented'}`)
    const bundle = join(folder, 'bundle')
    writeForms(answers, bundle)
    const what = `import, ${answers.length} scores of ${people}`
    const imported = await comparedImport(what, bundle, folder, times)
    const file = join(folder, 'answers.txt')
    writeFileSync(file, `${answers.join('\n')}\n`)
    const floor = await medianOf(times, () => spent(['floor-scores', file]))
    const real = await medianOf(times, () => spent(['cocm', 'score', 'phq-9', '--file', file]))
    const perSecond = Math.round(answers.length / real.seconds)
    const line = ratioLine(`score --file, ${perSecond}/s`, real, floor, 3)
    return [...imported, line]
  })

/** Everybody's forms, a week apart, and whose they are. */
function writeForms(answers: readonly string[], folder: string): void {
  const { put, close } = bundleWriter(folder, ['patients', 'scores'])
  for (let number = 0; number < people; number++)
    put('patients', {
      patient_id: `s${number}`,
      mrn: `S${number}`,
      family_name: 'Form',
      given_name: 'Filled',
      birth_date: '1980-01-01',
    })
  const start = Date.UTC(2026, 0, 5) / 86_400_000
  for (const [place, items] of answers.entries())
    put('scores', {
      score_id: `f${place}`,
      patient_id: `s${Math.floor(place / weeks) % people}`,
      instrument: 'phq-9',
      administered_on: isoDay(start + (place % weeks) * 7),
      items,
    })
  close()
}
