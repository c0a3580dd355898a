/**
 * One child that answers: comes in, answers page by page, loses the line, comes back, submits; and remembers what was
 * acknowledged. Sends again as the answering page does (web/respondent/saver.ts): the same, with longer pauses, obeying the server.
 */
import { setTimeout as wait } from 'node:timers/promises'
import type { Entered } from '#api/response.ts'
import { greatestValue } from '#domain/questionnaire/value.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { comeIn, type Slip } from './come-in.ts'
import { type Answer, openLine } from './line.ts'
import { lockParcel } from './parcel.ts'

export type Habits = {
  /** Seconds on a page on the average; 0 answers flat out. */
  readonly pauseSeconds: number
  /** How often the line is lost at a save, from 0 to 1. */
  readonly lost: number
  /** How many submit in the end; the others close the lid. */
  readonly submits: number
}

/** What all of them count together. */
export type Tally = {
  acknowledged: number
  saves: number
  submits: number
  parcels: number
  returns: number
  /** Milliseconds from what was sent to its acknowledgement, of every try that was acknowledged. */
  readonly waits: number[]
  /** When something was acknowledged last, and the longest time that nothing was. */
  lastMs: number
  longestGapMs: number
  readonly refused: Record<'tooBusy' | 'tooMany' | 'defect' | 'noLine', number>
  /** Every promise that was not kept, as a sentence without anybody in it. */
  readonly broken: string[]
}

export type Child = {
  readonly slip: Slip
  /** What the child sees: its latest answers by place. */
  readonly seen: Map<number, number>
  /** What of it the server has acknowledged. */
  readonly acknowledged: Map<number, number>
  state: 'outside' | 'answering' | 'submitting' | 'submitted'
  /** Of the questionnaire: known when it has come in. */
  items: number
}

export function childOf(slip: Slip): Child {
  return { slip, seen: new Map(), acknowledged: new Map(), state: 'outside', items: 0 }
}

type World = {
  readonly origin: string
  readonly habits: Habits
  readonly tally: Tally
  /** No more is begun. */
  readonly isOver: () => boolean
  readonly questionnaireOf: (entered: Entered) => Promise<Questionnaire | undefined>
}

type Change = { readonly place: number; readonly value: number; readonly sequence: number }

const itemsOnPage = 6
/** How long somebody insists on what was begun when time is up. */
const lastTriesMs = 20_000

export async function answer(child: Child, world: World): Promise<void> {
  const { habits, tally } = world
  const line = openLine(world.origin)
  try {
    let at = await enter()
    if (!at) return
    const questionnaire = await world.questionnaireOf(at)
    if (!questionnaire) return
    child.items = questionnaire.items.length
    let sequence = 0

    for (let first = 0; first < child.items && !world.isOver(); first += itemsOnPage) {
      if (habits.pauseSeconds > 0) await wait(-Math.log(1 - Math.random()) * habits.pauseSeconds * 1_000)
      const changes: Change[] = []
      for (const [on, item] of questionnaire.items.slice(first, first + itemsOnPage).entries()) {
        if (item.kind === 'information' || item.kind === 'text') continue
        const value = Math.floor(Math.random() * (Math.min(greatestValue(item), 5) + 1))
        child.seen.set(first + on, value)
        changes.push({ place: first + on, value, sequence: ++sequence })
      }
      if (changes.length === 0) continue
      const luck = Math.random()
      if (luck < habits.lost / 2) {
        // The page is gone with its token; what it locked lies on the machine, and another page sends it.
        if (!(await sendLater(at, changes))) return
        at = await enter()
        sequence = 0
        if (!at) return
        tally.returns++
      } else if (!(await save(at, changes, luck < habits.lost ? Math.random() * 20 : undefined))) return
    }
    if (world.isOver() || Math.random() >= habits.submits) return
    child.state = 'submitting'
    const { token } = at
    const answers = Array.from({ length: child.items }, (_, place) => child.seen.get(place) ?? null)
    const submitted = await insist(() => line.call('POST', '/responses/submit', { body: { answers }, token }))
    if (submitted?.kind === 'done') {
      child.state = 'submitted'
      tally.submits++
      noteAcknowledged(1)
    } else if (submitted) tally.broken.push(`indsendelse afvist: ${submitted.status} ${submitted.problem}`)
  } finally {
    line[Symbol.dispose]()
  }

  async function enter(): Promise<Entered | undefined> {
    const came = await insist(() => comeIn(line, child.slip))
    if (came?.kind === 'refused') tally.broken.push(`ikke lukket ind: ${came.status} ${came.problem}`)
    if (came?.kind !== 'done') return undefined
    child.state = 'answering'
    for (const [place, value] of child.acknowledged)
      if (came.value.answers[place] !== value) tally.broken.push(`kom tilbage og fandt ikke sit svar på spørgsmål ${place + 1}`)
    return came.value
  }

  async function save({ token, epoch }: Entered, changes: readonly Change[], cutAfterMs?: number): Promise<boolean> {
    const saved = await insist((isFirst) =>
      line.call('POST', '/responses/answers', {
        body: { epoch, answers: changes },
        token,
        ...(isFirst && cutAfterMs !== undefined ? { cutAfterMs } : {}),
      }),
    )
    if (saved?.kind === 'refused') tally.broken.push(`gemte ikke: ${saved.status} ${saved.problem}`)
    if (saved?.kind !== 'done') return false
    tally.saves++
    keep(changes)
    return true
  }

  async function sendLater({ epoch, queue }: Entered, changes: readonly Change[]): Promise<boolean> {
    if (!queue) return false
    const body = lockParcel(queue, { epoch, answers: [...changes] })
    const sent = await insist(() => line.call<{ outcome: string }>('POST', '/responses/parcels', { body }))
    if (sent?.kind === 'refused' || sent?.value.outcome === 'gone') tally.broken.push('en pakke blev ikke taget imod')
    if (sent?.kind !== 'done' || sent.value.outcome !== 'saved') return false
    tally.parcels++
    keep(changes)
    return true
  }

  function keep(changes: readonly Change[]): void {
    for (const { place, value } of changes) child.acknowledged.set(place, value)
    noteAcknowledged(changes.length)
  }

  function noteAcknowledged(answers: number): void {
    const now = performance.now()
    tally.acknowledged += answers
    tally.longestGapMs = Math.max(tally.longestGapMs, now - tally.lastMs)
    tally.lastMs = now
  }

  /** Sends the same until it is answered for good; undefined when time is up. Only the first try is cut. */
  async function insist<T>(send: (isFirst: boolean) => Promise<Answer<T>>): Promise<Exclude<Answer<T>, { kind: 'later' }> | undefined> {
    let overAt: number | undefined
    for (let failures = 0; ;) {
      const sentAt = performance.now()
      const came = await send(failures === 0)
      if (came.kind !== 'later') {
        if (came.kind === 'done') tally.waits.push(performance.now() - sentAt)
        return came
      }
      tally.refused[came.why]++
      failures++
      if (world.isOver()) overAt ??= performance.now()
      if (overAt !== undefined && performance.now() - overAt > lastTriesMs) return undefined
      await wait(pauseMs(failures, came.retryAfterMs))
    }
  }
}

/** The answering page's own rule. */
function pauseMs(failures: number, retryAfterMs: number | null): number {
  const longest = Math.min(30_000, 1_000 * 2 ** (failures - 1))
  return Math.max(retryAfterMs ?? 0, longest * (0.5 + Math.random() / 2))
}
