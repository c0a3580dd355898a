/**
 * What a report is measured against: as many bytes, ready to be sent. Bare, with the headers and hooks of every answer and nothing
 * else; and through the whole life of a request (`server/http/handle.ts`) as a report has it, where nothing is read or reckoned.
 */
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { operation } from '#api/operation.ts'
import type { ShownGroup } from '#domain/disclosure/ledger.ts'
import { handle } from '#server/http/handle.ts'
import type { House } from '#server/house.ts'
import { publish } from '#server/report/publish.ts'

/** Declared as `getReport` is; `produces` is what lets ready bytes through. */
const asReports = {
  method: 'GET',
  summary: 'As many bytes as a report has',
  login: 'report',
  act: 'report.read',
  audit: null,
  query: z.object({ length: z.coerce.number() }),
  produces: 'text/csv',
} as const

const sameSteps = operation({ ...asReports, path: '/same-steps' })
const sameStepsAndLedger = operation({ ...asReports, path: '/same-steps-and-ledger', publishes: true })

const ready = new Map<number, Buffer>()

function bytesOf(length: number): Buffer {
  const known = ready.get(length)
  if (known) return known
  const bytes = Buffer.from(JSON.stringify('x'.repeat(Math.max(0, length - 2))))
  ready.set(length, bytes)
  return bytes
}

/** As many as a report split by sex tells the ledger of. */
const shown = (['all', 'female', 'male'] as const).map((split) => {
  const group: ShownGroup = { wave: 'bench', unit: 'municipality', within: [], without: null }
  return { ...group, split, figures: [{ question: 'bench', n: 100, told: { yes: 60, no: 40 } }] }
})

export function addSameBytes(app: FastifyInstance, house: House): void {
  app.get<{ Querystring: { length: string } }>('/same-bytes', (request, reply) =>
    reply.type('application/json; charset=utf-8').send(bytesOf(Number(request.query.length))),
  )
  const steps = handle(sameSteps, async ({ query }) => bytesOf(query.length))
  const stepsAndLedger = handle(sameStepsAndLedger, async ({ actor, tx, query }) => {
    await publish(tx, actor.role, 'screen', shown)
    return bytesOf(query.length)
  })
  for (const { operation: declared, answer } of [steps, stepsAndLedger])
    app.get(declared.path, (request, reply) => answer(house, request, reply))
}
