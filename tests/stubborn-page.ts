/**
 * The page of somebody who answers without pause, sends again whatever was not acknowledged, and remembers what was.
 * Now and then the page is closed with answers waiting: they are locked, lie on the machine, and are sent by the next
 * page, after newer ones. What all clients of a crash test have in common, whatever track they answer on.
 */
import { createCipheriv, randomBytes } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import { greatestValue } from '#domain/questionnaire/value.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { packMark, valueOf } from '#domain/response/answer.ts'
import { browser, type Json } from './sign-in-as.ts'

export type Chance = () => number

export type Person = {
  readonly name: string
  readonly enter: { readonly path: string; readonly body: object }
  /** Where answers are saved and submitted: `/responses`, `/health/responses`. */
  readonly room: string
  readonly items: readonly Item[]
  /** First answers, given last; a track where nobody is named finds a response again by them. */
  readonly signature: readonly number[]
  readonly submits: boolean
  /** Packed marks by place: each that was sent, and the latest that was acknowledged. */
  readonly sent: Map<number, Set<number>>
  readonly acknowledged: Map<number, number>
  /** Locked, on the machine, not acknowledged. */
  readonly left: Parcel[]
  state: 'answering' | 'submitting' | 'submitted'
}

type Given = ReadonlyMap<number, number | null>
type Marks = readonly (readonly [place: number, mark: number])[]
type Parcel = { readonly ticket: string; readonly sealed: string; readonly marks: Marks }
type Entered = { readonly token: string; readonly epoch: number; readonly queue: { readonly ticket: string; readonly key: string } | null }

export type Promised = { readonly saves: number; readonly parcels: number; readonly submits: number }

export type Answering = {
  /** What has been acknowledged so far. */
  readonly promised: () => Promised
  /** When each acknowledgement came, in milliseconds, to find the longest silence. */
  readonly moments: readonly number[]
  /** How long the one who waited longest waited for an answer, sending again all the while. */
  readonly longestWaitMs: () => number
  /** How often somebody was told to come later (503), that something was wrong (any other 5xx), and nothing at all. */
  readonly refused: () => { readonly later: number; readonly defects: number; readonly unanswered: number }
  /** What was refused for good, or came back otherwise than it was given, as sentences. */
  readonly broken: readonly string[]
  /** Whether nobody has anything left to do. */
  readonly isDone: () => boolean
  /** Lets everybody finish the call they are in, without sending again. */
  readonly stop: () => Promise<void>
}

export function person(of: Pick<Person, 'name' | 'enter' | 'room' | 'items' | 'signature' | 'submits'>): Person {
  return { ...of, sent: new Map(), acknowledged: new Map(), left: [], state: 'answering' }
}

/** How long a page waits for one answer before it sends again. */
const patienceMs = 5_000
/** Of saves, how many are left behind on the machine when their page is closed. */
const closed = 0.12

/** Starts so many hands at work for them, against a server that may come and go. They rest while they may not go on. */
export function answerWithoutPause(
  origin: string,
  people: readonly Person[],
  hands: number,
  chance: Chance,
  mayGoOn: () => boolean = () => true,
): Answering {
  const waiting = [...people]
  const broken: string[] = []
  const moments: number[] = []
  const count = { saves: 0, parcels: 0, submits: 0 }
  const refused = { later: 0, defects: 0, unanswered: 0 }
  let longestWaitMs = 0
  let atWork = 0
  let isStopping = false

  /** Sends until it is answered for good; undefined when it is time to stop. */
  async function insist(path: string, body: object, token?: string): Promise<{ readonly status: number; readonly body: Json } | undefined> {
    const began = performance.now()
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
          signal: AbortSignal.timeout(patienceMs),
        })
        const text = await response.text()
        if (response.status === 503) refused.later++
        else if (response.status >= 500) refused.defects++
        if (response.status >= 500 || response.status === 408) continue
        longestWaitMs = Math.max(longestWaitMs, performance.now() - began)
        return { status: response.status, body: text === '' ? undefined : JSON.parse(text) }
      } catch {
        // Whether it was done is not known: it is sent again, the same.
        refused.unanswered++
      }
    }
    return undefined
  }

  async function come(one: Person): Promise<Entered | undefined> {
    const entered = await insist(one.enter.path, one.enter.body)
    if (entered === undefined) return undefined
    if (entered.status !== 200) {
      broken.push(`${one.name} was not let in: ${entered.status} ${entered.body?.title ?? 'submitted'}`)
      return undefined
    }
    for (const [place, mark] of one.acknowledged) {
      // What was sent later, and is not known to have arrived, may be seen as well.
      const possible = [mark, ...[...(one.sent.get(place) ?? [])].filter((later) => later > mark)]
      if (!possible.some((kept) => valueOf(kept) === entered.body.answers[place]))
        broken.push(`${one.name} comes back and does not find the answer at ${place}`)
    }
    return entered.body
  }

  function keep(one: Person, marks: Marks): void {
    for (const [place, mark] of marks) one.acknowledged.set(place, Math.max(mark, one.acknowledged.get(place) ?? 0))
    moments.push(performance.now())
  }

  async function save(one: Person, { token, epoch }: Entered, sequence: number, given: Given): Promise<boolean> {
    const marks = send(one, epoch, sequence, given)
    const saved = await insist(`${one.room}/answers`, bodyOf(epoch, sequence, given), token)
    if (saved === undefined) return false
    if (saved.status !== 200) return fail(`${one.name} could not save: ${saved.status} ${saved.body?.title}`)
    keep(one, marks)
    count.saves++
    return true
  }

  /** Locked as a browser locks them; another page will find them. */
  function leave(one: Person, { epoch, queue }: Entered, sequence: number, given: Given): void {
    if (queue === null) return
    const marks = send(one, epoch, sequence, given)
    one.left.push({ ticket: queue.ticket, sealed: lock(queue, JSON.stringify(bodyOf(epoch, sequence, given))), marks })
  }

  /** Sends what lies on the machine. It may have been sent before. */
  async function sendLeft(one: Person): Promise<boolean> {
    for (let parcel = one.left[0]; parcel !== undefined; parcel = one.left[0]) {
      const answered = await insist('/responses/parcels', { ticket: parcel.ticket, sealed: parcel.sealed })
      if (answered === undefined) return false
      if (answered.body?.outcome !== 'saved')
        return fail(`${one.name} could not send what was left behind: ${answered.status} ${answered.body?.title ?? answered.body?.outcome}`)
      one.left.shift()
      keep(one, parcel.marks)
      count.parcels++
      if (chance() < 0.3) await insist('/responses/parcels', { ticket: parcel.ticket, sealed: parcel.sealed })
    }
    return true
  }

  async function answer(one: Person): Promise<void> {
    let entered = await come(one)
    const turns = 3 + Math.floor(chance() * 6)
    for (let sequence = 1; entered !== undefined && sequence <= turns; sequence++) {
      while (!mayGoOn() && !isStopping) await wait(5)
      const isLast = sequence === turns
      const places = Array.from({ length: 3 }, () => Math.floor(chance() * one.items.length))
      const given = new Map(places.map((place) => [place, someAnswer(one.items[place]!, chance)]))
      if (isLast) for (const [place, value] of one.signature.entries()) given.set(place, value)
      if (!isLast && entered.queue !== null && chance() < closed) {
        leave(one, entered, sequence, given)
        entered = await come(one)
        continue
      }
      if (!(await save(one, entered, sequence, given))) return
      if (chance() < 0.5 && !(await sendLeft(one))) return
      if (chance() < 0.1) entered = await come(one)
      await wait(chance() * 20)
    }
    if (entered === undefined || !(await sendLeft(one)) || !one.submits) return

    one.state = 'submitting'
    const submitted = await insist(`${one.room}/submit`, { answers: rowOf(one) }, entered.token)
    if (submitted === undefined) return
    if (submitted.status !== 204) {
      broken.push(`${one.name} could not submit what was acknowledged: ${submitted.status} ${submitted.body?.title}`)
      return
    }
    one.state = 'submitted'
    count.submits++
    moments.push(performance.now())
  }

  function fail(sentence: string): false {
    broken.push(sentence)
    return false
  }

  const work = Promise.all(
    Array.from({ length: hands }, async () => {
      for (let one = waiting.shift(); one !== undefined && !isStopping; one = waiting.shift()) {
        atWork++
        await answer(one)
        atWork--
      }
    }),
  )

  return {
    promised: () => ({ ...count }),
    moments,
    longestWaitMs: () => longestWaitMs,
    refused: () => ({ ...refused }),
    broken,
    isDone: () => waiting.length === 0 && atWork === 0,
    async stop() {
      isStopping = true
      await work
    },
  }
}

function bodyOf(epoch: number, sequence: number, given: Given): object {
  return { epoch, answers: [...given].map(([place, value]) => ({ place, value, sequence })) }
}

function send(one: Person, epoch: number, sequence: number, given: Given): Marks {
  const marks = [...given].map(([place, value]) => [place, packMark({ epoch, sequence, value })] as const)
  for (const [place, mark] of marks) one.sent.set(place, (one.sent.get(place) ?? new Set()).add(mark))
  return marks
}

/** AES-256-GCM: the vector, the ciphertext, the tag; tied to its ticket. */
function lock({ key, ticket }: { readonly key: string; readonly ticket: string }, text: string): string {
  const vector = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', Buffer.from(key, 'base64url'), vector).setAAD(Buffer.from(ticket))
  return Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString('base64')
}

/** What somebody sees: the latest answer to each question. */
export function rowOf({ items, acknowledged }: Pick<Person, 'items' | 'acknowledged'>): (number | null)[] {
  return items.map((_, place) => {
    const mark = acknowledged.get(place)
    return mark === undefined ? null : valueOf(mark)
  })
}

/** Every promise about a draft that is not kept. `kept` are the marks that are stored. */
export function brokenInDraft({ name, acknowledged, sent }: Person, kept: readonly (number | null)[] | undefined): readonly string[] {
  return [...acknowledged].flatMap(([place, mark]) => {
    const stored = Number(kept?.[place] ?? 0)
    if (stored < mark) return [`${name} was told that the answer at ${place} was saved`]
    return sent.get(place)?.has(stored) ? [] : [`${name} never gave the answer at ${place}`]
  })
}

/** Any answer an item can have, or that it is taken back. */
function someAnswer(item: Item, chance: Chance): number | null {
  // A page that asks nothing has no answer, and a short text is more than a number.
  if (item.kind === 'information' || item.kind === 'text' || chance() < 0.1) return null
  return Math.floor(chance() * (greatestValue(item) + 1))
}
