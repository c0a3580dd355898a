/** Builds the web apps when they are missing or older than what they are made of. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { stripVTControlCharacters } from 'node:util'
import { StartRefusal } from '#database/start-refusal.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const apps = ['respondent', 'professional'] as const
const madeOf = ['web', 'domain', 'api', 'content/texts', 'vite.config.ts', 'package-lock.json']

/** Names of the apps that have to be built before they can be served. */
export function staleApps(): readonly string[] {
  const newest = Math.max(...madeOf.map((path) => newestChange(join(root, path))))
  return apps.filter((app) => {
    if (!existsSync(join(root, 'web', app, 'index.html'))) return false
    const built = join(root, 'dist', app, 'index.html')
    return !existsSync(built) || statSync(built).mtimeMs < newest
  })
}

/** Builds them, each in a process of its own. Throws a `StartRefusal` when a build fails or Vite is not installed. */
export async function buildApps(names: readonly string[]): Promise<void> {
  for (const name of names) {
    const { code, said } = await build(name)
    if (code === 0) continue
    throw new StartRefusal(
      `Websiden ${name} kunne ikke bygges: ${firstError(said)}`,
      'the web app could not be built: run npm run build to see why',
    )
  }
}

function build(name: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = spawn(process.execPath, [findVite(), 'build', '--mode', name, '--logLevel', 'warn'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      said += stripVTControlCharacters(chunk.toString())
    })
  }
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, said })))
}

function findVite(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin', 'vite.js')
  } catch {
    throw new StartRefusal(
      'Websiderne er ikke bygget, og Vite er ikke installeret: kør npm install med alle pakker',
      'the web apps are not built and Vite is not installed: run npm install with all packages',
    )
  }
}

function firstError(said: string): string {
  const lines = said
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== 'error during build:')
  return (lines.find((line) => /error|could not|failed/i.test(line)) ?? lines[0] ?? '').slice(0, 200)
}

function newestChange(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 0
  if (!found.isDirectory()) return found.mtimeMs
  return Math.max(found.mtimeMs, ...readdirSync(path).map((name) => newestChange(join(path, name))))
}
