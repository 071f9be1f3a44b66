/** Programs of these tests, bundled once so that they start in a blink, and the disk they run on. */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const here = fileURLToPath(new URL('.', import.meta.url))
const root = resolve(here, '../../..')

/** Bundles a program; three folders below the root, where it finds the migrations. */
export async function bundled(name: string): Promise<{ file: string; remove: () => void }> {
  const cache = join(root, 'node_modules/.cache')
  mkdirSync(cache, { recursive: true })
  const outDir = mkdtempSync(join(cache, 'durability-'))
  await build({
    configFile: false,
    logLevel: 'error',
    root,
    build: { ssr: join(here, `${name}.ts`), outDir, emptyOutDir: false, minify: false },
  })
  return {
    file: join(outDir, `${name}.js`),
    remove: () => rmSync(outDir, { recursive: true, force: true }),
  }
}

/** The compiler that better-sqlite3 needs makes the recorder too. */
export function compiledDisk(): { library: string; remove: () => void } {
  const folder = mkdtempSync(join(tmpdir(), 'cocm-disk-'))
  const library = join(folder, 'disk.so')
  const compiler = process.env['CC'] ?? 'cc'
  const source = join(here, 'disk.c')
  execFileSync(compiler, ['-shared', '-fPIC', '-O1', '-o', library, source, '-ldl', '-lpthread'])
  return { library, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

export interface Running {
  readonly child: ChildProcess
  /** What it said on standard output so far, whole lines only. */
  readonly lines: () => readonly string[]
  /** What it said on standard error. */
  readonly complaint: () => string
  /** The code that it ended with; null: killed. */
  readonly over: Promise<number | null>
}

export function running(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Running {
  const child = spawn(process.execPath, words, {
    cwd: root,
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env },
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  let [said, complaint] = ['', '']
  child.stdout.on('data', (text: Buffer) => {
    said += text.toString()
  })
  child.stderr.on('data', (text: Buffer) => {
    complaint += text.toString()
  })
  return {
    child,
    lines: () =>
      said
        .slice(0, said.lastIndexOf('\n') + 1)
        .split('\n')
        .filter(Boolean),
    complaint: () => complaint,
    over: new Promise((done) => child.on('close', (code) => done(code))),
  }
}
