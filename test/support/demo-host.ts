/**
 * Keeps a demo server for the browser tests of a file, and ends with them. Arguments: the process
 * that runs the tests, and a folder for the registry and what is told about the server.
 */
import { spawn } from 'node:child_process'
import { renameSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const [runner = '', folder = ''] = process.argv.slice(2)
const root = resolve(import.meta.dirname, '../..')
const lastSignIn = /^ {2}administrator .*$/m

const server = spawn(
  process.execPath,
  ['--import', 'tsx', 'server/demo.ts', '--today', '2026-11-02', '--port', '0'],
  {
    cwd: root,
    env: { ...process.env, COCM_DATABASE_URL: `file:${join(folder, 'demo.db')}` },
    stdio: ['ignore', 'pipe', 'pipe'],
  },
)

let told = ''
const hear = (text: Buffer): void => {
  told += text.toString('utf8')
  if (lastSignIn.test(told)) tell()
}
server.stdout.on('data', hear)
server.stderr.on('data', hear)

/** Whole or not at all: others are waiting for the file. */
function tell(): void {
  writeFileSync(join(folder, 'told.part'), told)
  renameSync(join(folder, 'told.part'), join(folder, 'told'))
}

function isRunning(process_id: number): boolean {
  try {
    process.kill(process_id, 0)
    return true
  } catch {
    return false
  }
}

const watch = setInterval(() => {
  if (!isRunning(Number(runner))) server.kill('SIGTERM')
}, 500)

server.on('exit', () => {
  clearInterval(watch)
  told = told.replace('served at', 'ended; it was served at')
  if (isRunning(Number(runner)))
    tell() // it never came up: say what it said
  else rmSync(folder, { recursive: true, force: true })
})
