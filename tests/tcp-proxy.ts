/**
 * A bad line, between a browser and a server or a server and its database: late, narrow, silent, cut, or not there.
 * Everything is switched while it runs, and counts for the connections that are open too.
 */
import { once } from 'node:events'
import { createServer, type NetConnectOpts, Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export type Line = {
  /** How much later each byte arrives, either way. */
  readonly latencyMs: number
  /** What goes through either way, of all connections together: a school shares its line. */
  readonly bytesPerSecond: number
  /** How much later one end hears that the other has closed. */
  readonly closeDelayMs: number
  /**
   * A black hole: the bytes are taken and nobody hears of it, no FIN, no RST; connections are let in and lead nowhere.
   * A connection that has lost a byte stays lost when the line is healed. `answers`: what is asked is carried through
   * and done, and no answer comes back.
   */
  readonly swallows: 'nothing' | 'everything' | 'questions' | 'answers'
  /** Nothing arrives, nothing is lost: all of it comes, in order, when the line is healed. */
  readonly isStalled: boolean
}

export type TcpProxy = AsyncDisposable & {
  readonly port: number
  /** How many connections are open on the near side. */
  readonly count: () => number
  readonly change: (line: Partial<Line>) => void
  /** A sound line, that takes connections. */
  readonly heal: () => Promise<void>
  /** RST of every connection, to both ends. */
  readonly reset: () => void
  /** RST to the far end of every connection; the near end hears nothing, and what it sends is lost. */
  readonly halve: () => void
  /** Listens no more, so that whoever comes is refused; what is open stays. */
  readonly refuse: () => Promise<void>
}

export const soundLine: Line = { latencyMs: 0, bytesPerSecond: Infinity, closeDelayMs: 0, swallows: 'nothing', isStalled: false }

type Direction = 'questions' | 'answers'
type Connection = { readonly near: Socket; readonly far: Socket; readonly lost: Record<Direction, boolean> }

/** As a packet on the way: what a narrow line takes at a time. */
const packetBytes = 1_400
/** What may be on the way before the sender is held back. */
const windowBytes = 256 * 1024
const stallLookMs = 5

/** Listens on a port of the loopback and carries on to wherever `far` says at that moment. */
export async function openProxy(far: NetConnectOpts | (() => NetConnectOpts), port = 0): Promise<TcpProxy> {
  let line = soundLine
  const connections = new Set<Connection>()
  const freeAt: Record<Direction, number> = { questions: 0, answers: 0 }
  const server = createServer({ allowHalfOpen: true, noDelay: true }, take)
  const listen = async (on: number) => {
    await once(server.listen(on, '127.0.0.1'), 'listening')
    const address = server.address()
    if (address === null || typeof address === 'string') throw new Error('no port')
    return address.port
  }
  const ownPort = await listen(port)

  function take(near: Socket): void {
    const connection: Connection = { near, far: new Socket({ allowHalfOpen: true }), lost: { questions: false, answers: false } }
    connections.add(connection)
    oneWay(connection, 'questions')
    oneWay(connection, 'answers')
    // In a black hole a connection is made with nobody.
    if (line.swallows === 'everything') lose(connection)
    else connection.far.connect(typeof far === 'function' ? far() : far).setNoDelay(true)
  }

  function lose({ lost }: Connection): void {
    lost.questions = true
    lost.answers = true
  }

  function oneWay(connection: Connection, direction: Direction): void {
    const [from, to] = direction === 'questions' ? [connection.near, connection.far] : [connection.far, connection.near]
    const onTheWay: { readonly bytes: Buffer | undefined; readonly due: number }[] = []
    let held = 0
    let isDelivering = false

    const send = (bytes: Buffer | undefined) => {
      if (swallows(direction)) connection.lost[direction] = true
      if (connection.lost[direction]) return
      onTheWay.push({ bytes, due: arrival(direction, bytes) })
      held += bytes?.byteLength ?? 0
      if (held > windowBytes) from.pause()
      void deliver()
    }

    async function deliver(): Promise<void> {
      if (isDelivering) return
      isDelivering = true
      for (let next = onTheWay[0]; next !== undefined && connections.has(connection); next = onTheWay[0]) {
        const early = next.due - performance.now()
        if (early > 0 || line.isStalled) {
          await wait(Math.max(early, line.isStalled ? stallLookMs : 1))
          continue
        }
        onTheWay.shift()
        held -= next.bytes?.byteLength ?? 0
        if (held < windowBytes && from.isPaused()) from.resume()
        if (connection.lost[direction]) continue
        if (next.bytes === undefined) to.end()
        else if (!to.write(next.bytes)) await Promise.race([once(to, 'drain'), once(to, 'close')]).catch(() => {})
      }
      isDelivering = false
    }

    from.on('data', (bytes) => {
      if (line.bytesPerSecond === Infinity) return send(bytes)
      for (let start = 0; start < bytes.byteLength; start += packetBytes) send(bytes.subarray(start, start + packetBytes))
    })
    from.on('end', () => send(undefined))
    // Cut or refused at one end: the other is told, where the line still tells anything.
    from.on('error', () => {
      if (!connection.lost[direction] && !swallows(direction)) cut(to)
    })
    from.on('close', () => {
      if (connection.near.destroyed && connection.far.destroyed) connections.delete(connection)
    })
  }

  function swallows(direction: Direction): boolean {
    return line.swallows === 'everything' || line.swallows === direction
  }

  function arrival(direction: Direction, bytes: Buffer | undefined): number {
    const now = performance.now()
    if (bytes === undefined) return now + line.latencyMs + line.closeDelayMs
    if (line.bytesPerSecond === Infinity) return now + line.latencyMs
    freeAt[direction] = Math.max(freeAt[direction], now) + (bytes.byteLength / line.bytesPerSecond) * 1000
    return freeAt[direction] + line.latencyMs
  }

  async function refuse(): Promise<void> {
    if (!server.listening) return
    // Resolves only when every connection has ended; that it listens no more is so at once.
    server.close()
  }

  return {
    port: ownPort,
    count: () => [...connections].filter(({ near }) => !near.destroyed).length,
    change(some) {
      line = { ...line, ...some }
    },
    async heal() {
      line = soundLine
      if (!server.listening) await listen(ownPort)
    },
    reset() {
      for (const { near, far } of connections) for (const end of [near, far]) cut(end)
    },
    halve() {
      for (const connection of connections) {
        lose(connection)
        cut(connection.far)
      }
    },
    refuse,
    async [Symbol.asyncDispose]() {
      await refuse()
      for (const { near, far } of connections) for (const end of [near, far]) end.destroy()
      connections.clear()
    },
  }
}

/** RST; a socket in the file system knows none, and is closed. */
function cut(socket: Socket): void {
  if (socket.remoteAddress === undefined) socket.destroy()
  else socket.resetAndDestroy()
}
