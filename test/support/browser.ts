/**
 * A real Chromium that came through npm: unpacked once beside the packages, started headless with
 * its own libraries and font, so that screens are tested on a machine where nothing is installed.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliDecompress } from 'node:zlib'
import { type Browser, chromium } from 'playwright-core'

const modules = resolve(import.meta.dirname, '../../node_modules')
const home = join(modules, '.cache/chromium-147')
const packed = join(
  dirname(createRequire(import.meta.url).resolve('@sparticuz/chromium')),
  '../../bin',
)
const unbrotli = promisify(brotliDecompress)

/** Unpacks into a folder of its own first, so that a half-unpacked browser is never used. */
async function unpacked(): Promise<string> {
  if (existsSync(join(home, 'chromium'))) return home
  const making = `${home}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  mkdirSync(making, { recursive: true })
  const binary = await unbrotli(await readFile(join(packed, 'chromium.br')))
  writeFileSync(join(making, 'chromium'), binary, { mode: 0o755 })
  for (const archive of ['al2023', 'fonts', 'swiftshader']) {
    const tar = await unbrotli(await readFile(join(packed, `${archive}.tar.br`)))
    execFileSync('tar', ['-x', '-C', making], { input: tar })
  }
  writeFileSync(join(making, 'fonts.conf'), fontsConf)
  if (existsSync(home)) rmSync(making, { recursive: true, force: true })
  else renameSync(making, home)
  return home
}

/** Without any font Chromium aborts. Told from where the file lies: a checkout may be moved. */
const fontsConf = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir prefix="relative">fonts</dir><cachedir prefix="xdg">fontconfig</cachedir></fontconfig>`

/** Starts the browser; close it when done. */
export async function openBrowser(): Promise<Browser> {
  const folder = await unpacked()
  return chromium.launch({
    executablePath: join(folder, 'chromium'),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic'],
    env: {
      ...process.env,
      LD_LIBRARY_PATH: `${join(folder, 'al2023/lib')}:${join(folder, 'lib')}`,
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      HOME: folder,
    },
  })
}
