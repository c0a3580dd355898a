/** Far more than a server can do: children who save, people at work, and reports and documents, all flat out; and how it went. */
import { readFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { openClient } from '../../bench/load.ts'
import type { Play } from '../play.ts'
import type { SignedIn } from '../sign-in-as.ts'
import type { ServerProcess } from '../server-process.ts'
import type { TestDatabase } from '../test-database.ts'
import { saveFlatOut } from './children.ts'

export type TooMuch = { readonly children: number; readonly people: number; readonly readers: number; readonly seconds: number }

export type Outcome = {
  /** Of each kind: served, and refused because it was busy. */
  readonly saves: Served
  readonly pages: Served
  readonly documents: Served
  /** Anything answered otherwise than well or with a refusal to come again. */
  readonly wrong: readonly string[]
  readonly lost: number
  /** Bytes of the server before, at most, and some seconds after. */
  readonly memory: { readonly before: number; readonly most: number; readonly after: number }
  /** Milliseconds after the load until a page and a document were served without a refusal. */
  readonly recoveredMs: number
}

type Served = { served: number; refused: number }

const recoveredByMs = 30_000
const pageBytes = 4_096

/** What a process has of the machine's memory, in bytes. */
function memoryOf({ processId }: ServerProcess): number {
  return Number(readFileSync(`/proc/${processId}/statm`, 'utf8').split(' ')[1]) * pageBytes
}

export async function loadTooMuch(
  server: ServerProcess,
  database: TestDatabase,
  {
    play,
    people,
    pages,
    documents,
  }: { readonly play: Play; readonly people: SignedIn; readonly pages: string; readonly documents: string },
  load: TooMuch,
): Promise<Outcome> {
  const port = Number(new URL(server.origin).port)
  const before = memoryOf(server)
  let most = before
  const watching = setInterval(() => (most = Math.max(most, memoryOf(server))), 100)
  const wrong: string[] = []
  const children = await saveFlatOut(port, play, load.children)
  const until = performance.now() + load.seconds * 1_000
  const [pagesServed, documentsServed] = await Promise.all([read(pages, load.people), read(documents, load.readers)])
  const saves = children.statuses()
  const lost = await children.stop(database)
  const endedAt = performance.now()
  for (;;) {
    const statuses = await Promise.all([pages, documents].map((path) => readOnce(path)))
    if (statuses.every((status) => status === 200)) break
    if (performance.now() - endedAt > recoveredByMs) throw new Error(`not recovered: ${statuses.join()}`)
    await wait(100)
  }
  const recoveredMs = performance.now() - endedAt
  await wait(1_000)
  clearInterval(watching)
  for (const [status, times] of Object.entries(saves)) if (!['200', '503'].includes(status)) wrong.push(`${times} saves: ${status}`)
  return {
    saves: { served: saves[200] ?? 0, refused: saves[503] ?? 0 },
    pages: pagesServed,
    documents: documentsServed,
    wrong,
    lost,
    memory: { before, most, after: memoryOf(server) },
    recoveredMs,
  }

  async function readOnce(path: string): Promise<number> {
    using client = await openClient(port)
    return (await client.get(`/api/v1${path}`, people.headers.cookie)).status
  }

  /** As impatient as nobody is: asks again at once, whatever was answered. */
  async function read(path: string, many: number): Promise<Served> {
    const counted: Served = { served: 0, refused: 0 }
    await Promise.all(
      Array.from({ length: many }, async () => {
        using client = await openClient(port)
        while (performance.now() < until) {
          const { status } = await client.get(`/api/v1${path}`, people.headers.cookie)
          if (status === 200) counted.served++
          else if (status === 503) counted.refused++
          else wrong.push(`${path}: ${status}`)
        }
      }),
    )
    return counted
  }
}
