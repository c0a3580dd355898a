/**
 * Children who answer by name and informants of PLUS, without pause, who send again whatever was not acknowledged
 * and remember what was: `stubborn-class.ts` for the two tracks of a named child.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { submit } from '#domain/response/submit.ts'
import { structureAsked } from '#server/assessment/asked.ts'
import { mellemtrin } from './answered-wave.ts'
import { invite, openCase, settleAssessmentTown } from './assessment-town.ts'
import { playHealth } from './play-health.ts'
import { browser, type Json } from './sign-in-as.ts'
import { type Chance, someAnswer, type StubbornClass } from './stubborn-class.ts'
import type { TestDatabase } from './test-database.ts'

type Track = 'health' | 'assessment'

export type Known = {
  readonly track: Track
  readonly enter: { readonly path: string; readonly body: object }
  readonly slipHmac: Buffer
  /** The child's id, or the informant's: whose the response is. */
  readonly id: string
  readonly questionnaire: Questionnaire
}

type Answering = Known & {
  readonly submits: boolean
  readonly sent: Map<number, Set<number>>
  readonly acknowledged: Map<number, number>
  state: 'answering' | 'submitting' | 'submitted'
}

const rooms: Readonly<Record<Track, string>> = { health: '/health/responses', assessment: '/assessment/responses' }
const relations = ['mother', 'father', 'stepParent', 'teacher', 'pedagogue', 'self'] as const

/** So many children whose families have consented, and six informants of each of so many cases. */
export async function inviteByTrack(
  database: TestDatabase,
  app: FastifyInstance,
  { children, cases, municipalityId }: { readonly children: number; readonly cases: number; readonly municipalityId: number },
): Promise<readonly Known[]> {
  const cprs = Array.from({ length: children }, (_, place) => `241114${String(9000 + place)}`)
  const played = await playHealth(database, app, { cprs, municipalityId, questionnaire: 'mellemtrin', className: '5.A' })
  await database.asOwner((client) =>
    client.query("update health.invitation set decision = 'given' where survey_id = $1", [played.survey.id]),
  )
  const byName = played.children.map(({ id, slip, slipHmac }) => ({
    track: 'health' as const,
    enter: { path: '/responses/enter', body: { code: played.code, slip } },
    slipHmac,
    id,
    questionnaire: mellemtrin,
  }))

  const town = await settleAssessmentTown(database, municipalityId)
  const informants: Known[] = []
  for (let place = 0; place < cases; place++) {
    const caseId = await openCase(app, town.psychologist, town.twelve)
    for (const relation of relations) {
      const { id, symbols } = await invite(app, town.psychologist, caseId, relation)
      const version = relation === 'self' ? 's11-17' : relation === 'teacher' || relation === 'pedagogue' ? 't4-17' : 'p4-17'
      informants.push({
        track: 'assessment',
        enter: { path: '/assessment/responses/enter', body: { link: symbols } },
        slipHmac: database.keyring.linkHmac(municipalityId, symbols),
        id,
        questionnaire: structureAsked('demo', version),
      })
    }
  }
  return [...byName, ...informants]
}

/** Starts so many hands at work for them, against a server that may come and go. */
export function answerByTrack(origin: string, known: readonly Known[], hands: number, chance: Chance): StubbornClass {
  const all = known.map((one, at): Answering => ({
    ...one,
    submits: at % 4 !== 3,
    sent: new Map(),
    acknowledged: new Map(),
    state: 'answering',
  }))
  // One of each track in turn, so that both are in the midst of it whenever something is killed.
  const waiting = all.toSorted((one, other) => place(all, one) - place(all, other))
  const broken: string[] = []
  const moments: number[] = []
  const count = { saves: 0, submits: 0 }
  let isStopping = false

  async function insist(path: string, body: object, token?: string): Promise<{ readonly status: number; readonly body: Json } | undefined> {
    for (; !isStopping; await wait(20 + chance() * 80)) {
      try {
        const response = await fetch(`${origin}/api/v1${path}`, {
          method: 'POST',
          headers: {
            'content-type': 'application/json',
            ...browser(),
            ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          },
          body: JSON.stringify(body),
          signal: AbortSignal.timeout(5_000),
        })
        const text = await response.text()
        if (response.status < 500) return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
      } catch {
        // Whether it was done is not known: it is sent again, the same.
      }
    }
    return undefined
  }

  async function answer(one: Answering): Promise<void> {
    const entered = await insist(one.enter.path, one.enter.body)
    if (entered === undefined) return
    if (entered.status !== 200) return void broken.push(`${nameOf(one)} was not let in: ${entered.status}`)
    const { token, epoch } = entered.body
    for (let sequence = 1; sequence <= 4; sequence++) {
      const places = Array.from({ length: 3 }, () => Math.floor(chance() * one.questionnaire.items.length))
      const given = [...new Set(places)].map((at) => ({ place: at, value: someAnswer(one.questionnaire.items[at]!, chance), sequence }))
      for (const { place: at, value } of given) one.sent.set(at, (one.sent.get(at) ?? new Set()).add(packMark({ epoch, sequence, value })))
      const saved = await insist(`${rooms[one.track]}/answers`, { epoch, answers: given }, token)
      if (saved === undefined) return
      if (saved.status !== 200) return void broken.push(`${nameOf(one)} could not save: ${saved.status} ${saved.body?.title}`)
      for (const { place: at, value } of given) one.acknowledged.set(at, packMark({ epoch, sequence, value }))
      count.saves++
      moments.push(performance.now())
      await wait(chance() * 20)
    }
    if (!one.submits) return
    one.state = 'submitting'
    const submitted = await insist(`${rooms[one.track]}/submit`, { answers: rowOf(one) }, token)
    if (submitted === undefined) return
    if (submitted.status !== 204) return void broken.push(`${nameOf(one)} could not submit: ${submitted.status} ${submitted.body?.title}`)
    one.state = 'submitted'
    count.submits++
    moments.push(performance.now())
  }

  const work = Promise.all(
    Array.from({ length: hands }, async () => {
      for (let one = waiting.shift(); one !== undefined && !isStopping; one = waiting.shift()) await answer(one)
    }),
  )

  return {
    promised: () => ({ ...count }),
    moments,
    async stop() {
      isStopping = true
      await work
    },
    async findBroken(database) {
      const read = (query: string) => database.asOwner(async (client) => (await client.query(query)).rows)
      const drafts = new Map<string, readonly (string | number | null)[]>(
        (await read('select slip_hmac, answers from health.draft union all select slip_hmac, answers from assessment.draft')).map((row) => [
          row.slip_hmac.toString('hex'),
          row.answers,
        ]),
      )
      const responses = new Map<string, readonly number[]>(
        (
          await read('select pupil_id as id, answers from health.response union all select informant_id, answers from assessment.response')
        ).map((row) => [row.id, row.answers]),
      )
      const counted = new Set(
        (await read('select unnest(answered) as slip from statistics.turnout')).map(({ slip }) => slip.toString('hex')),
      )
      const copies = (await read('select count(*)::int as n from statistics.response where is_by_name'))[0]?.n
      const found = [...broken]
      const named = all.filter(({ track, id }) => track === 'health' && responses.has(id)).length
      if (copies !== named) found.push(`${named} have answered by name, and ${copies} are counted`)
      for (const one of all) {
        const stored = responses.get(one.id)
        const slip = one.slipHmac.toString('hex')
        if (stored !== undefined) {
          const expected = submit(one.questionnaire, rowOf(one))
          if (one.state === 'answering') found.push(`${nameOf(one)} has answered without submitting`)
          if (!('answers' in expected) || expected.answers.join() !== stored.join()) found.push(`${nameOf(one)} submitted something else`)
          if (drafts.has(slip)) found.push(`${nameOf(one)} submitted, and has a draft`)
          if (one.track === 'health' && !counted.has(slip)) found.push(`${nameOf(one)} is kept by name and not counted`)
        } else if (one.state === 'submitted') {
          found.push(`${nameOf(one)} was told that it was submitted`)
        } else {
          for (const [at, mark] of one.acknowledged) {
            const kept = Number(drafts.get(slip)?.[at] ?? 0)
            if (kept < mark) found.push(`${nameOf(one)} was told that the answer at ${at} was saved`)
            else if (!one.sent.get(at)?.has(kept)) found.push(`${nameOf(one)} never gave the answer at ${at}`)
          }
        }
      }
      return found
    },
  }
}

/** Its place among those of its track. */
function place(all: readonly Answering[], one: Answering): number {
  return all.filter(({ track }) => track === one.track).indexOf(one)
}

function nameOf({ track, id }: Answering): string {
  return `${track} ${id}`
}

/** What is seen: the latest answer to each question. */
function rowOf({ questionnaire, acknowledged }: Answering): (number | null)[] {
  return questionnaire.items.map((_, at) => {
    const mark = acknowledged.get(at)
    return mark === undefined ? null : valueOf(mark)
  })
}
