/** Children who save again and again, flat out, each on a line of its own, and count what became of it. */
import { setTimeout as wait } from 'node:timers/promises'
import { type Client, openClient } from '../../bench/load.ts'
import type { Play } from '../play.ts'
import type { TestDatabase } from '../test-database.ts'

export type Children = {
  /** Answers of the server by status, so far. */
  readonly statuses: () => Readonly<Record<number, number>>
  readonly saved: () => number
  /** Ends it, and says how many of the acknowledged are not there. */
  readonly stop: (database: TestDatabase) => Promise<number>
}

type Child = {
  readonly client: Client
  readonly slipHmac: Buffer
  readonly token: string
  readonly epoch: number
  sequence: number
  acknowledged: number
}

const value = (sequence: number) => 1 + (sequence % 4)

/** The first so many pupils of a play come in, and begin. A save that is refused is sent again, the same, when it is told to. */
export async function saveFlatOut(port: number, { municipalityId, classes }: Play, many: number, pauseMs = 0): Promise<Children> {
  const pupils = classes.flatMap(({ code, pupils: some }) => some.map(({ slip, slipHmac }) => ({ code, slip, slipHmac }))).slice(0, many)
  const children = await Promise.all(
    pupils.map(async ({ code, slip, slipHmac }): Promise<Child> => {
      const client = await openClient(port)
      const came = await client.post('/api/v1/responses/enter', JSON.stringify({ code, slip }))
      if (came.status !== 200) throw new Error(`a child was not let in: ${came.body.toString()}`)
      return { client, slipHmac, ...JSON.parse(came.body.toString()), sequence: 0, acknowledged: 0 }
    }),
  )
  const statuses: Record<number, number> = {}
  let isOver = false
  const work = children.map(async (child) => {
    while (!isOver) {
      const sequence = child.acknowledged + 1
      const body = { epoch: child.epoch, answers: [{ place: 0, value: value(sequence), sequence }] }
      const { status } = await child.client.post('/api/v1/responses/answers', JSON.stringify(body), child.token)
      statuses[status] = (statuses[status] ?? 0) + 1
      if (status === 200) child.acknowledged = sequence
      else await wait(1_000)
      if (pauseMs > 0) await wait(pauseMs)
    }
  })
  return {
    statuses: () => ({ ...statuses }),
    saved: () => statuses[200] ?? 0,
    async stop(database) {
      isOver = true
      await Promise.all(work)
      for (const { client } of children) client[Symbol.dispose]()
      const kept = await database.asOwner(async (client) => {
        const { rows } = await client.query('select slip_hmac, answers[1] as mark from statistics.draft where municipality_id = $1', [
          municipalityId,
        ])
        return new Map(rows.map(({ slip_hmac: slip, mark }) => [slip.toString('hex') as string, Number(mark)]))
      })
      // The mark's order is epoch and sequence (domain/response/answer.ts).
      const sequenceOf = (mark: number) => Math.floor(mark / 2 ** 16) % 2 ** 20
      return children.filter(({ slipHmac, acknowledged }) => sequenceOf(kept.get(slipHmac.toString('hex')) ?? 0) < acknowledged).length
    },
  }
}
