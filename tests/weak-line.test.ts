/**
 * Thirty pupils of one class on one weak line, with the answering page's own protocol: they enter, answer and send, while
 * the line is late, narrow and cut, and the teacher's view asks how far they are. Bytes are counted, not time.
 */
import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { countable, submit } from '#domain/response/submit.ts'
import { buildApp } from '#server/http/app.ts'
import { noCodes } from '#web/respondent/fragment.ts'
import type { Entry } from '#web/respondent/outbox.ts'
import { type Clock, startSaver } from '#web/respondent/saver.ts'
import { enter, lineOf } from '#web/respondent/send.ts'
import { submitAll } from '#web/respondent/submitting.ts'
import { mellemtrin } from './answered-wave.ts'
import { play, type Play, testHouse } from './play.ts'
import { type SignedIn, signInAs } from './sign-in-as.ts'
import { openProxy, type TcpProxy } from './tcp-proxy.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

const pupils = 30
/** A shared mobile line with a wall in between. */
const weak = { latencyMs: 80, bytesPerSecond: 96 * 1024 }
/** The line is cut each time so many more pupils have sent. */
const cutEvery = 6
/** What one pupil's whole lesson may cost, there and back, everything counted. */
const mostBytesPerPupil = 32 * 1024
/** What one look of the teacher's or the wall's may cost. */
const mostBytesPerLook = 2 * 1024

const clock: Clock = {
  after(ms, run) {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
  chance: Math.random,
}

describe('a class on a weak line', () => {
  let database: TestDatabase
  let app: FastifyInstance
  let town: Play
  let teacher: SignedIn
  let line: TcpProxy
  let lessonId: string
  const sockets = new Set<Socket>()
  /** Last words of the server to somebody who sent: an answer that differs has been lost on the way. */
  const refusals: string[] = []
  const fetchAnywhere = globalThis.fetch
  const bytes = () => [...sockets].reduce((sum, { bytesRead, bytesWritten }) => sum + bytesRead + bytesWritten, 0)

  before(async () => {
    database = await openTestDatabase()
    app = await buildApp(testHouse(database), { isReady: async () => true })
    app.server.on('connection', (socket) => sockets.add(socket))
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as { port: number }
    line = await openProxy({ host: '127.0.0.1', port })
    town = await play(database, { '5.A': pupils })
    const [five] = town.classes
    teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: [five!.id] })
    // The page asks its own site: here that is the line's near end.
    globalThis.fetch = (input, init) =>
      fetchAnywhere(typeof input === 'string' && input.startsWith('/') ? `http://127.0.0.1:${line.port}${input}` : input, init)
    const { rows } = await database.asOwner((client) => client.query("select id from common.lesson where state = 'open'"))
    lessonId = rows[0].id
  })

  after(async () => {
    globalThis.fetch = fetchAnywhere
    await line[Symbol.asyncDispose]()
    await app.close()
    await database[Symbol.asyncDispose]()
  })

  const look = async (what: '' | '/board') => {
    const answer = await fetch(`/api/v1/lessons/${lessonId}${what}`, { headers: teacher.headers })
    return (await answer.json()) as { readonly answered: number; readonly missing: readonly string[] }
  }

  /** What a pupil says: the signature of who they are in the first answers, then whatever. */
  const opinionOf = (pupil: number) =>
    mellemtrin.items.map(({ kind, options }, place) => {
      if (kind !== 'single' && kind !== 'faces' && kind !== 'frequency' && kind !== 'agreement') return null
      return 1 + ((place < 3 ? Math.floor(pupil / 4 ** place) : pupil + place) % Math.min(4, options.length))
    })

  async function answerAsThePageDoes(slip: string, code: string, answers: readonly (number | null)[], acknowledged: Map<number, Entry>) {
    let entered = await enter({ ...noCodes, code, slip })
    while (entered.kind === 'later') {
      await wait(200 + clock.chance() * 400)
      entered = await enter({ ...noCodes, code, slip })
    }
    assert.equal(entered.kind, 'done')
    if (entered.kind !== 'done') return 'gone'
    const { about, token, epoch } = entered.value
    const own = lineOf(about.track, token, epoch)
    const saver = startSaver({
      async send(batch, isLeaving) {
        const reply = await own.save(batch, isLeaving)
        if (reply.kind === 'done') for (const entry of batch) acknowledged.set(entry.place, entry)
        return reply
      },
      onMark() {},
      onRefused: (problem) => assert.fail(problem),
      clock,
    })
    for (const [place, value] of answers.entries()) {
      if (value === null) continue
      // Some change their mind, with the first choice perhaps under way.
      if (place % 3 === 0) {
        saver.put(place, value === 1 ? 2 : 1)
        await wait(clock.chance() * 400)
      }
      saver.put(place, value)
      await wait(10 + clock.chance() * 150)
    }
    const submitting = {
      async submit(...given: Parameters<typeof own.submit>) {
        const reply = await own.submit(...given)
        if (reply.kind === 'refused') refusals.push(reply.problem)
        return reply
      },
    }
    return submitAll({ line: submitting, saver, answers, onWaiting() {}, wait: (ms) => wait(ms), chance: clock.chance })
  }

  test('all thirty end, everything acknowledged is stored, and the teacher counts them all', async (t) => {
    const [five] = town.classes
    const given = five!.pupils.map((_, place) => opinionOf(place))
    const acknowledged = given.map(() => new Map<number, Entry>())
    line.change(weak)
    let sent = 0
    let cuts = 0
    let looks = 0
    let isOver = false
    const counts: number[] = []
    const teaching = (async () => {
      for (; !isOver; await wait(400)) {
        const seen = await look(looks % 2 === 0 ? '' : '/board').catch(() => undefined)
        if (seen) counts.push(seen.answered)
        looks++
      }
    })()

    const endings = await Promise.all(
      five!.pupils.map(async ({ slip }, place) => {
        const ending = await answerAsThePageDoes(slip, five!.code, given[place]!, acknowledged[place]!)
        sent++
        if (sent % cutEvery === 0) {
          cuts++
          line.reset()
        }
        return ending
      }),
    )
    isOver = true
    await teaching
    const whole = bytes()

    assert.deepEqual(new Set(endings), new Set(['sent']))
    assert.deepEqual(refusals, [], 'what is acknowledged is what the page shows')
    for (const [place, answers] of given.entries())
      assert.deepEqual(
        answers.map((value, at) => (value === null ? null : (acknowledged[place]!.get(at)?.value ?? null))),
        answers,
        `pupil ${place}: every answer was acknowledged before it was sent`,
      )
    const expected = given.map((answers) => {
      const row = submit(mellemtrin, answers)
      return JSON.stringify('answers' in row ? countable(mellemtrin, row.answers) : row)
    })
    const { rows } = await database.asOwner((client) => client.query('select answers from statistics.response'))
    assert.deepEqual(
      rows.map(({ answers }) => JSON.stringify(answers)).toSorted(),
      expected.toSorted(),
      'each is stored once, as it was given',
    )

    assert.deepEqual(
      counts,
      counts.toSorted((one, other) => one - other),
      'the count never goes back',
    )
    await line.heal()
    const last = await look('')
    assert.deepEqual([last.answered, last.missing], [pupils, []])

    const perPupil = Math.round(whole / pupils)
    t.diagnostic(`${perPupil} bytes a pupil, ${looks} looks of the teacher's among them, ${cuts} cuts`)
    assert.ok(cuts >= 4)
    assert.ok(perPupil <= mostBytesPerPupil, `${perPupil} bytes a pupil`)
  })

  test('a look costs little, and the wall less than the teacher', async (t) => {
    const cost = async (what: '' | '/board') => {
      await look(what)
      const before = bytes()
      for (let times = 0; times < 10; times++) await look(what)
      return (bytes() - before) / 10
    }
    const [view, board] = [await cost(''), await cost('/board')]
    t.diagnostic(`${view} bytes a look of the teacher's, ${board} of the wall's`)
    assert.ok(view <= mostBytesPerLook && board <= view)
  })
})
