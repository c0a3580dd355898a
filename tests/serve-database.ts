/**
 * A program of its own for tests that kill it or read what it says: serves the database it is told of and
 * runs its jobs, with the log on stdout, as `boernungeliv start` does. Its clock stands still.
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

const [connectionString = '', port = '', ...flags] = process.argv.slice(2)
const toldToStop = untilToldToStop()

await using opened = openDoors({ ...locateDatabase(connectionString), password: testKeyring.loginPassword })
const doors: Doors = flags.includes('careless') ? { ...opened, pipeline: careless(opened) } : opened
const house: House = {
  doors,
  keyring: testKeyring,
  origin: `http://localhost:${port}`,
  logins: [uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' })],
  isDemo: true,
  now: () => new Date('2026-11-23T09:00:00Z'),
}
await using _worker = flags.includes('jobs') ? await startWorker(house, connectionString) : undefined
const app = await buildApp(house, { isReady: () => isReady(doors) })
await app.listen({ host: '127.0.0.1', port: Number(port) })
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
