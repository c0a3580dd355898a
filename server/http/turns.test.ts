/** Who is let through when there is more than can be done, by the whole program on a real port. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { openClient } from '../../bench/load.ts'
import { mellemtrin } from '../../tests/answered-wave.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from './app.ts'
import type { Strain } from './pressure.ts'
import type { TurnOptions } from './turns.ts'

let database: TestDatabase
let played: Play
let admin: SignedIn
const calm: Strain = { lateMs: 0, memory: 0 }

describe('turns', () => {
  before(async () => {
    database = await openTestDatabase()
    played = await play(database, { '4.A': 30, '5.A': 350, '6.A': 350 })
    admin = await signInAs(database, 'municipalAdmin')
  })

  after(() => database[Symbol.asyncDispose]())

  type Serving = AsyncDisposable & { readonly origin: string; readonly app: FastifyInstance; readonly port: number }

  async function serve(turns: TurnOptions = {}): Promise<Serving> {
    const app = await buildApp(testHouse(database), { isReady: async () => true, turns })
    const origin = await app.listen({ host: '127.0.0.1', port: 0 })
    return { origin, app, port: Number(new URL(origin).port), [Symbol.asyncDispose]: () => app.close() }
  }

  const post = (origin: string, path: string, body: unknown, token?: string) =>
    fetch(`${origin}/api/v1${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
      body: JSON.stringify(body),
    })

  type Slip = { readonly code: string; readonly slip: string }

  const slipsOf = (name: string): readonly Slip[] =>
    played.classes.filter((one) => one.name === name).flatMap(({ code, pupils }) => pupils.map(({ slip }) => ({ code, slip })))

  async function enter(origin: string, { code, slip }: Slip): Promise<{ readonly token: string; readonly epoch: number }> {
    const answer = await post(origin, '/responses/enter', { code, slip })
    assert.equal(answer.status, 200, await answer.clone().text())
    return (await answer.json()) as { token: string; epoch: number }
  }

  const nothing = mellemtrin.items.map(() => null)

  test('a class of thirty that submits in the same second is not refused, nor made to wait for its turn to end', async () => {
    await using server = await serve()
    const pupils = await Promise.all(slipsOf('4.A').map((slip) => enter(server.origin, slip)))
    const answers = await Promise.all(pupils.map(({ token }) => post(server.origin, '/responses/submit', { answers: nothing }, token)))
    assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([204]))
  })

  test('a school of seven hundred behind one address comes in and saves, fifty at a time: nobody is refused for what the others do', async () => {
    await using server = await serve()
    const school = [...slipsOf('5.A'), ...slipsOf('6.A')]
    const statuses: number[] = []
    const hands = Array.from({ length: 50 }, async () => {
      for (let slip = school.pop(); slip !== undefined; slip = school.pop()) {
        using line = await openClient(server.port)
        const came = await line.post('/api/v1/responses/enter', JSON.stringify(slip))
        const { token, epoch } = JSON.parse(came.body.toString())
        const body = { epoch, answers: [{ place: 0, value: 1, sequence: 1 }] }
        statuses.push(came.status, (await line.post('/api/v1/responses/answers', JSON.stringify(body), token)).status)
      }
    })
    await Promise.all(hands)
    assert.equal(statuses.length, 1_400)
    assert.deepEqual(new Set(statuses), new Set([200]))
  })

  const staffReads = (origin: string, path: string) => fetch(`${origin}/api/v1${path}`, { headers: admin.headers })

  test('the more strained the server, the more is refused: figures first, then pages, then coming in; answers never', async () => {
    const strain: { now: Strain } = { now: calm }
    await using server = await serve({ strain: () => strain.now })
    const [slip, another] = slipsOf('5.A') as [Slip, Slip]
    const { token, epoch } = await enter(server.origin, slip)
    let sequence = 0
    const ask = {
      letters: () => staffReads(server.origin, `/lessons/${played.survey.id}/slips`),
      pages: () => staffReads(server.origin, '/surveys'),
      entering: () => post(server.origin, '/responses/enter', another),
      saving: () => post(server.origin, '/responses/answers', { epoch, answers: [{ place: 1, value: 1, sequence: ++sequence }] }, token),
    }
    for (const [lateMs, refused] of [
      [0, []],
      [300, ['letters']],
      [700, ['letters', 'pages']],
      [5_000, ['letters', 'pages', 'entering']],
    ] as const) {
      strain.now = { lateMs, memory: 0 }
      const statuses = await Promise.all(Object.entries(ask).map(async ([name, one]) => [name, (await one()).status] as const))
      assert.deepEqual(
        statuses.filter(([, status]) => status === 503).map(([name]) => name),
        refused,
        `at ${lateMs} ms`,
      )
    }
    // Whoever looks whether the server lives is answered whatever it is doing.
    for (const path of ['/healthz', '/readyz']) assert.equal((await fetch(server.origin + path)).status, 200)
  })

  test('who is refused is told so in the form of every refusal, and when to come again: not all at the same time', async () => {
    await using server = await serve({ strain: () => ({ lateMs: 9_999, memory: 0 }) })
    const answers = await Promise.all(Array.from({ length: 30 }, () => staffReads(server.origin, '/surveys')))
    const [first] = answers
    assert.deepEqual([first?.status, first?.headers.get('content-type')], [503, 'application/problem+json; charset=utf-8'])
    assert.equal((JSON.parse((await first?.text()) ?? '{}') as { title?: string }).title, 'too-busy')
    const seconds = new Set(answers.map(({ headers }) => Number(headers.get('retry-after'))))
    assert.ok(seconds.size > 1 && [...seconds].every((one) => one >= 1 && one <= 10), [...seconds].join())
  })

  test('reports that stand still do not hold an answer up', async () => {
    await using server = await serve({ limits: { looking: { atOnce: 8, waiting: 4, waitingMs: 300 } } })
    const [, , slip] = slipsOf('5.A') as [Slip, Slip, Slip]
    const { token, epoch } = await enter(server.origin, slip)
    // Every page that people at work open stops at this lock.
    await database.asOwner(async (client) => {
      await client.query('begin; lock table common.session in access exclusive mode')
      const pages = Array.from({ length: 40 }, () => staffReads(server.origin, '/surveys'))
      await wait(100)
      const saved = await Promise.all(
        Array.from({ length: 20 }, (_, at) =>
          post(server.origin, '/responses/answers', { epoch, answers: [{ place: 2, value: 1, sequence: at + 1 }] }, token),
        ),
      )
      assert.deepEqual(new Set(saved.map(({ status }) => status)), new Set([200]))
      assert.equal((await fetch(`${server.origin}/healthz`)).status, 200)
      await client.query('rollback')
      const statuses = (await Promise.all(pages)).map(({ status }) => status)
      assert.ok(statuses.filter((status) => status === 503).length >= 28, statuses.join())
      assert.ok(statuses.includes(200), 'some were let through')
    })
    assert.equal((await staffReads(server.origin, '/surveys')).status, 200)
  })

  /** Begins to send a file and says what was answered, and how much of it had been taken by then. */
  function sendFile(port: number, cookie: string, bytes: number): Promise<{ readonly head: string; readonly sent: number }> {
    return new Promise((resolve, reject) => {
      const socket = connect(port, '127.0.0.1')
      let sent = 0
      let head = ''
      socket.on('error', reject)
      socket.on('data', (chunk: Buffer) => {
        head += chunk.toString('latin1')
        socket.destroy()
        resolve({ head: head.split('\r\n')[0] ?? '', sent })
      })
      socket.write(
        `POST /api/v1/roster-imports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\ncontent-length: ${bytes}\r\n${cookie}\r\n`,
      )
      const piece = Buffer.alloc(1024, 'x')
      const slowly = setInterval(() => {
        if (socket.destroyed || sent >= bytes) return clearInterval(slowly)
        socket.write(piece)
        sent += piece.length
      }, 20)
    })
  }

  test('a file is not read of somebody who may not send it', async () => {
    await using server = await serve()
    const { head, sent } = await sendFile(server.port, '', 30_000_000)
    assert.match(head, / 401 /)
    assert.ok(sent < 1_000_000, `${sent} bytes were taken first`)
  })

  test('as many files as may be are on their way in, and one more is refused before it is read', async () => {
    await using server = await serve({ limits: { receiving: { atOnce: 1, waiting: 0, waitingMs: 100 } } })
    const begun = connect(server.port, '127.0.0.1')
    const cookie = `cookie: ${admin.headers.cookie}\r\n`
    begun.write(
      `POST /api/v1/roster-imports HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/octet-stream\r\ncontent-length: 1000\r\n${cookie}\r\n`,
    )
    await wait(300)
    const { head } = await sendFile(server.port, cookie, 30_000_000)
    assert.match(head, / 503 /)
    // Whoever breaks off makes room.
    begun.destroy()
    await wait(100)
    const again = await fetch(`${server.origin}/api/v1/roster-imports`, {
      method: 'POST',
      headers: { ...admin.headers, 'content-type': 'application/octet-stream' },
      body: 'Institutionsnummer;Institution\n',
    })
    assert.notEqual(again.status, 503)
  })
})
