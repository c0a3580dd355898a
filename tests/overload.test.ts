/**
 * Far too much, too slowly, and in the midst of it all the word to stop. Small here; `npm run test:overload` is the whole.
 * Nothing is held against a clock: only who is served, who is refused, in which order, and what is kept.
 */
import assert from 'node:assert/strict'
import { request } from 'node:http'
import { connect } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { type Arena, openArena } from './overload/arena.ts'
import { saveFlatOut } from './overload/children.ts'
import { holdSlowLines } from './overload/slow-lines.ts'
import { loadTooMuch } from './overload/too-much.ts'

let arena: Arena

describe('a server that is asked too much', () => {
  before(async () => {
    arena = await openArena(200)
  })

  after(() => arena[Symbol.asyncDispose]())

  const megabyte = 1024 * 1024

  test(
    'far too much: saves go on, documents are refused before pages, memory is bounded, and then all is well again',
    { timeout: 120_000 },
    async (context) => {
      const { server, database } = arena
      const { saves, pages, documents, wrong, lost, memory, recoveredMs } = await loadTooMuch(server, database, arena, {
        children: 100,
        people: 30,
        readers: 60,
        seconds: 5,
      })
      context.diagnostic(
        `saves ${saves.served}, refused ${saves.refused}; pages ${pages.served}/${pages.refused}; documents ${documents.served}/${documents.refused}; ${Math.round(memory.before / megabyte)} to ${Math.round(memory.most / megabyte)} MB; well again after ${Math.round(recoveredMs)} ms`,
      )
      assert.deepEqual(wrong, [])
      assert.equal(lost, 0)
      assert.equal(saves.refused, 0)
      assert.ok(saves.served > 300, 'saves went on')
      assert.ok(documents.refused > 0, 'there was too much')
      const share = ({ served, refused }: typeof pages) => refused / (served + refused)
      assert.ok(share(documents) > share(pages), 'documents are refused first')
      assert.ok(memory.most - memory.before < 500 * megabyte, 'memory is bounded')
    },
  )

  test(
    'slow heads, slow bodies and lines on which nothing is said leave whoever saves unharmed, and are cut',
    { timeout: 120_000 },
    async (context) => {
      const children = await saveFlatOut(arena.port, arena.play, 10, 50)
      const { ended, opened } = await holdSlowLines(arena.port, { lines: 100, seconds: 16 })
      const { 200: saved = 0, ...otherwise } = children.statuses()
      context.diagnostic(`${saved} saves beside ${opened} slow lines, ${ended} of them cut by the server`)
      assert.deepEqual(otherwise, {})
      assert.ok(saved > 100)
      assert.ok(ended >= 100, 'heads and silence are cut after ten seconds; bodies later')
      assert.equal(await children.stop(arena.database), 0)
    },
  )

  test(
    'told to stop under load: what is begun is answered, lines are ended with it, nothing acknowledged is lost, and it ends well',
    { timeout: 60_000 },
    async () => {
      const stopping = await openArena(60)
      const children = await saveFlatOut(stopping.port, stopping.play, 40)
      const idle = connect(stopping.port, '127.0.0.1')
      idle.on('error', () => {})
      const idleEnded = new Promise<void>((done) => idle.once('close', () => done()))
      // Begun before, and slow: the table it needs is held.
      const { database, server, people, pages, port } = stopping
      await database.asOwner(async (client) => {
        await client.query('begin; lock table common.lesson in access exclusive mode')
        const slow = new Promise<{ status: number | undefined; connection: string | undefined }>((resolve, reject) => {
          const asked = request(
            { port, host: '127.0.0.1', path: `/api/v1${pages}`, headers: { ...people.headers, connection: 'keep-alive' } },
            (came) => {
              came.resume()
              resolve({ status: came.statusCode, connection: came.headers.connection })
            },
          )
          asked.on('error', reject).end()
        })
        await wait(300)
        const exited = server[Symbol.asyncDispose]()
        await wait(500)
        assert.ok(server.isRunning(), 'it waits for what is begun')
        await assert.rejects(fetch(`${server.origin}/readyz`), 'it takes no more')
        await client.query('rollback')
        assert.deepEqual(await slow, { status: 200, connection: 'close' })
        await Promise.all([exited, idleEnded])
      })
      assert.equal(await children.stop(database), 0)
      assert.ok(children.saved() > 40)
      await stopping[Symbol.asyncDispose]()
    },
  )
})
