/** The program as people start it: a process with an address, ended by a signal. */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../..')

/** A folder for one test's databases. */
export function aFolder() {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-start-'))
  return {
    url: (name: string) => `file:${join(folder, name)}`,
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

export interface Program {
  /** All that it printed so far, both ways. */
  readonly printed: () => string
  /** Resolves with the match of what it prints. @throws Error where it ends without */
  says(pattern: RegExp): Promise<RegExpExecArray>
  signal(name: NodeJS.Signals): void
  /** The code that it ended with; null: it was killed. */
  readonly ended: Promise<number | null>
}

const ours = (env: Record<string, string>) => ({
  PATH: process.env['PATH'],
  HOME: process.env['HOME'],
  PORT: '0',
  ...env,
})

/** Starts node itself, or npm, in a process group of its own. */
export function program(command: readonly string[], env: Record<string, string>): Program {
  const [name = 'node', ...args] = command
  const child: ChildProcess = spawn(name, args, { cwd: root, env: ours(env), detached: true })
  let text = ''
  const waiting = new Set<() => void>()
  const hear = (chunk: Buffer): void => {
    text += chunk.toString()
    for (const look of waiting) look()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  const ended = new Promise<number | null>((done) => child.on('close', (code) => done(code)))
  return {
    printed: () => text,
    ended,
    signal: (name) => {
      if (child.pid && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, name)
    },
    says: (pattern) =>
      new Promise((found, missed) => {
        const look = (): void => {
          const match = pattern.exec(text)
          if (!match) return
          waiting.delete(look)
          found(match)
        }
        waiting.add(look)
        look()
        void ended.then(() => missed(new Error(`ended without ${pattern}: ${text}`)))
      }),
  }
}

export const npm = (script: string, ...args: readonly string[]) =>
  ['npm', 'run', '--silent', script, '--', ...args] as const
export const node = (file: string, ...args: readonly string[]) =>
  ['node', '--import', 'tsx', `server/${file}.ts`, ...args] as const
