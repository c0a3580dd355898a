/**
 * Pupils who answer without pause, send again whatever was not acknowledged, and remember what was: the clients
 * of a crash test, and its checker.
 */
import { setTimeout as wait } from 'node:timers/promises'
import { greatestValue } from '#domain/questionnaire/value.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { type Answers, packMark, valueOf } from '#domain/response/answer.ts'
import { countable, submit } from '#domain/response/submit.ts'
import { mellemtrin } from './answered-wave.ts'
import type { Play } from './play.ts'
import type { Json } from './sign-in-as.ts'
import type { TestDatabase } from './test-database.ts'

export type Chance = () => number

type Pupil = {
  readonly name: string
  readonly code: string
  readonly slip: string
  readonly slipHmac: Buffer
  /** Six first answers that no other pupil gives: the only way to find a response again. */
  readonly signature: readonly number[]
  readonly submits: boolean
  /** Packed marks by place: each that was sent, and the latest that was acknowledged. */
  readonly sent: Map<number, Set<number>>
  readonly acknowledged: Map<number, number>
  state: 'answering' | 'submitting' | 'submitted'
}

export type StubbornClass = {
  /** Saves and submits acknowledged so far. */
  readonly promised: () => { readonly saves: number; readonly submits: number }
  /** When each acknowledgement came, in milliseconds, to find the longest silence. */
  readonly moments: readonly number[]
  /** Lets everybody finish the call they are in, without sending again. */
  readonly stop: () => Promise<void>
  /** Every promise that the database does not keep, as a sentence; empty when all are kept. */
  readonly findBroken: (database: TestDatabase) => Promise<readonly string[]>
}

const placesOfSignature = 6

/** Starts so many hands at work on a play's pupils, against a server that may come and go. */
export function answerStubbornly(origin: string, { survey, classes }: Play, hands: number, chance: Chance): StubbornClass {
  const pupils = classes
    .flatMap(({ code, pupils: some }) => some.map((pupil) => ({ ...pupil, code })))
    .map(({ name, code, slip, slipHmac }, at): Pupil => ({
      name: `${name} (${at})`,
      code,
      slip,
      slipHmac,
      signature: Array.from({ length: placesOfSignature }, (_, place) => 1 + (Math.floor(at / 4 ** place) % 4)),
      submits: at % 4 !== 3,
      sent: new Map(),
      acknowledged: new Map(),
      state: 'answering',
    }))
  const waiting = [...pupils]
  const broken: string[] = []
  const moments: number[] = []
  const count = { saves: 0, submits: 0 }
  let isStopping = false

  /** Sends until it is answered for good; undefined when it is time to stop. */
  async function insist(call: string, body: object, token?: string): Promise<{ readonly status: number; readonly body: Json } | undefined> {
    for (; !isStopping; await wait(20 + chance() * 80)) {
      try {
        const response = await fetch(`${origin}/api/v1/responses/${call}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...(token === undefined ? {} : { authorization: `Bearer ${token}` }) },
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

  async function come(pupil: Pupil): Promise<{ readonly token: string; readonly epoch: number } | undefined> {
    const entered = await insist('enter', { code: pupil.code, slip: pupil.slip })
    if (entered === undefined) return undefined
    if (entered.status !== 200) {
      broken.push(`${pupil.name} was not let in: ${entered.status} ${entered.body?.title ?? 'submitted'}`)
      return undefined
    }
    for (const [place, mark] of pupil.acknowledged) {
      if (entered.body.answers[place] !== valueOf(mark)) broken.push(`${pupil.name} comes back and does not find the answer at ${place}`)
    }
    return entered.body
  }

  async function save(
    pupil: Pupil,
    { token, epoch }: { token: string; epoch: number },
    sequence: number,
    given: ReadonlyMap<number, number | null>,
  ): Promise<boolean> {
    const marks = [...given].map(([place, value]) => [place, packMark({ epoch, sequence, value })] as const)
    for (const [place, mark] of marks) pupil.sent.set(place, (pupil.sent.get(place) ?? new Set()).add(mark))
    const saved = await insist('answers', { epoch, answers: [...given].map(([place, value]) => ({ place, value, sequence })) }, token)
    if (saved === undefined) return false
    if (saved.status !== 200) {
      broken.push(`${pupil.name} could not save: ${saved.status} ${saved.body?.title}`)
      return false
    }
    for (const [place, mark] of marks) pupil.acknowledged.set(place, mark)
    count.saves++
    moments.push(performance.now())
    return true
  }

  async function answer(pupil: Pupil): Promise<void> {
    let entered = await come(pupil)
    const parcels = 3 + Math.floor(chance() * 6)
    for (let sequence = 1; entered !== undefined && sequence <= parcels; sequence++) {
      const isLast = sequence === parcels
      const places = Array.from({ length: 3 }, () => Math.floor(chance() * mellemtrin.items.length))
      const given = new Map(places.map((place) => [place, someAnswer(mellemtrin.items[place]!, chance)]))
      if (isLast) for (const [place, value] of pupil.signature.entries()) given.set(place, value)
      if (!(await save(pupil, entered, sequence, given))) return
      if (chance() < 0.1) entered = await come(pupil)
      await wait(chance() * 20)
    }
    if (entered === undefined || !pupil.submits) return

    pupil.state = 'submitting'
    const submitted = await insist('submit', { answers: rowOf(pupil) }, entered.token)
    if (submitted === undefined) return
    if (submitted.status === 204) {
      pupil.state = 'submitted'
      count.submits++
      moments.push(performance.now())
    } else broken.push(`${pupil.name} could not submit what was acknowledged: ${submitted.status} ${submitted.body?.title}`)
  }

  const work = Promise.all(
    Array.from({ length: hands }, async () => {
      for (let pupil = waiting.shift(); pupil !== undefined && !isStopping; pupil = waiting.shift()) await answer(pupil)
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
      const stored = await database.asOwner(async (client) => ({
        drafts: (await client.query('select slip_hmac, answers from statistics.draft')).rows as {
          slip_hmac: Buffer
          answers: (number | null)[]
        }[],
        answered: (await client.query('select unnest(answered) as slip from statistics.turnout where survey_id = $1', [survey.id]))
          .rows as { slip: Buffer }[],
        responses: (await client.query('select answers from statistics.response where survey_id = $1', [survey.id])).rows as {
          answers: number[]
        }[],
      }))
      const drafts = new Map(
        stored.drafts.map(({ slip_hmac: slip, answers }) => [
          slip.toString('hex'),
          answers.map((mark) => (mark === null ? null : Number(mark))),
        ]),
      )
      const answered = new Set(stored.answered.map(({ slip }) => slip.toString('hex')))
      const responses = Map.groupBy(stored.responses, ({ answers }) => answers.slice(0, placesOfSignature).join())
      const found = [...broken]
      if (stored.responses.length !== answered.size)
        found.push(`${answered.size} have answered, and there are ${stored.responses.length} responses`)
      for (const pupil of pupils) {
        const slip = pupil.slipHmac.toString('hex')
        if (answered.has(slip)) {
          const own = responses.get(pupil.signature.join()) ?? []
          const submitted = submit(mellemtrin, rowOf(pupil))
          if (pupil.state === 'answering') found.push(`${pupil.name} has answered without submitting`)
          if (own.length !== 1) found.push(`${pupil.name} submitted, and has ${own.length} responses`)
          else if (!('answers' in submitted) || countable(mellemtrin, submitted.answers).join() !== own[0]?.answers.join())
            found.push(`${pupil.name} submitted something else`)
        } else if (pupil.state === 'submitted') {
          found.push(`${pupil.name} was told that it was submitted`)
        } else {
          const draft = drafts.get(slip)
          for (const [place, mark] of pupil.acknowledged) {
            const kept = draft?.[place] ?? 0
            if (kept < mark) found.push(`${pupil.name} was told that the answer at ${place} was saved`)
            else if (!pupil.sent.get(place)?.has(kept)) found.push(`${pupil.name} never gave the answer at ${place}`)
          }
        }
      }
      return found
    },
  }
}

/** What a pupil sees: the latest answer to each question. */
function rowOf({ acknowledged }: Pupil): Answers {
  return mellemtrin.items.map((_, place) => {
    const mark = acknowledged.get(place)
    return mark === undefined ? null : valueOf(mark)
  })
}

/** Any answer an item can have, or that it is taken back. */
export function someAnswer(item: Item, chance: Chance): number | null {
  // A page that asks nothing has no answer, and a short text is more than a number.
  if (item.kind === 'information' || item.kind === 'text' || chance() < 0.1) return null
  return Math.floor(chance() * (greatestValue(item) + 1))
}
