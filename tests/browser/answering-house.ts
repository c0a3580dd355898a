/**
 * A small town's answering page, built and served by the product itself in this process, on a cluster of its own: what can be
 * killed, started again and deployed anew while children answer, without a whole demonstration.
 */
import { chmodSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { build } from 'vite'
import { startEmbedded } from '#database/embedded.ts'
import { valueOf } from '#domain/response/answer.ts'
import { buildApp } from '#server/http/app.ts'
import { isReady } from '#server/installation.ts'
import { play, type PlayedClass, testHouse } from '../play.ts'
import { type HealthPlay, playHealth } from '../play-health.ts'
import { publishAllKinds } from '../all-kinds.ts'
import { openWholeCluster } from '../server-process.ts'
import { findFreePort } from '../stand-in-process.ts'
import type { TestDatabase } from '../test-database.ts'

export type AnsweringHouse = AsyncDisposable & {
  readonly origin: string
  readonly database: TestDatabase
  /** 5.A, which answers `mellemtrin` for statistics. */
  readonly five: PlayedClass
  /** 8.A, which answers by name, and writes a few words. */
  readonly eight: HealthPlay
  /** What is in a child's draft, by place; undefined when there is none. */
  readonly draftOf: (slipHmac: Buffer) => Promise<readonly (number | null)[] | undefined>
  /** Ends the server as its machine would: every line is cut. */
  readonly stopServer: () => Promise<void>
  readonly startServer: () => Promise<void>
  readonly restartDatabase: () => Promise<void>
  /** The next version: the same page in files of other names, and the old ones gone. */
  readonly deploy: () => Promise<void>
}

export async function openAnsweringHouse(): Promise<AnsweringHouse> {
  const directory = mkdtempSync(join(tmpdir(), 'bul-answering-'))
  chmodSync(directory, 0o755)
  const web = join(directory, 'web')
  mkdirSync(web)
  let versions = 0
  const deploy = async () => {
    const outDir = join(directory, `version-${++versions}`)
    const named = `assets/v${versions}-[name]-[hash].js`
    await build({
      configFile: fileURLToPath(new URL('../../vite.config.ts', import.meta.url)),
      mode: 'respondent',
      logLevel: 'error',
      build: { outDir, rolldownOptions: { output: { entryFileNames: named, chunkFileNames: named } } },
    })
    rmSync(join(web, 'respondent'), { recursive: true, force: true })
    renameSync(outDir, join(web, 'respondent'))
  }
  const startCluster = () => startEmbedded({ dataDirectory: join(directory, 'pg') })

  let cluster = await startCluster()
  const database = await openWholeCluster(cluster.connectionString)
  const port = await findFreePort()
  const origin = `http://localhost:${port}`
  const house = { ...testHouse(database), origin }
  await deploy()
  let app: FastifyInstance | undefined
  const startServer = async () => {
    app = await buildApp(house, { webDirectory: web, isReady: () => isReady(database.doors) })
    await app.listen({ host: '127.0.0.1', port })
  }
  const stopServer = async () => {
    const closing = app?.close()
    app?.server.closeAllConnections()
    await closing
    app = undefined
  }
  await startServer()
  const town = await play(database, { '5.A': 30 }, 882)
  await publishAllKinds(database, 881, 'udskoling')
  const eight = await playHealth(database, app as unknown as FastifyInstance, {
    cprs: Array.from({ length: 10 }, (_, place) => `241111999${place}`),
    version: '9.0.1',
  })
  await database.asOwner((client) => client.query("update health.invitation set decision = 'given'"))
  const [five] = town.classes as [PlayedClass]

  return {
    origin,
    database,
    five,
    eight,
    draftOf: (slipHmac) =>
      database.asOwner(async (client) => {
        const { rows } = await client.query(
          'select answers from statistics.draft where slip_hmac = $1 union all select answers from health.draft where slip_hmac = $1',
          [slipHmac],
        )
        return rows[0]?.answers.map((mark: number | null) => (mark === null ? null : valueOf(mark)))
      }),
    stopServer,
    startServer,
    async restartDatabase() {
      await cluster[Symbol.asyncDispose]()
      cluster = await startCluster()
    },
    deploy,
    async [Symbol.asyncDispose]() {
      await stopServer()
      await database[Symbol.asyncDispose]()
      await cluster[Symbol.asyncDispose]()
      rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}
