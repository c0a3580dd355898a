import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '../config.ts'
import { seedDemo } from '../demo/seed-demo.ts'
import { seedMessages } from '../demo/seed-messages.ts'
import { startMessageStandIn } from '../demo/message-stand-in.ts'
import { startStandIn } from '../demo/stand-in.ts'
import { buildApps, staleApps } from '../demo/web-build.ts'
import { welcome } from '../demo/welcome.ts'
import type { House } from '../house.ts'
import { prepareLogins } from '../http/logins-at-start.ts'
import { assertMigrated, houseOf, type Installation, migrateInstallation, openInstallation } from '../installation.ts'
import { sayAlteredPacks } from '../instrument/say-altered-packs.ts'
import { log, logToFile, say } from '../log.ts'
import { assertPortFree, serve, together, untilToldToStop } from '../main.ts'
import type { MessageConnections } from '../message-connection.ts'
import { startWorker } from '../worker.ts'
import type { Verb } from './verb.ts'

export const start: Verb = {
  summary: 'serve the platform and run its jobs',
  help: `  --demo            with the invented municipality, a stand-in for the login, and its own PostgreSQL
  --fresh           begin the demonstration over: deletes its database and key
  --without-worker  serve only; another process runs the jobs (boernungeliv work)

In production: ORIGIN, DATABASE_URL, KEY_FILE, LOGINS_FILE (or for UNI-Login alone OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET).
In a demonstration, all optional: PORT (3000), DATA_DIR (.data), DATABASE_URL, LOGIN_PORT.`,
  async run(args) {
    const { values } = parseArgs({
      args,
      options: { demo: { type: 'boolean' }, fresh: { type: 'boolean' }, 'without-worker': { type: 'boolean' } },
    })
    const toldToStop = untilToldToStop()
    const hasWorker = values['without-worker'] !== true
    return values.demo === true
      ? demonstrate({ toldToStop, isFresh: values.fresh === true, hasWorker })
      : produce({ toldToStop, hasWorker })
  },
}

type Way = { readonly toldToStop: Promise<string>; readonly hasWorker: boolean }

async function produce({ toldToStop, hasWorker }: Way): Promise<number> {
  const config = readConfig({ isDemo: false })
  await assertPortFree(config)
  await using installation = await openInstallation(config)
  await assertMigrated(installation)
  if (config.logins === undefined) throw new Error('production without a login')
  const house = houseOf(installation, await prepareLogins(config.logins, { isDemo: false }))
  await sayAlteredPacks(house.doors)
  await using _running = await run(house, installation, hasWorker)
  log.stopped({ reason: await toldToStop })
  return 0
}

async function demonstrate({ toldToStop, isFresh, hasWorker }: Way & { readonly isFresh: boolean }): Promise<number> {
  const config = readConfig({ isDemo: true })
  await assertPortFree(config)
  const isStopped = stopFlag(toldToStop)
  await using installation = await openInstallation(config, { isFresh })
  logToFile(join(config.dataDirectory, 'boernungeliv.log'))
  await migrateInstallation(installation)
  await using standIn = await startStandIn(config, { isFresh })
  // Whoever is given other ways to send than the stand-in's uses those alone.
  await using post = hasOwnWays(config.messages) ? undefined : await startMessageStandIn()
  const told = { ...config, messages: { ...post?.connections, ...config.messages } }
  const house = houseOf({ ...installation, config: told }, await prepareLogins(standIn.logins, { isDemo: true }))
  await seedDemo(installation, house, isStopped)
  if (post) await seedMessages(house, post.page)
  await sayAlteredPacks(house.doors)

  const stale = staleApps()
  if (stale.length > 0 && !isStopped()) {
    say('Bygger websiderne …')
    await buildApps(stale)
  }
  if (isStopped()) return 0
  await using _running = await run(house, installation, hasWorker)
  say(welcome({ origin: config.origin, loginAddress: standIn.address, dataDirectory: config.dataDirectory, postAddress: post?.page }))
  log.stopped({ reason: await toldToStop })
  return 0
}

async function run(house: House, { config, databaseUrl }: Installation, hasWorker: boolean): Promise<AsyncDisposable> {
  const worker = hasWorker ? await startWorker(house, databaseUrl) : undefined
  try {
    return together(worker, await serve(house, config))
  } catch (error) {
    await worker?.[Symbol.asyncDispose]()
    throw error
  }
}

function hasOwnWays({ mail, sms, digitalPost }: MessageConnections): boolean {
  return (mail ?? sms ?? digitalPost) !== undefined
}

function stopFlag(toldToStop: Promise<string>): () => boolean {
  let isStopped = false
  void toldToStop.then(() => {
    isStopped = true
  })
  return () => isStopped
}
