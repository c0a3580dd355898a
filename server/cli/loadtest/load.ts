/** Lets classes answer, and looks afterwards for everything that was acknowledged. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Entered } from '#api/response.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { answer, type Child, childOf, type Habits, type Tally } from './child.ts'
import { comeIn, type Slip } from './come-in.ts'
import { openLine } from './line.ts'

export type Load = { readonly tally: Tally; readonly children: readonly Child[]; readonly seconds: number }

/** All come in at once, and end when they are done or time is up. */
export async function runLoad(origin: string, slips: readonly Slip[], habits: Habits, seconds: number): Promise<Load> {
  const startedAt = performance.now()
  const tally: Tally = {
    acknowledged: 0,
    saves: 0,
    submits: 0,
    parcels: 0,
    returns: 0,
    waits: [],
    lastMs: startedAt,
    longestGapMs: 0,
    refused: { tooBusy: 0, tooMany: 0, defect: 0, noLine: 0 },
    broken: [],
  }
  const isOver = () => performance.now() - startedAt > seconds * 1_000
  const children = slips.map(childOf)
  const questionnaireOf = askedBy(origin)
  await Promise.all(children.map((child) => answer(child, { origin, habits, tally, isOver, questionnaireOf })))
  return { tally, children, seconds: (performance.now() - startedAt) / 1_000 }
}

/** The same for a whole class, so it is fetched once, as browsers do that keep it. */
function askedBy(origin: string): (entered: Entered) => Promise<Questionnaire | undefined> {
  const known = new Map<string, Promise<Questionnaire | undefined>>()
  return ({ about, asked }) => {
    if (asked) return Promise.resolve(asked.questionnaire as Questionnaire)
    const { code, version } = about.questionnaire
    const path = `/published/${about.municipalityId}/${code}/${version}`
    const fetched = known.get(path) ?? fetchPublished(origin, path)
    known.set(path, fetched)
    return fetched
  }
}

async function fetchPublished(origin: string, path: string): Promise<Questionnaire | undefined> {
  using line = openLine(origin)
  const came = await line.call<{ questionnaire: Questionnaire }>('GET', path)
  return came.kind === 'done' ? came.value.questionnaire : undefined
}

/**
 * Comes back with every slip, as the child would: whoever has submitted is let in no more, and whoever has not finds what was
 * acknowledged. Returns what is not so.
 */
export async function comeBack(origin: string, children: readonly Child[]): Promise<readonly string[]> {
  const broken: string[] = []
  const waiting = children.filter(({ state }) => state !== 'outside')
  const hands = Array.from({ length: 16 }, async () => {
    using line = openLine(origin)
    for (let child = waiting.pop(); child !== undefined; child = waiting.pop()) {
      let came = await comeIn(line, child.slip)
      for (let tries = 0; came.kind === 'later' && tries < 20; tries++) {
        await wait(500)
        came = await comeIn(line, child.slip)
      }
      if (came.kind === 'later') broken.push('kunne ikke komme ind igen')
      else if (child.state === 'submitted' && came.kind === 'done') broken.push('har indsendt, og lukkes ind igen')
      else if (child.state === 'answering' && came.kind === 'refused') broken.push(`lukkes ikke ind igen: ${came.problem}`)
      else if (came.kind === 'done') {
        for (const [place, value] of child.acknowledged)
          if (came.value.answers[place] !== value && came.value.answers[place] !== child.seen.get(place))
            broken.push(`et kvitteret svar på spørgsmål ${place + 1} er der ikke`)
      }
    }
  })
  await Promise.all(hands)
  return broken
}

export function percentile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? 0
}
