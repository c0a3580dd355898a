/** What is done to a house full of people who answer: each a list of faults, done in the midst of it, one after another. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Line } from '../tcp-proxy.ts'
import type { Chance } from '../stubborn-page.ts'
import { type Crowd, gather, type Result, type Size } from './crowd.ts'
import { type Ground, signal } from './ground.ts'

/** Does the harm and ends it; whatever it has broken must get well by itself from then on. */
export type Fault = (ground: Ground, crowd: Crowd, chance: Chance) => Promise<void>

export type Scenario = { readonly name: string; readonly faults: readonly Fault[] }

export type Row = Result & {
  readonly name: string
  readonly faults: number
  /** The longest it took from the end of a fault until ten more were acknowledged. */
  readonly backMs: number
}

type Way = 'toServer' | 'toDatabase'

/** The line is like this for so long, or until so many have got through. */
function badly(way: Way, line: Partial<Line>, until: { readonly ms: number } | { readonly through: number }): Fault {
  return async (ground, crowd) => {
    ground[way].change(line)
    await ('ms' in until ? wait(until.ms) : crowd.untilPromised(until.through))
    await ground[way].heal()
  }
}

const reset = (way: Way): Fault => {
  return async (ground) => ground[way].reset()
}
const halve = (way: Way): Fault => {
  return async (ground) => ground[way].halve()
}
const refuse = (way: Way): Fault => {
  return async (ground) => {
    await ground[way].refuse()
    ground[way].reset()
    await wait(1_000)
    await ground[way].heal()
  }
}

const lateAndNarrow = (way: Way): Scenario => ({
  name: `${said[way]}: late, narrow, closed late`,
  faults: [
    badly(way, { latencyMs: 120 }, { through: 20 }),
    badly(way, { latencyMs: 20, bytesPerSecond: 60_000 }, { through: 20 }),
    badly(way, { closeDelayMs: 800, isStalled: false }, { through: 20 }),
  ],
})
const silent = (way: Way): Scenario => ({
  name: `${said[way]}: stalled, swallowed, half-open`,
  faults: [
    badly(way, { isStalled: true }, { ms: 1_500 }),
    badly(way, { swallows: 'answers' }, { ms: 1_000 }),
    badly(way, { swallows: 'questions' }, { ms: 1_000 }),
    badly(way, { swallows: 'everything' }, { ms: 3_000 }),
    halve(way),
  ],
})
const cut = (way: Way): Scenario => ({
  name: `${said[way]}: reset, refused`,
  faults: [reset(way), refuse(way), reset(way), reset(way)],
})
const said: Readonly<Record<Way, string>> = { toServer: 'browser to server', toDatabase: 'server to database' }

/** All at one moment, as when the power goes: none has time to tell another. */
const killAll: Fault = async (ground) => {
  const all = await ground.processes()
  for (const one of all) signal(one, 'SIGKILL')
  await Promise.all([ground.restartServer(), ground.restartDatabase()])
}

const killServer: Fault = (ground) => ground.restartServer()

const killBackend: Fault = async ({ database }, _crowd, chance) => {
  const backends = await database.asOwner(async (client) => {
    const { rows } = await client.query(
      "select pid from pg_stat_activity where usename in ('bul_statistics', 'bul_health', 'bul_assessment')",
    )
    return rows.map(({ pid }) => pid as number)
  })
  signal(backends[Math.floor(chance() * backends.length)], 'SIGKILL')
}

const killFirst: Fault = async (ground) => {
  signal((await ground.processes())[0], 'SIGKILL')
  await ground.restartDatabase()
}

const killPostgres: Fault = async (ground) => {
  for (const one of await ground.processes()) signal(one, 'SIGKILL')
  await ground.restartDatabase()
}

const frozenMs = 3_000

const freezeServer: Fault = async (ground) => {
  const { processId } = ground.server()
  signal(processId, 'SIGSTOP')
  await wait(frozenMs)
  signal(processId, 'SIGCONT')
}

/** Nobody new gets in, and those inside go on. */
const freezeFirst: Fault = async (ground) => {
  const [first] = await ground.processes()
  signal(first, 'SIGSTOP')
  ground.toDatabase.reset()
  await wait(frozenMs)
  signal(first, 'SIGCONT')
}

const freezePostgres: Fault = async (ground) => {
  const all = await ground.processes()
  for (const one of all) signal(one, 'SIGSTOP')
  await wait(frozenMs)
  for (const one of all) signal(one, 'SIGCONT')
}

/** Somebody holds the drafts for longer than anybody may wait for a lock. */
const holdLock: Fault = ({ database }) =>
  database.asOwner(async (client) => {
    await client.query('begin; lock table statistics.draft in exclusive mode')
    await wait(3_500)
    await client.query('rollback')
  })

/** Takes what a submit takes, in the other order, until PostgreSQL has had to choose between us. */
const deadlock: Fault = ({ database }) =>
  database.asOwner(async (client) => {
    for (let times = 0; times < 4; times++) {
      await client.query('begin; select from statistics.draft for update; select pg_sleep(0.3)').catch(() => {})
      await client.query('select from statistics.turnout for update; rollback').catch(() => client.query('rollback'))
    }
  })

export const scenarios: readonly Scenario[] = [
  ...(['toServer', 'toDatabase'] as const).flatMap((way) => [lateAndNarrow(way), silent(way), cut(way)]),
  { name: 'locks held too long, and deadlocks', faults: [holdLock, deadlock] },
  { name: 'one process of PostgreSQL killed', faults: [killBackend, killBackend, killBackend] },
  { name: 'the server killed', faults: [killServer, killServer] },
  { name: 'PostgreSQL killed', faults: [killFirst, killPostgres] },
  { name: 'server and PostgreSQL killed at once', faults: [killAll, killAll] },
  { name: 'server and PostgreSQL frozen and thawed', faults: [freezeServer, freezeFirst, freezePostgres] },
]

/** The part of it that every run of the tests can afford. */
export const shortScenario: Scenario = {
  name: 'cut, swallowed, killed',
  faults: [
    reset('toServer'),
    badly('toServer', { swallows: 'answers' }, { ms: 800 }),
    killServer,
    badly('toDatabase', { swallows: 'everything' }, { ms: 2_500 }),
    halve('toDatabase'),
    killBackend,
    killFirst,
    killAll,
  ],
}

/** Does it to a crowd of its own, in a municipality of its own. */
export async function playScenario(
  ground: Ground,
  { name, faults }: Scenario,
  municipalityId: number,
  size: Size,
  chance: Chance,
): Promise<Row> {
  const crowd = await gather(ground.database, ground.origin, municipalityId, size, chance)
  let backMs = 0
  try {
    for (const fault of faults) {
      await crowd.untilPromised(15 + Math.floor(chance() * 30))
      await fault(ground, crowd, chance)
      backMs = Math.max(backMs, await crowd.untilPromised(10))
    }
    await crowd.untilPromised(20)
  } finally {
    await crowd.stop()
  }
  return { name, faults: faults.length, backMs, ...(await crowd.result()) }
}
