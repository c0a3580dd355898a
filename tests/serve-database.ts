/**
 * A program of its own for tests that kill it or read what it says: serves the database it is told of, with the log on
 * stdout, as `boernungeliv start` does. `jobs` runs its jobs as well, `only-jobs` nothing else. Its clock stands still
 * unless it has its own.
 *
 * `careless` makes it the server that must not be: it answers a save before the commit.
 */
import { locateDatabase } from '#database/connection.ts'
import { type Doors, openDoors } from '#database/transaction.ts'
import { isReady } from '#server/installation.ts'
import { buildApp } from '#server/http/app.ts'
import type { House } from '#server/house.ts'
import { untilToldToStop } from '#server/main.ts'
import { startWorker } from '#server/worker.ts'
import { testKeyring } from './test-database.ts'
import { uniLogin } from '#server/http/login.ts'
import { standInClient } from './stand-in-process.ts'

const [connectionString = '', port = '', ...flags] = process.argv.slice(2)
const told = (name: string) => flags.find((flag) => flag.startsWith(`${name}=`))?.slice(name.length + 1)
const patience = told('query-timeout') === undefined ? {} : { queryTimeoutMs: Number(told('query-timeout')) }
const toldToStop = untilToldToStop()

await using opened = openDoors({
  ...locateDatabase(connectionString),
  password: testKeyring.loginPassword,
  ...patience,
})
const doors: Doors = flags.includes('careless') ? { ...opened, pipeline: careless(opened) } : opened
const house: House = {
  doors,
  keyring: testKeyring,
  origin: told('origin') ?? `http://localhost:${port}`,
  logins: [uniLogin({ issuer: told('issuer') ?? 'https://login.example', ...standInClient })],
  isDemo: true,
  now: flags.includes('own-clock') ? () => new Date() : () => new Date('2026-11-23T09:00:00Z'),
}
const serves = !flags.includes('only-jobs')
await using _worker = serves && !flags.includes('jobs') ? undefined : await startWorker(house, connectionString, patience)
const webDirectory = told('pages')
const app = await buildApp(house, { ...(webDirectory === undefined ? {} : { webDirectory }), isReady: () => isReady(doors) })
if (serves) await app.listen({ host: '127.0.0.1', port: Number(port) })
else process.stdout.write('taking jobs\n')
await toldToStop
await app.close()

/** Says "one row saved" at once, and does it when nobody waits for it any more. */
function careless(real: Doors): Doors['pipeline'] {
  return async (actor, login, statements) => {
    if (!statements.every(({ name }) => name.startsWith('save-marks'))) return real.pipeline(actor, login, statements)
    setTimeout(() => void real.pipeline(actor, login, statements).catch(() => {}), 20)
    return statements.map(() => ({ rowCount: 1 })) as never
  }
}
