import assert from 'node:assert/strict'
import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, beforeEach, afterEach, describe, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { openProxy, type TcpProxy } from './tcp-proxy.ts'

describe('a bad line of ours', () => {
  let echo: Server
  let heard: Socket[]
  let port: number
  let proxy: TcpProxy

  before(async () => {
    heard = []
    echo = createServer({ allowHalfOpen: true }, (socket) => {
      heard.push(socket.on('error', () => {}))
      socket.on('data', (bytes) => socket.write(bytes)).on('end', () => socket.end())
    })
    await once(echo.listen(0, '127.0.0.1'), 'listening')
    port = (echo.address() as { port: number }).port
  })
  after(() => {
    for (const socket of heard) socket.destroy()
    echo.close()
  })
  beforeEach(async () => {
    heard.length = 0
    proxy = await openProxy({ port, host: '127.0.0.1' })
  })
  afterEach(() => proxy[Symbol.asyncDispose]())

  async function open(): Promise<Socket> {
    const socket = connect({ port: proxy.port, host: '127.0.0.1', allowHalfOpen: true }).on('error', () => {})
    await once(socket, 'connect')
    return socket
  }

  /** What comes back within a while: that nothing does is told by asking again on a line that is sound. */
  async function ask(socket: Socket, text: string, withinMs = 5_000): Promise<string | undefined> {
    let said = ''
    const listen = (bytes: Buffer) => void (said += bytes.toString())
    socket.on('data', listen).write(text)
    for (const until = performance.now() + withinMs; said.length < text.length && performance.now() < until; await wait(5));
    socket.off('data', listen)
    return said === '' ? undefined : said
  }

  function closedByError(socket: Socket): Promise<boolean> {
    return new Promise((done) => socket.once('close', done))
  }

  test('carries both ways and lets either end close', async () => {
    const socket = await open()
    assert.equal(await ask(socket, 'goddag'), 'goddag')
    assert.equal(proxy.count(), 1)
    socket.end()
    await once(socket, 'end')
  })

  test('carries what is large whole and in order', async () => {
    const socket = await open()
    const large = Array.from({ length: 200_000 }, (_, place) => String(place % 10)).join('')
    assert.equal(await ask(socket, large), large)
  })

  test('is late both ways when it is told to be, and not for each piece anew', async () => {
    const socket = await open()
    proxy.change({ latencyMs: 60 })
    const start = performance.now()
    const first = ask(socket, 'a')
    await wait(30)
    socket.write('b')
    await first
    assert.ok(performance.now() - start >= 118)
  })

  test('a narrow line is shared by those on it', async () => {
    const [one, other] = await Promise.all([open(), open()])
    proxy.change({ bytesPerSecond: 50_000 })
    const text = 'x'.repeat(7_000)
    const start = performance.now()
    assert.deepEqual(await Promise.all([ask(one, text), ask(other, text)]), [text, text])
    assert.ok(performance.now() - start >= 270, '14 kB at 50 kB a second')
  })

  test('a black hole takes everything and says nothing, and what was on it stays lost', async () => {
    const socket = await open()
    await ask(socket, 'før')
    proxy.change({ swallows: 'everything' })
    assert.equal(await ask(socket, 'under', 100), undefined)
    const late = await open()
    assert.equal(await ask(late, 'under', 50), undefined)
    await proxy.heal()
    assert.equal(await ask(socket, 'efter', 100), undefined)
    assert.ok(!socket.destroyed && !socket.readableEnded, 'nobody was told')
    assert.equal(await ask(await open(), 'ny'), 'ny')
  })

  test('answers alone are swallowed: what was asked has been heard', async () => {
    const socket = await open()
    await ask(socket, 'før')
    const asked = once(heard[0]!, 'data')
    proxy.change({ swallows: 'answers' })
    assert.equal(await ask(socket, 'hørt', 50), undefined)
    assert.equal(String((await asked)[0]), 'hørt')
  })

  test('what stalls comes in order when it is healed', async () => {
    const socket = await open()
    await ask(socket, 'før')
    proxy.change({ isStalled: true })
    const stalled = ask(socket, 'en to tre')
    assert.equal(await Promise.race([stalled, wait(60, 'intet')]), 'intet')
    await proxy.heal()
    assert.equal(await stalled, 'en to tre')
  })

  test('a reset reaches both ends', async () => {
    const socket = await open()
    await ask(socket, 'før')
    const both = [socket, heard[0]!].map(closedByError)
    proxy.reset()
    assert.deepEqual(await Promise.all(both), [true, true])
  })

  test('of a half-open connection the far end knows that it is over, and the near end does not', async () => {
    const socket = await open()
    await ask(socket, 'før')
    const far = closedByError(heard[0]!)
    proxy.halve()
    await far
    assert.equal(await ask(socket, 'er her nogen?', 60), undefined)
    assert.ok(!socket.destroyed && !socket.readableEnded)
  })

  test('refuses who comes while it does not listen, and keeps whom it has', async () => {
    const socket = await open()
    await proxy.refuse()
    const refused = connect({ port: proxy.port, host: '127.0.0.1' })
    assert.equal((await once(refused, 'error').catch((error: unknown) => [error]))[0].code, 'ECONNREFUSED')
    assert.equal(await ask(socket, 'stadig'), 'stadig')
    await proxy.heal()
    assert.equal(await ask(await open(), 'igen'), 'igen')
  })

  test('a close is heard late when it is told to be', async () => {
    const socket = await open()
    await ask(socket, 'før')
    proxy.change({ closeDelayMs: 80 })
    const start = performance.now()
    socket.end()
    await once(socket, 'end')
    assert.ok(performance.now() - start >= 78)
  })
})
