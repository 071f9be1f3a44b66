/** A clinic of any size in a registry, and the server over it, as a process that can be killed. */
import { type ChildProcess, fork } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { spent } from '../bench/child.ts'
import { patientsPerManager, writeBundle } from '../bench/clinic.ts'
import type { Strain } from './server.ts'

/** Imports the clinic unless it is there already. @returns its database file */
export async function aClinic(folder: string, patients: number, months: number): Promise<string> {
  const file = join(folder, `load-${patients}-${months}`, 'registry.db')
  if (existsSync(`${file}.whole`)) return file
  mkdirSync(dirname(file), { recursive: true })
  const bundle = join(folder, `bundle-${patients}-${months}`)
  writeBundle({ patients, months }, bundle)
  await spent(['cocm', 'import', bundle], file)
  mkdirSync(`${file}.whole`)
  return file
}

export const managersOf = (patients: number): readonly string[] =>
  Array.from({ length: Math.ceil(patients / patientsPerManager) }, (_, i) => `cm${i}`)

export interface Served {
  readonly address: string
  /** What it says of itself since it was last asked. */
  strain(): Promise<Strain>
  /** At once, without a word: as a machine does that loses its power. */
  kill(): Promise<void>
  stop(): Promise<void>
}

const script = fileURLToPath(new URL('./server.ts', import.meta.url))

/** @param kilobytes no file of the server may grow beyond; absent: as far as the disk goes */
export async function served(
  file: string,
  managers: readonly string[],
  kilobytes?: number,
): Promise<Served> {
  const child = kilobytes === undefined ? plain(file, managers) : limited(file, managers, kilobytes)
  const ended = new Promise<void>((done) => child.once('exit', () => done()))
  const { address } = await said<{ address: string }>(child)
  return {
    address,
    strain: () => {
      child.send('strain')
      return said<Strain>(child)
    },
    kill: () => {
      child.kill('SIGKILL')
      return ended
    },
    stop: () => {
      child.kill('SIGTERM')
      return ended
    },
  }
}

/** A server that is started again has the clock of the one before it: it goes on meanwhile. */
const began = String(Date.now())

/** As `npm start` starts it. */
const asStarted = ['--max-semi-space-size=64', '--import', 'tsx']

const plain = (file: string, managers: readonly string[]): ChildProcess =>
  fork(script, [file, managers.join(','), began], { execArgv: asStarted })

/** A shell that sets the limit, then is the server: files longer than so much cannot be written. */
const limited = (file: string, managers: readonly string[], kilobytes: number): ChildProcess =>
  fork(script, [file, managers.join(','), began], {
    execPath: '/bin/bash',
    execArgv: ['-c', `ulimit -f ${kilobytes}; exec "$NODE" ${asStarted.join(' ')} "$0" "$@"`],
    env: { ...process.env, NODE: process.execPath },
  })

/** @throws Error where the server ends without an answer */
const said = <T>(child: ChildProcess): Promise<T> =>
  new Promise((done, failed) => {
    const over = (code: number | null) => failed(new Error(`the server ended with ${code}`))
    child.once('exit', over)
    child.once('message', (message) => {
      child.off('exit', over)
      done(message as T) // what server.ts sends
    })
  })
