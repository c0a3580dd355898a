/**
 * Two servers and a worker on one database, behind a balancer that sends each request to the next of them: what one knows,
 * both know, and either may be stopped, killed and started again while children answer.
 */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { freeFromAddress } from '#domain/survey/entry-brake.ts'
import { chanceFrom } from './faults/chance.ts'
import { type Crowd, gather } from './faults/crowd.ts'
import { play } from './play.ts'
import { openSeveral, type Several } from './several-processes.ts'
import { type Json, type SignedIn, signInAs } from './sign-in-as.ts'
import { settleSmallTown } from './small-town.ts'
import { findFreePort, pick, startStandIn, walk } from './stand-in-process.ts'

const seed = Number(process.env['CRASH_SEED'] ?? Date.now() % 1_000_000)
const chance = chanceFrom(seed)

async function ask(origin: string, path: string, who?: SignedIn, body?: object): Promise<{ readonly status: number; readonly body: Json }> {
  const response = await fetch(`${origin}/api/v1${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { ...who?.headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await response.text()
  return { status: response.status, body: /^[[{]/.test(text) ? JSON.parse(text) : undefined }
}

describe('two servers are one house', () => {
  let house: Several
  let somebody: SignedIn

  before(async () => {
    house = await openSeveral()
    await house.ground.database.asOwner((client) =>
      client.query("insert into common.municipality values (870, 'Robyrup', '1083', 'Syddanmark', true)"),
    )
    somebody = await signInAs(house.ground.database, 'municipalAdmin', { municipalityId: 870 })
  })
  after(() => house[Symbol.asyncDispose]())

  test('every request may go to either, and both show a teacher how far the class has come', async () => {
    const { ground, balancer, origins } = house
    const { classes, institutionId, municipalityId } = await play(ground.database, { '5.B': 4 }, 871)
    const [group] = classes
    const teacher = await signInAs(ground.database, 'teacher', { municipalityId, institutionIds: [institutionId], classIds: [group!.id] })
    const [{ id }] = await ground.database.asOwner(
      async (client) => (await client.query('select id from common.lesson where class_id = $1', [group!.id])).rows,
    )
    for (const [place, { slip }] of group!.pupils.entries()) {
      const entered = await ask(balancer.origin, '/responses/enter', undefined, { code: group!.code, slip })
      assert.equal(entered.status, 200)
      const submitted = await fetch(`${balancer.origin}/api/v1/responses/submit`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${entered.body.token}` },
        body: JSON.stringify({ answers: entered.body.answers }),
      })
      assert.equal(submitted.status, 204)
      for (const origin of origins) {
        const shown = await ask(origin, `/lessons/${id}`, teacher)
        assert.deepEqual([shown.status, shown.body.answered], [200, place + 1], origin)
      }
    }
    assert.ok(
      [...balancer.counts().values()].every((sent) => sent > 2),
      'both were asked',
    )
  })

  const gatherBehind = (municipalityId: number): Promise<Crowd> =>
    gather(
      house.ground.database,
      house.balancer.origin,
      municipalityId,
      { pupils: 240, children: 40, cases: 4, hands: 9, ahead: 60 },
      chance,
    )

  test(
    'either server is killed in turn and the database restarted twice: nothing is lost, and nobody begins anew',
    { timeout: 240_000 },
    async (context) => {
      const { ground, origins, restart, balancer } = house
      const crowd = await gatherBehind(872)
      const seen = new Set<number>()
      const watching = new AbortController()
      const watched = (async () => {
        while (!watching.signal.aborted) {
          seen.add(
            await ask(balancer.origin, '/me', somebody).then(
              ({ status }) => status,
              () => 0,
            ),
          )
          await wait(50)
        }
      })()
      for (const harm of ['first', 'database', 'second', 'database', 'first', 'second'] as const) {
        await crowd.untilPromised(25)
        if (harm === 'database') {
          ground.toDatabase.reset()
          await ground.restartDatabase()
        } else await restart(harm === 'first' ? origins[0] : origins[1], 'killed')
      }
      await crowd.untilPromised(30)
      await crowd.stop()
      watching.abort()
      await watched
      const result = await crowd.result()
      context.diagnostic(
        `seed ${seed}; ${result.saves} saves, ${result.parcels} parcels, ${result.submits} submits; longest a child waited ${Math.round(result.longestWaitMs)} ms; told to come later ${result.later} times, ${result.defects} times 502 or 500`,
      )
      assert.deepEqual(result.lost, [], 'a token that was refused would stand here too')
      assert.ok(!seen.has(401), 'the session of somebody signed in is never over')
      assert.equal((await ask(balancer.origin, '/me', somebody)).status, 200)
    },
  )

  test('each server is drained, stopped and started again: no save fails, not once', { timeout: 240_000 }, async (context) => {
    const { origins, restart, balancer } = house
    const crowd = await gatherBehind(873)
    for (const origin of [...origins, ...origins]) {
      await crowd.untilPromised(20)
      await balancer.drain(origin)
      await restart(origin, 'stopped')
      balancer.admit(origin)
      await wait(400)
    }
    await crowd.untilPromised(20)
    const refused = crowd.refused()
    await crowd.stop()
    const result = await crowd.result()
    context.diagnostic(
      `${result.saves} saves and ${result.submits} submits, ${refused} of them in vain; longest wait ${Math.round(result.longestWaitMs)} ms`,
    )
    assert.deepEqual(result.lost, [])
    assert.equal(refused, 0)
  })

  // Last, for then the door asks work of everybody at this address.
  test('what was tried in vain at one counts at the other', async () => {
    const { balancer, origins } = house
    const before = balancer.counts()
    const letters = (at: number) =>
      String(at)
        .padStart(4, '0')
        .replace(/\d/g, (digit) => 'ACDEFGHKMN'[Number(digit)] ?? '')
    const wrong = (origin: string, at: number) => ask(origin, '/responses/enter', undefined, { code: 'XXXXXX', slip: `YYYY${letters(at)}` })
    for (let at = 0; at < freeFromAddress; at += 20)
      await Promise.all(Array.from({ length: 20 }, (_, more) => wrong(balancer.origin, at + more)))
    assert.ok(
      [...balancer.counts()].every(([origin, sent]) => sent - (before.get(origin) ?? 0) < freeFromAddress),
      'neither was asked so often',
    )
    for (const origin of origins) assert.equal((await wrong(origin, freeFromAddress)).status, 429)
  })
})

test(
  'somebody leaves for their login by one server, comes back to the other, and is signed out at both',
  { timeout: 120_000 },
  async () => {
    const port = await findFreePort()
    const origin = `http://localhost:${port}`
    await using standIn = await startStandIn({ redirect: `${origin}/auth/callback` })
    await using house = await openSeveral({ port, flags: [`origin=${origin}`, `issuer=${standIn.issuer}`, 'own-clock'] })
    const { balancer, origins, ground } = house
    await settleSmallTown(ground.database, standIn.issuer)
    const walker = walk()
    const { address } = await walker.follow(`${balancer.origin.replace('127.0.0.1', 'localhost')}/auth/sign-in?returnTo=/hjem`)
    const left = new Map(balancer.counts())
    const back = await walker.follow(await pick(walker, address, 'laer0001'), (next) => next.startsWith(origin))
    assert.equal((await walker.go(back.address)).status, 200)
    const arrived = balancer.counts()
    assert.deepEqual(
      origins.map((one) => (arrived.get(one) ?? 0) - (left.get(one) ?? 0)),
      left.get(origins[0]) === 1 ? [0, 1] : [1, 0],
      'it left by one and came back to the other',
    )
    for (const one of origins) assert.equal((await walker.go(`${one.replace('127.0.0.1', 'localhost')}/api/v1/me`)).status, 200)

    assert.equal((await walker.go(`${origin}/api/v1/sign-out`, {}, { origin })).status, 204)
    for (const one of origins) assert.equal((await walker.go(`${one.replace('127.0.0.1', 'localhost')}/api/v1/me`)).status, 401)
  },
)
