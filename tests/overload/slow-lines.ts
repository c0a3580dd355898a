/** Whoever sends a request a letter at a time, on many lines at once, so that a server that waits for them serves nobody else. */
import { connect, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'

export type SlowLines = {
  /** How many lines there are of each kind, always. */
  readonly lines: number
  readonly seconds: number
}

export type SlowEnd = {
  /** Lines that the server has ended, by what it said before; none is the bare end. */
  readonly ended: number
  readonly opened: number
}

const everyMs = 400

/** Slow heads (Slowloris), slow bodies (R.U.D.Y.), and lines on which nothing is ever said; those that are cut are opened anew. */
export async function holdSlowLines(port: number, { lines, seconds }: SlowLines): Promise<SlowEnd> {
  const until = performance.now() + seconds * 1_000
  let [ended, opened] = [0, 0]

  async function hold(begin: string): Promise<void> {
    while (performance.now() < until) {
      const socket = connect(port, '127.0.0.1')
      opened++
      let isOver = false
      socket.on('error', () => {})
      socket.on('close', () => (isOver = true))
      socket.resume()
      socket.write(begin)
      while (!isOver && performance.now() < until) {
        await wait(everyMs)
        if (begin !== '') drip(socket)
      }
      if (isOver) ended++
      socket.destroy()
    }
  }

  const kinds = [
    'GET /readyz HTTP/1.1\r\nhost: localhost\r\n',
    'POST /api/v1/responses/enter HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 60000\r\n\r\n{"code":"',
    '',
  ]
  await Promise.all(kinds.flatMap((begin) => Array.from({ length: lines }, () => hold(begin))))
  return { ended, opened }
}

/** A letter of a header's name, or of the body: either goes on for ever. */
function drip(socket: Socket): void {
  if (socket.writable) socket.write('x')
}
