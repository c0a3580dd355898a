/**
 * A small balancer in front of several servers, as an installation has one: each request goes to the next server that
 * is ready, whoever sent it. A server that cannot be reached is passed over, for nothing has been sent to it; a request that
 * was on its way to one that fell is answered 502, because nobody knows whether it was done.
 */
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http'
import { setTimeout as wait } from 'node:timers/promises'

export type Balancer = AsyncDisposable & {
  readonly origin: string
  /** Sends this one nothing more, and waits until what it was sent has been answered: before it is stopped. */
  readonly drain: (origin: string) => Promise<void>
  /** Takes it in again when it says that it is ready. */
  readonly admit: (origin: string) => void
  /** How many requests each has been sent. */
  readonly counts: () => ReadonlyMap<string, number>
  /** How many were answered 502 or 503 by the balancer itself. */
  readonly failed: () => number
}

type Server = { readonly origin: string; readonly agent: Agent; isReady: boolean; isDrained: boolean; underWay: number; sent: number }

const checkMs = 200
const checkTimeoutMs = 2_000

export async function openBalancer(origins: readonly string[], port = 0): Promise<Balancer> {
  const servers = origins.map((origin): Server => ({
    origin,
    agent: new Agent({ keepAlive: true }),
    isReady: true,
    isDrained: false,
    underWay: 0,
    sent: 0,
  }))
  let turn = 0
  let failed = 0
  const stopping = new AbortController()

  const front = createServer((incoming, outgoing) => void pass(incoming, outgoing))
  await once(front.listen(port, '127.0.0.1'), 'listening')
  const address = front.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const checks = Promise.all(servers.map(keepChecking))

  async function keepChecking(server: Server): Promise<void> {
    while (!stopping.signal.aborted) {
      try {
        const answer = await fetch(`${server.origin}/readyz`, { signal: AbortSignal.timeout(checkTimeoutMs) })
        await answer.body?.cancel()
        server.isReady = answer.ok
      } catch {
        server.isReady = false
      }
      await wait(checkMs, undefined, { signal: stopping.signal }).catch(() => {})
    }
  }

  function next(tried: ReadonlySet<Server>): Server | undefined {
    const left = servers.filter((server) => !server.isDrained && !tried.has(server))
    // With none ready, one that is not may answer better than we can.
    const willing = left.some(({ isReady }) => isReady) ? left.filter(({ isReady }) => isReady) : left
    return willing[turn++ % Math.max(1, willing.length)]
  }

  async function pass(incoming: IncomingMessage, outgoing: ServerResponse): Promise<void> {
    const chunks: Buffer[] = []
    try {
      for await (const chunk of incoming) chunks.push(chunk as Buffer)
    } catch {
      return void outgoing.destroy()
    }
    const body = Buffer.concat(chunks)
    const tried = new Set<Server>()
    for (let server = next(tried); server !== undefined; server = next(tried)) {
      tried.add(server)
      const outcome = await send(server, incoming, body, outgoing)
      if (outcome === 'answered') return
      if (outcome === 'unknown') break
      server.isReady = false
    }
    failed++
    if (outgoing.headersSent) outgoing.destroy()
    else outgoing.writeHead(tried.size === 0 ? 503 : 502, { 'retry-after': '1' }).end()
  }

  function send(
    server: Server,
    incoming: IncomingMessage,
    body: Buffer,
    outgoing: ServerResponse,
  ): Promise<'answered' | 'refused' | 'unknown'> {
    server.underWay++
    server.sent++
    const { promise, resolve } = Promise.withResolvers<'answered' | 'refused' | 'unknown'>()
    const headers = { ...incoming.headers, 'x-forwarded-for': incoming.socket.remoteAddress, connection: 'keep-alive' }
    const onward = request(`${server.origin}${incoming.url}`, { method: incoming.method, headers, agent: server.agent, setHost: false })
    onward.on('error', (error: NodeJS.ErrnoException) => resolve(error.code === 'ECONNREFUSED' ? 'refused' : 'unknown'))
    onward.on('response', (answer) => {
      const { connection: _, 'keep-alive': __, 'transfer-encoding': ___, ...kept } = answer.headers
      outgoing.writeHead(answer.statusCode ?? 502, kept)
      answer.pipe(outgoing)
      answer.on('end', () => resolve('answered')).on('error', () => resolve('unknown'))
      answer.on('close', () => resolve('unknown'))
    })
    onward.end(body)
    return promise.finally(() => {
      server.underWay--
    })
  }

  const named = (origin: string) => {
    const found = servers.find((server) => server.origin === origin)
    if (!found) throw new Error('no such server')
    return found
  }

  return {
    origin: `http://127.0.0.1:${address.port}`,
    async drain(origin) {
      const server = named(origin)
      server.isDrained = true
      while (server.underWay > 0) await wait(5)
      server.agent.destroy()
    },
    admit(origin) {
      named(origin).isDrained = false
    },
    counts: () => new Map(servers.map(({ origin, sent }) => [origin, sent])),
    failed: () => failed,
    async [Symbol.asyncDispose]() {
      stopping.abort()
      front.closeAllConnections()
      front.close()
      for (const { agent } of servers) agent.destroy()
      await checks
    },
  }
}
