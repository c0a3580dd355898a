/**
 * Promise 4: no acknowledged answer is lost. A class answers without pause while the server, PostgreSQL, and
 * single processes of it are killed as a power cut would, again and again; then everything that was
 * acknowledged is looked for.
 *
 * Killing does not lose what the operating system has been handed, so fsync itself is not tried here; that it
 * is on is `database/embedded.test.ts`.
 */
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Embedded, startEmbedded } from '#database/embedded.ts'
import { buildApp } from '#server/http/app.ts'
import { play, testHouse } from './play.ts'
import { openWholeCluster, type ServerProcess, startServer } from './server-process.ts'
import { answerStubbornly, type StubbornClass } from './stubborn-class.ts'
import { answerByTrack, inviteByTrack } from './stubborn-tracks.ts'
import { findFreePort } from './stand-in-process.ts'
import type { TestDatabase } from './test-database.ts'

const hands = 12
/** Told with the result; CRASH_SEED kills the same things in the same order again. */
const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000)
const chance = mulberry(seed)
const directory = mkdtempSync(join(tmpdir(), 'bul-crash-'))
chmodSync(directory, 0o755)

let cluster: Embedded
let database: TestDatabase
let server: ServerProcess | undefined
let port: number

before(async () => {
  cluster = await startCluster()
  database = await openWholeCluster(cluster.connectionString)
  port = await findFreePort()
})

after(async () => {
  await server?.kill()
  await database[Symbol.asyncDispose]()
  await cluster[Symbol.asyncDispose]()
  rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
})

/** Durable, unlike the cluster of other tests. */
function startCluster(): Promise<Embedded> {
  const version = process.env['TEST_POSTGRES']
  return startEmbedded({ dataDirectory: join(directory, 'pg'), ...(version ? { binaries: `/usr/lib/postgresql/${version}/bin` } : {}) })
}

/** A generator of chance with a seed (mulberry32). */
function mulberry(from: number): () => number {
  let state = from
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** PostgreSQL's processes besides the first; those of one login when it is named. */
async function processes(login?: string): Promise<readonly number[]> {
  return database.asOwner(async (client) => {
    const { rows } = await client.query('select pid from pg_stat_activity where $1::text is null or usename = $1', [login ?? null])
    return rows.map(({ pid }) => pid as number)
  })
}

function strike(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL')
  } catch {
    // It had ended by itself.
  }
}

async function restartCluster(): Promise<void> {
  await cluster[Symbol.asyncDispose]()
  cluster = await startCluster()
}

const faults = {
  async 'the server'() {
    await server?.kill()
    server = await startServer(cluster.connectionString, port)
  },
  async 'one process that serves respondents'() {
    const backends = await processes('bul_statistics')
    strike(backends[Math.floor(chance() * backends.length)] ?? 0)
  },
  async 'the first process of PostgreSQL'() {
    strike(cluster.processId)
    await restartCluster()
  },
  async 'every process of PostgreSQL'() {
    const others = await processes()
    for (const one of [cluster.processId, ...others]) strike(one)
    await restartCluster()
  },
  async 'server and PostgreSQL at once'() {
    const others = await processes()
    for (const one of [cluster.processId, ...others]) strike(one)
    await server?.kill()
    await restartCluster()
    server = await startServer(cluster.connectionString, port)
  },
} as const

async function untilPromised(pupils: StubbornClass, more: number): Promise<void> {
  const wanted = total(pupils) + more
  for (const end = Date.now() + 20_000; total(pupils) < wanted; await wait(5))
    if (Date.now() > end) assert.fail('nothing is acknowledged any more')
}

function total(pupils: StubbornClass): number {
  const { saves, submits } = pupils.promised()
  return saves + submits
}

test('no acknowledged answer is lost, whatever is killed and however often', { timeout: 120_000 }, async (context) => {
  const played = await play(database, { '4.A': 150, '5.A': 150, '6.A': 150 })
  server = await startServer(cluster.connectionString, port)
  const pupils = answerStubbornly(server.origin, played, hands, chance)
  // Each at least once, and then some.
  const names = Object.keys(faults) as (keyof typeof faults)[]
  const plan = [...names, ...Array.from({ length: 5 }, () => names[Math.floor(chance() * names.length)]!)]
    .map((name) => [chance(), name] as const)
    .toSorted(([left], [right]) => left - right)
  for (const [, name] of plan) {
    await untilPromised(pupils, 60 + Math.floor(chance() * 120))
    await faults[name]()
  }
  await untilPromised(pupils, 60)
  await pupils.stop()

  const promised = pupils.promised()
  const silence = Math.max(...pupils.moments.slice(1).map((moment, at) => moment - (pupils.moments[at] ?? moment)))
  context.diagnostic(
    `seed ${seed}; killed ${plan.length} times; ${promised.saves} saves and ${promised.submits} submits acknowledged; longest silence ${Math.round(silence)} ms`,
  )
  assert.deepEqual(await pupils.findBroken(database), [])
  assert.ok(promised.saves > 400 && promised.submits > 20, 'there was enough to lose')
})

test('nor is one lost on the tracks of a named child: by name, and as an informant', { timeout: 60_000 }, async (context) => {
  const app = await buildApp(testHouse(database), { isReady: async () => true })
  const known = await inviteByTrack(database, app, { children: 60, cases: 8, municipalityId: 880 })
  await app.close()
  const answering = answerByTrack(server?.origin ?? '', known, hands, chance)
  for (const name of ['the server', 'every process of PostgreSQL', 'server and PostgreSQL at once'] as const) {
    await untilPromised(answering, 60)
    await faults[name]()
  }
  await untilPromised(answering, 40)
  await answering.stop()

  const promised = answering.promised()
  context.diagnostic(`${promised.saves} saves and ${promised.submits} submits acknowledged`)
  assert.deepEqual(await answering.findBroken(database), [])
  assert.ok(promised.saves > 120 && promised.submits > 10, 'there was enough to lose')
})

/*
 * The check must be able to fail. Both faults below acknowledge what is not yet safe, one on each side of the
 * wire: a database that answers COMMIT before its log is written, which a kill of PostgreSQL shows because what
 * lies in its shared memory dies with it; and a server that answers before the commit, which a kill of the
 * server shows. Either is one line of configuration or code away.
 */

test('a database that acknowledges before its log is written is found out', { timeout: 60_000 }, async () => {
  await database.asOwner((client) => client.query('alter role bul_statistics set synchronous_commit = off'))
  await server?.kill()
  server = await startServer(cluster.connectionString, port)
  const lost = await loseSomething(882, async () => {
    for (const one of [cluster.processId, ...(await processes())]) strike(one)
    await restartCluster()
  })
  await database.asOwner((client) => client.query('alter role bul_statistics reset synchronous_commit'))
  assert.ok(lost > 0)
})

test('a server that acknowledges before the commit is found out', { timeout: 60_000 }, async () => {
  await server?.kill()
  server = await startServer(cluster.connectionString, port, ['careless'])
  const lost = await loseSomething(892, async () => {
    await server?.kill()
    server = await startServer(cluster.connectionString, port, ['careless'])
  })
  assert.ok(lost > 0)
})

/** Lets a class answer and kills in the midst of it, with up to five classes, until something is missing. */
async function loseSomething(firstMunicipality: number, kill: () => Promise<void>): Promise<number> {
  for (let times = 0; times < 5; times++) {
    const played = await play(database, { '4.B': 60 }, firstMunicipality + times)
    const pupils = answerStubbornly(server?.origin ?? '', played, hands, chance)
    await untilPromised(pupils, 40)
    await kill()
    await pupils.stop()
    const lost = await pupils.findBroken(database)
    if (lost.length > 0) return lost.length
  }
  return 0
}
