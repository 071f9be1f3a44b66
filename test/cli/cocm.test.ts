/** The program as an operator meets it: exit codes, help, streams, and a kill in the middle. */
import { execFileSync, spawn, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Tools } from '../../server/cli/command.ts'
import { commands } from '../../server/cli/commands.ts'
import { run } from '../../server/cli/run.ts'

const pathOf = (relative: string) => fileURLToPath(new URL(relative, import.meta.url))
const program = pathOf('../../server/cli/cocm.js')
const cases = pathOf('../data/billing-cases/bundle')

let folder: string
let url: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'cocm-cli-'))
  url = `file:${join(folder, 'made', 'registry.db')}`
  expect(cocm('import', cases)).toMatchObject({ status: 0, stderr: '' })
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Runs the program from a folder that is not its own. */
function cocm(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...args], {
    cwd: folder,
    env: { ...process.env, COCM_DATABASE_URL: url },
    encoding: 'utf8',
  })
  return { status, stdout, stderr }
}
const jsonLines = (text: string) =>
  text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>) // objects, as printed

/** Tools of a call that never gets as far as to use them. */
function idleTools(lines: { readonly out: string[]; readonly err: string[] }): Tools {
  const never = () => {
    throw new Error('a wrong call touches nothing')
  }
  return {
    databaseUrl: url,
    operator: { who: 'operator:tester', role: 'operator' },
    isTerminal: false,
    now: never,
    today: never,
    openRegistry: never,
    openAccessLog: never,
    openCheckpoints: never,
    keys: { database: null, backup: null, signing: null },
    out: async (line) => void lines.out.push(line),
    err: (line) => void lines.err.push(line),
    status: () => undefined,
  }
}

describe('a call that is wrong shows the usage on standard error and ends with 2', () => {
  test.for<[string, string[], RegExp]>([
    ['no command', [], /usage: cocm COMMAND/],
    ['an unknown command', ['bil'], /there is no command bil[\s\S]*usage/],
    ['a command that objects inherit', ['constructor'], /there is no command/],
    ['an unknown option', ['bill', '--month', '2026-06', '--jsn'], /--jsn[\s\S]*usage: cocm bill/],
    ['an option without its value', ['bill', '--month'], /--month[\s\S]*usage: cocm bill/],
    ['no month', ['bill', '--json'], /--month is missing[\s\S]*usage/],
    [
      'a month that there is not',
      ['bill', '--month', '2026-13'],
      /2026-13: not a month[\s\S]*usage/,
    ],
    [
      'a day that does not exist',
      ['caseload', '--as-of', '2026-02-30'],
      /2026-02-30: not a date[\s\S]*usage/,
    ],
    [
      'a time that is none',
      ['bill', '--month', '2026-06', '--known-on', 'yesterday'],
      /yesterday: not a time[\s\S]*usage/,
    ],
    ['an hour that is none', ['caseload', '--known-on', '2026-06-01T25:00'], /not a time/],
    [
      'an unknown instrument',
      ['score', 'phq-8', '1'],
      /there is no instrument phq-8[\s\S]*usage: cocm score/,
    ],
    ['no answers', ['score', 'phq-9'], /answers or --file[\s\S]*usage/],
    ['no path', ['import'], /an argument is missing[\s\S]*usage: cocm import/],
    ['a path too many', ['export', 'a', 'b'], /unexpected argument: b[\s\S]*usage/],
  ])('%s', async ([, args, says]) => {
    const lines = { out: [], err: [] }
    expect(await run(args, idleTools(lines))).toBe(2)
    expect(lines.out).toEqual([])
    expect(lines.err.join('\n')).toMatch(says)
  })

  test('as a process, too', () => {
    const { status, stdout, stderr } = cocm('bill', '--month', '2026-13')
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' })
    expect(stderr).toMatch(/2026-13: not a month[\s\S]*usage: cocm bill/)
  })
})

test('help is told on standard output, of the program and of each command', async () => {
  const told = { out: [] as string[], err: [] }
  expect(await run(['--help'], idleTools(told))).toBe(0)
  expect(told.err).toEqual([])
  for (const name of Object.keys(commands)) {
    expect(told.out.join('\n')).toContain(`\n${name} `)
    const help = { out: [] as string[], err: [] }
    expect(await run([name, '--help'], idleTools(help))).toBe(0)
    expect(help.out[0]).toMatch(new RegExp(`^usage: cocm ${name}( |$)`))
    const { default: command } = await commands[name]!()
    for (const option of command.options) expect(help.out.join('\n')).toContain(`--${option.name}`)
  }
})

describe('work that is refused ends with 1, each reason on standard error', () => {
  test('a bundle with errors', () => {
    const bundle = join(folder, 'bad')
    mkdirSync(bundle)
    writeFileSync(
      join(bundle, 'visits.csv'),
      'visit_id,patient_id,practitioner_id,visit_on,code\nv1,nobody,bp1,2026-02-30,99214\n',
    )
    const { status, stdout, stderr } = cocm('import', bundle)
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr.split('\n')).toEqual([
      'visits.csv line 2, column visit_on: "2026-02-30"; expected a date that exists, YYYY-MM-DD',
      'visits.csv line 2, column patient_id: "nobody"; expected the id of a row of patients',
      '2 errors: nothing was imported',
      '',
    ])
  })
  test.for<[string, string[], RegExp]>([
    ['no bundle there', ['import', 'nowhere'], /there is no bundle at nowhere/],
    ['an export over what is there', ['export', 'made'], /made is not empty/],
    ['a trail over what is there', ['trail', 'made'], /made is there already/],
    ['an answer that there is not', ['score', 'phq-9', '4 0 0 0 0 0 0 0 0'], /from 0 to 3/],
    [
      'a file that is not there',
      ['score', 'phq-9', '--file', 'none.txt'],
      /there is no file none.txt/,
    ],
    [
      'a patient who is not there',
      ['bill', '--month', '2026-06', '--patient', 'nobody'],
      /no patient with mrn nobody/,
    ],
  ])('%s', ([, args, says]) => {
    const { status, stderr } = cocm(...args)
    expect(status).toBe(1)
    expect(stderr).toMatch(says)
  })
  test.for([
    ['postgres://somewhere', /^cocm caseload: .*file:/],
    ['file:made', /^cocm caseload: .*made is a folder, not a database/],
  ] as const)('a registry where none can be: %s', ([databaseUrl, says]) => {
    const { status, stderr } = spawnSync(process.execPath, [program, 'caseload'], {
      cwd: folder,
      env: { ...process.env, COCM_DATABASE_URL: databaseUrl },
      encoding: 'utf8',
    })
    expect(status).toBe(1)
    expect(stderr).toMatch(says)
  })
})

test('import prints rows added, amended and unchanged for each file of the bundle', () => {
  const { status, stdout } = cocm('import', cases, '--dry-run')
  expect(status).toBe(0)
  expect(stdout).toMatch(/^patients\.csv +0 added +0 amended +60 unchanged$/m)
  expect(stdout).toMatch(/dry run: nothing was changed\n$/)
})

test('bill prints one JSON object a line, sorted by mrn, and one patient where asked', () => {
  const { status, stdout } = cocm('bill', '--month', '2026-06', '--json')
  expect(status).toBe(0)
  const mrns = jsonLines(stdout).map(({ mrn }) => String(mrn))
  expect(mrns.length).toBeGreaterThan(50)
  expect(mrns).toEqual(mrns.toSorted((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
  const one = cocm('bill', '--month', '2026-06', '--json', '--patient', mrns[3]!)
  expect(one.stdout).toBe(`${stdout.split('\n')[3]}\n`)
  const table = cocm('bill', '--month', '2026-06')
  expect(table.stdout).toMatch(/\n2026-06: \d+ bill, \d+ hold, \d+ no_bill\n$/)
})

test('caseload prints the keys that the review lists, for that day', () => {
  const { status, stdout } = cocm('caseload', '--json', '--as-of', '2026-06-30')
  expect(status).toBe(0)
  const [first] = jsonLines(stdout)
  expect(Object.keys(first!)).toEqual(
    expect.arrayContaining([
      'mrn',
      'episode_id',
      'status',
      'care_manager',
      'weeks',
      'item9',
      'flags',
      'agenda_points',
    ]),
  )
  expect(cocm('caseload', '--json', '--as-of', '1999-01-01').stdout).toBe('')
})

test('before anything was imported, nothing was known', () => {
  for (const known of ['2020-01-01T00:00:00Z', '2020-01-01T00:00', '2020-01-01T00:00-05:00'])
    expect(cocm('bill', '--month', '2026-06', '--json', '--known-on', known)).toEqual({
      status: 0,
      stdout: '',
      stderr: '',
    })
})

describe('score', () => {
  test('one questionnaire, also one that begins with a blank', () => {
    expect(cocm('score', 'phq-9', '2 1 0 2 3 1 0 2 1').stdout).toBe(
      '{"instrument":"phq-9","status":"complete","total":12,"answered":9,"missing":0,"band":"moderate","positive":true,"item9":"positive","algorithm":"major"}\n',
    )
    expect(jsonLines(cocm('score', 'phq-9', '- 1 0 2 3 1 0 2 1').stdout)).toMatchObject([
      { status: 'prorated', missing: 1 },
    ])
  })
  test('an answer below zero is refused, and no option', () => {
    const { status, stdout, stderr } = cocm('score', 'phq-9', '-1 1 0 2 3 1 0 2 1')
    expect({ status, stdout }).toEqual({ status: 1, stdout: '' })
    expect(stderr).toMatch(/answer 1 of PHQ-9 is -1; expected a whole number from 0 to 3/)
  })
  test('a file, line by line; a bad line is named', () => {
    const file = join(folder, 'answers.txt')
    writeFileSync(file, '0 0 0 0 0 0 0 0 0\r\n1 1 1\n3 3 3 3 3 3 3 3 3')
    const { status, stdout, stderr } = cocm('score', 'phq-9', '--file', file)
    expect(status).toBe(1)
    expect(jsonLines(stdout).map(({ total }) => total)).toEqual([0, 27])
    expect(stderr).toMatch(/answers\.txt line 2: 3 answers for PHQ-9/)
  })
  test('what another program writes into a pipe', () => {
    const script = `echo 1 1 1 1 1 1 1 | "${process.execPath}" "${program}" score gad-7 --file /dev/stdin`
    const out = execFileSync('bash', ['-c', script], { cwd: folder, encoding: 'utf8' })
    expect(jsonLines(out)).toMatchObject([{ instrument: 'gad-7', total: 7 }])
  })
})

test('a reader that has seen enough is no error', () => {
  const script = `"${process.execPath}" "${program}" bill --month 2026-06 --json | head -n 1; echo "\${PIPESTATUS[0]}"`
  const out = execFileSync('bash', ['-c', script], {
    cwd: folder,
    env: { ...process.env, COCM_DATABASE_URL: url },
    encoding: 'utf8',
  })
  const [line, status] = out.split('\n')
  expect(JSON.parse(line!)).toHaveProperty('mrn')
  expect(status).toBe('0')
})

test('it works as npm runs it, from the package’s folder', () => {
  const env = { ...process.env, COCM_DATABASE_URL: url }
  const out = execFileSync(
    'npm',
    ['run', '--silent', 'cocm', '--', 'score', 'gad-7', '1 1 1 1 1 1 1'],
    { cwd: pathOf('../..'), env, encoding: 'utf8' },
  )
  expect(JSON.parse(out)).toMatchObject({ instrument: 'gad-7', total: 7 })
})

describe('killed in the middle', () => {
  /** Starts an import of the cases into an empty registry and kills it after a while. */
  async function killedAfter(milliseconds: number, database: string): Promise<void> {
    const env = { ...process.env, COCM_DATABASE_URL: `file:${database}` }
    const child = spawn(process.execPath, [program, 'import', cases], { env, stdio: 'ignore' })
    const ended = new Promise((resolve) => child.once('exit', resolve))
    setTimeout(() => child.kill('SIGKILL'), milliseconds)
    await ended
  }

  test('an import has happened whole or not at all', async () => {
    for (const milliseconds of [400, 700, 1000, 1300]) {
      const database = join(folder, `killed-${milliseconds}`, 'registry.db')
      await killedAfter(milliseconds, database)
      const env = { ...process.env, COCM_DATABASE_URL: `file:${database}` }
      const again = execFileSync(process.execPath, [program, 'import', cases, '--dry-run'], {
        env,
        encoding: 'utf8',
      })
      const counts = /^activities\.csv +(\d+) added +0 amended +(\d+) unchanged$/m.exec(again)
      expect([
        ['239', '0'],
        ['0', '239'],
      ]).toContainEqual(counts?.slice(1))
    }
  })
})

test('an export that is refused leaves no draft behind', () => {
  const place = join(folder, 'drafts')
  mkdirSync(place)
  writeFileSync(join(place, 'registry.db'), 'no database')
  const env = { ...process.env, COCM_DATABASE_URL: `file:${join(place, 'registry.db')}` }
  for (const name of ['out', 'out.zip']) {
    const words = [program, 'export', join(place, name)]
    expect(spawnSync(process.execPath, words, { env }).status).toBe(1)
  }
  expect(readdirSync(place).filter((name) => name.includes('out'))).toEqual([])
})

test('an export of the program is a bundle that it imports again without a change', () => {
  const { status, stderr } = cocm('export', 'out.zip')
  expect(status).toBe(0)
  expect(stderr).toContain('42 CFR part 2 prohibits')
  const { stdout } = cocm('import', 'out.zip')
  expect(stdout).not.toMatch(/[1-9]\d* (added|amended)/)
  expect(existsSync(join(folder, 'out.zip'))).toBe(true)
})

test('the package names the program', () => {
  const { bin } = JSON.parse(readFileSync(pathOf('../../package.json'), 'utf8')) as {
    bin: Record<string, string>
  } // as npm reads it
  expect(bin).toEqual({ cocm: 'server/cli/cocm.js' })
  cpSync(program, join(folder, 'copied.js'))
  expect(readFileSync(join(folder, 'copied.js'), 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/)
})
