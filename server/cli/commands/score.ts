/** `cocm score`: one questionnaire, or a file of them. Needs no registry and keeps nothing. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import {
  instruments,
  isInstrument,
  isRefusal,
  scoreReport,
} from '../../domain/instruments/index.ts'
import { type Command, type Exit, type Tools, UsageError } from '../command.ts'

const command: Command = {
  name: 'score',
  usage: 'score INSTRUMENT ("2 1 0 …" | --file F)',
  says: 'Scores a questionnaire: answers in order, - for one not answered; prints JSON.',
  options: [
    { name: 'file', value: 'F', says: 'one line of answers in, one JSON object a line out' },
  ],
  arguments: { least: 1, most: 2 },
  more: [`Instruments: ${Object.keys(instruments).join(', ')}`],
  async run(args, tools) {
    const [slug = '', answers] = args.positionals
    const file = args.text('file')
    if (!isInstrument(slug)) throw new UsageError(`there is no instrument ${slug}`)
    if ((answers === undefined) === (file === undefined))
      throw new UsageError('answers or --file, one of the two')
    return file === undefined ? scoreOne(slug, answers ?? '', tools) : scoreFile(slug, file, tools)
  },
}
export default command

async function scoreOne(slug: string, answers: string, tools: Tools): Promise<Exit> {
  const report = scoreReport(slug, answers)
  if (isRefusal(report)) {
    tools.err(`cocm score: ${report.refused}; expected ${report.expected}`)
    return 1
  }
  await tools.out(JSON.stringify(report))
  return 0
}

/** Lines are printed in parcels: one write a line would cost more than the scoring. */
const parcelLines = 500

/** A pipe (`--file /dev/stdin`) is read like a file. */
async function scoreFile(slug: string, file: string, tools: Tools): Promise<Exit> {
  const found = await stat(file).catch(() => undefined)
  if (!found || found.isDirectory()) {
    tools.err(`cocm score: there is no file ${file}`)
    return 1
  }
  const input = createReadStream(file, 'utf8')
  let exit: Exit = 0
  let line = 0
  let parcel: string[] = []
  for await (const answers of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    line += 1
    const report = scoreReport(slug, answers)
    if (isRefusal(report)) {
      tools.err(`${file} line ${line}: ${report.refused}; expected ${report.expected}`)
      exit = 1
      continue
    }
    parcel.push(JSON.stringify(report))
    if (parcel.length < parcelLines) continue
    await tools.out(parcel.join('\n'))
    parcel = []
  }
  if (parcel.length > 0) await tools.out(parcel.join('\n'))
  return exit
}
