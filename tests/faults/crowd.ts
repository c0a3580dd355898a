/** Who answers while something is hurt: a class in the statistics track, children by name, informants of PLUS. */
import { setTimeout as wait } from 'node:timers/promises'
import { buildApp } from '#server/http/app.ts'
import { play, testHouse } from '../play.ts'
import { answerStubbornly, type StubbornClass } from '../stubborn-class.ts'
import type { Chance } from '../stubborn-page.ts'
import { answerByTrack, inviteByTrack } from '../stubborn-tracks.ts'
import type { TestDatabase } from '../test-database.ts'

export type Size = {
  readonly pupils: number
  readonly children: number
  readonly cases: number
  readonly hands: number
  /** How much more may be acknowledged than is waited for: where something answers all the while, they would be done too soon. */
  readonly ahead?: number
}

export type Crowd = {
  /** Acknowledged so far, of every kind together. */
  readonly total: () => number
  /** Waits until so many more have been acknowledged; how long that took, in milliseconds. Fails when nothing is any more. */
  readonly untilPromised: (more: number) => Promise<number>
  /** How often somebody was told to come later or that something was wrong, or got no answer. */
  readonly refused: () => number
  readonly stop: () => Promise<void>
  /** To be asked when it has stopped. */
  readonly result: () => Promise<Result>
}

export type Result = {
  readonly saves: number
  readonly parcels: number
  readonly submits: number
  /** Times that somebody was told to come later, and that something was wrong with us. */
  readonly later: number
  readonly defects: number
  readonly lost: readonly string[]
  readonly longestSilenceMs: number
  readonly longestWaitMs: number
}

/** How long nothing at all may be acknowledged before that is the finding. Slow machines are slow; a stuck server is stuck for good. */
const patienceMs = 90_000

export async function gather(
  database: TestDatabase,
  origin: string,
  municipalityId: number,
  { pupils, children, cases, hands, ahead = Infinity }: Size,
  chance: Chance,
): Promise<Crowd> {
  const half = Math.ceil(pupils / 2)
  const played = await play(database, { '4.A': half, '6.A': half }, municipalityId)
  const known = await invite(database, municipalityId, children, cases)
  const own = Math.max(1, Math.round(hands / 3))
  let allowed = ahead
  const mayGoOn = () => total() < allowed
  const answering: StubbornClass[] = []
  const total = () =>
    answering.map((some) => some.promised()).reduce((sum, { saves, parcels, submits }) => sum + saves + parcels + submits, 0)

  answering.push(answerStubbornly(origin, played, hands - own, chance, mayGoOn))
  if (known.length > 0) answering.push(answerByTrack(origin, known, own, chance, mayGoOn))
  const refused = (kind: 'later' | 'defects' | 'unanswered') => answering.reduce((sum, some) => sum + some.refused()[kind], 0)

  return {
    total,
    refused: () => refused('later') + refused('defects') + refused('unanswered'),
    async untilPromised(more) {
      const began = performance.now()
      const wanted = total() + more
      allowed = wanted + ahead
      for (let [last, since] = [total(), began]; total() < wanted; await wait(5)) {
        if (total() > last) [last, since] = [total(), performance.now()]
        if (answering.every((some) => some.isDone())) throw new Error('everybody was done before everything was hurt: ask more people')
        if (performance.now() - since > patienceMs) throw new Error('nothing is acknowledged any more')
      }
      return performance.now() - began
    },
    async stop() {
      await Promise.all(answering.map((some) => some.stop()))
    },
    async result() {
      const moments = answering.flatMap((some) => some.moments).toSorted((one, other) => one - other)
      const promised = answering.map((some) => some.promised())
      const sum = (kind: 'saves' | 'parcels' | 'submits') => promised.reduce((before, some) => before + some[kind], 0)
      return {
        saves: sum('saves'),
        parcels: sum('parcels'),
        submits: sum('submits'),
        later: refused('later'),
        defects: refused('defects'),
        lost: (await Promise.all(answering.map((some) => some.findBroken(database)))).flat(),
        longestSilenceMs: Math.max(0, ...moments.slice(1).map((moment, at) => moment - (moments[at] ?? moment))),
        longestWaitMs: Math.max(...answering.map((some) => some.longestWaitMs())),
      }
    },
  }
}

async function invite(database: TestDatabase, municipalityId: number, children: number, cases: number) {
  if (children + cases === 0) return []
  const app = await buildApp(testHouse(database), { isReady: async () => true })
  try {
    return await inviteByTrack(database, app, { children, cases, municipalityId })
  } finally {
    await app.close()
  }
}
