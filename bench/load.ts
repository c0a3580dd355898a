/**
 * A lean HTTP client for loads: one request at a time on one kept connection, bytes in, status and body out.
 * It costs a fraction of a general client, so that what is measured is the server.
 */
import { connect, type Socket } from 'node:net'

export type Answer = { readonly status: number; readonly body: Buffer }

export type Client = Disposable & {
  readonly post: (path: string, body: string, token?: string) => Promise<Answer>
  readonly get: (path: string, cookie: string) => Promise<Answer>
}

export async function openClient(port: number): Promise<Client> {
  const socket: Socket = connect(port, '127.0.0.1')
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject))
  socket.setNoDelay(true)
  // Whoever waits on a line that ends is told so: a status that no server gives.
  socket.on('error', () => {})
  socket.on('close', () => waiting?.({ status: 0, body: Buffer.alloc(0) }))
  let waiting: ((answer: Answer) => void) | undefined
  let received: Buffer = Buffer.alloc(0)

  socket.on('data', (chunk: Buffer) => {
    received = received.length === 0 ? chunk : Buffer.concat([received, chunk])
    const end = received.indexOf('\r\n\r\n')
    if (end === -1) return
    const head = received.toString('latin1', 0, end)
    const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0)
    if (received.length < end + 4 + length) return
    const answer = { status: Number(head.slice(9, 12)), body: received.subarray(end + 4, end + 4 + length) }
    received = received.subarray(end + 4 + length)
    waiting?.(answer)
  })

  function send(request: string): Promise<Answer> {
    return new Promise((resolve) => {
      waiting = resolve
      if (socket.destroyed) resolve({ status: 0, body: Buffer.alloc(0) })
      else socket.write(request)
    })
  }

  return {
    post: (path, body, token) =>
      send(
        `POST ${path} HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\n${token === undefined ? '' : `authorization: Bearer ${token}\r\n`}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      ),
    get: (path, cookie) => send(`GET ${path} HTTP/1.1\r\nhost: localhost\r\ncookie: ${cookie}\r\n\r\n`),
    [Symbol.dispose]: () => void socket.destroy(),
  }
}

/** How long a page takes, and how long it is. */
export async function reading(client: Client, path: string, cookie: string): Promise<{ ms: number; bytes: number }> {
  const startedAt = performance.now()
  const { status, body } = await client.get(path, cookie)
  const ms = performance.now() - startedAt
  if (status !== 200) throw new Error(`${path} answered ${status}: ${body.toString().slice(0, 200)}`)
  return { ms, bytes: body.length }
}

/** Runs `work` in as many loops as there are clients for so long, and returns how often it was done a second. */
export async function rate(clients: number, seconds: number, work: (client: number) => Promise<void>): Promise<number> {
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async (_, client) => {
      while (performance.now() < until) {
        await work(client)
        done++
      }
    }),
  )
  return done / ((performance.now() - startedAt) / 1000)
}

/** The middle of several measurements. */
export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
