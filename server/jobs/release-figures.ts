/**
 * Lets region and country have what municipalities have sealed, in steps large enough to tell nobody's.
 *
 * For one municipality when somebody presses the button, which is its decision; by night for all that release by standing
 * rule; then, where it is wanted, the benchmarks of three or more. Doing it again changes nothing: what is not large enough waits.
 */
import {
  findLatestRelease,
  findWave,
  insertRelease,
  listMunicipalityIds,
  listReleasedWaves,
  listReleases,
  listWaves,
  lockBenchmarks,
  saveBenchmarks,
  type WaveKey,
} from '#database/release.ts'
import { findReleaseRule } from '#database/release-rule.ts'
import type { Tx } from '#database/transaction.ts'
import { nextBenchmarks } from '#domain/disclosure/benchmark.ts'
import { releasedIn } from '#domain/disclosure/ledger.ts'
import { nextRelease } from '#domain/disclosure/release.ts'
import { ruleOf } from '#domain/disclosure/release-rule.ts'
import { codebook } from '#domain/questionnaire/codebook.ts'
import type { House } from '../house.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { municipalFigures } from '../report/municipal-figures.ts'
import { publish } from '../report/publish.ts'

/** The association: it keeps the benchmarks. */
const association = 0

/**
 * - `municipalityId` and `surveyId`: that municipality's wave; with `gather` also the benchmarks.
 * - `everybody`: every wave that a municipality releases by standing rule, and the benchmarks.
 * - nothing: the benchmarks alone.
 */
export type ReleaseFiguresJob = {
  readonly municipalityId?: number | undefined
  readonly surveyId?: string | undefined
  readonly gather?: number | undefined
  readonly everybody?: number | undefined
}

export async function releaseFigures(house: House, { municipalityId, surveyId, gather, everybody }: ReleaseFiguresJob): Promise<void> {
  if (municipalityId !== undefined && surveyId !== undefined) {
    const wave = await asSealer(house, municipalityId, async (tx) => {
      const found = await findWave(tx, surveyId)
      if (found) await releaseWave(tx, found)
      return found
    })
    if (wave && gather === 1) await asSealer(house, association, (tx) => gatherWave(tx, wave))
    return
  }
  if (everybody === 1) {
    for (const id of await asSealer(house, association, listMunicipalityIds)) {
      await asSealer(house, id, async (tx) => {
        for (const wave of await listWaves(tx)) if (ruleOf(await findReleaseRule(tx, wave)) === 'standing') await releaseWave(tx, wave)
      })
    }
  }
  for (const wave of await asSealer(house, association, listReleasedWaves)) await asSealer(house, association, (tx) => gatherWave(tx, wave))
}

async function releaseWave(tx: Tx, wave: WaveKey): Promise<void> {
  const { questionnaire, figures } = await municipalFigures(tx, wave)
  if (!figures) return
  const previous = await findLatestRelease(tx, wave)

  const release = nextRelease(questionnaire, previous ?? null, figures)
  if (release === 'release-too-small') return

  await insertRelease(tx, wave, (previous?.step ?? 0) + 1, release)
}

async function gatherWave(tx: Tx, wave: WaveKey): Promise<void> {
  const { questionnaire } = await publishedQuestionnaire(tx, wave)
  const previous = await lockBenchmarks(tx, wave, codebook(questionnaire).width)

  const next = nextBenchmarks(questionnaire, previous, await listReleases(tx, wave))

  await saveBenchmarks(tx, wave, next)
  // From here on every municipality may read them, whether or not anybody has.
  await publish(tx, 'municipalities', 'release', releasedIn(questionnaire, wave, next))
}

function asSealer<R>(house: House, municipalityId: number, work: (tx: Tx) => Promise<R>): Promise<R> {
  return house.doors.asSystem('release-figures', { municipalityId, login: 'sealer' }, work)
}
