/** What a case's pages say of it, reckoned from what the server gave. */
import type { AssessmentView, InformantRow } from '#api/assessment.ts'
import { mayGoOn } from '#domain/assessment/assessment.ts'
import { type Pair, pairsOf } from '#domain/assessment/follow-up.ts'
import { shownFirst } from '#domain/assessment/meeting.ts'
import { type Change, change, exactnessOf } from '#domain/instrument/change.ts'
import type { BandSystem, BandTable, Instrument } from '#domain/instrument/instrument.ts'
import { scored } from '#domain/instrument/instrument.ts'
import type { Score } from '#domain/instrument/score.ts'
import { type About, findTable } from '#domain/instrument/table.ts'
import { addresses } from '../shell/navigation.ts'

export const steps = ['concern', 'family', 'informants', 'result', 'goals', 'followUp', 'close'] as const
export type Step = (typeof steps)[number]

/** What is to be done next in a case; it names the heading of its page. */
export type Ahead = 'family' | 'invite' | 'informants' | 'goals' | 'followUp' | 'asked' | 'close' | 'closed'

type Asked = { readonly invited: number; readonly answered: number }

/** How many of a round were asked and have answered; who was taken back is not counted. */
export function askedIn({ informants }: Pick<AssessmentView, 'informants'>, round: number): Asked {
  const asked = informants.filter((one) => one.round === round && one.state !== 'withdrawn')
  return { invited: asked.length, answered: asked.filter(({ state }) => state === 'answered').length }
}

export function aheadOf(view: Pick<AssessmentView, 'state' | 'consents' | 'informants' | 'round' | 'goals'>): Ahead {
  if (view.state === 'closed') return 'closed'
  if (!mayGoOn(view.consents)) return 'family'
  const isWaiting = view.informants.some(({ round, state }) => round === view.round && state === 'invited')
  const { answered } = askedIn(view, view.round)
  if (view.round > 1) return isWaiting ? 'asked' : 'close'
  if (isWaiting) return 'informants'
  if (answered === 0) return 'invite'
  return view.goals.length === 0 ? 'goals' : 'followUp'
}

/** Where on the rail a case stands. */
export function stepOf(ahead: Ahead): Step {
  switch (ahead) {
    case 'invite':
    case 'informants':
      return 'informants'
    case 'asked':
      return 'followUp'
    case 'closed':
      return 'close'
    default:
      return ahead
  }
}

export type Answered = { readonly informant: InformantRow; readonly score: Score; readonly about: About }

/** The informants of a round in the order they were invited in the first one, so that each keeps their place and mark. */
export function inOrder({ informants }: Pick<AssessmentView, 'informants'>, round: number): readonly InformantRow[] {
  const placeOf = (one: InformantRow): number => {
    const before = informants.findIndex(({ id }) => id === one.follows)
    return before === -1 ? informants.indexOf(one) : placeOf(informants[before] as InformantRow)
  }
  return informants.filter((one) => one.round === round).toSorted((left, right) => placeOf(left) - placeOf(right))
}

/** Who has answered in a round, with the score as it was reckoned. */
export function answeredIn(view: AssessmentView, round: number): readonly Answered[] {
  return inOrder(view, round).flatMap((informant) => {
    const result = view.results.find(({ informantId }) => informantId === informant.id)
    if (result === undefined) return []
    const { sex, ageInMonths } = result.about
    return [
      {
        informant,
        score: { instrument: view.instrument.code, ...result },
        about: { ...(sex === undefined ? {} : { sex }), ...(ageInMonths === undefined ? {} : { ageInMonths }) },
      },
    ]
  })
}

/** Rounds that somebody has answered in, the latest first. */
export function answeredRounds(view: AssessmentView): readonly number[] {
  return [...new Set(view.informants.filter(({ state }) => state === 'answered').map(({ round }) => round))].toSorted((a, b) => b - a)
}

/** The band systems that tell somebody something here: a norm for others than this child is not offered. */
export function systemsTold({ bandSystems }: Instrument, answered: readonly Answered[]): readonly BandSystem[] {
  const tells = ({ code }: BandSystem) => answered.some(({ score }) => Object.values(score.bands[code] ?? {}).some((band) => band !== null))
  return bandSystems.filter(tells)
}

/** Code of the system that has no bands: for an instrument of which only scores are known. */
export const plain = 'plain'

/** The instrument with a system without bands, of every score that somebody has. */
export function withPlain(instrument: Instrument, answered: readonly Answered[], name: BandSystem['name']): Instrument {
  const of = scored(instrument)
    .map(({ code }) => code)
    .filter((code) => answered.some(({ score }) => (score.scores[code] ?? null) !== null))
  const system: BandSystem = { code: plain, name, norm: { name, country: 'none', licence: '' }, bands: [], of, tables: [] }
  return { ...instrument, bandSystems: [...instrument.bandSystems, system] }
}

/** The table that somebody's score was held against; undefined when none is for them. */
export function tableOf({ tables }: BandSystem, { score, about }: Answered, code: string): BandTable | undefined {
  const found = findTable(
    tables.filter(({ spans }) => Object.hasOwn(spans, code)),
    score.version,
    about,
  )
  return typeof found === 'string' ? undefined : found
}

/** The scores of a band system in the order they are read: impact and sums, then the scales, difficulties before strengths. */
export function readingOrder(instrument: Instrument, system: BandSystem): readonly ReturnType<typeof scored>[number][] {
  const first = shownFirst(instrument)
  const all = scored(instrument).filter(({ code }) => system.of.includes(code))
  return [
    ...first.flatMap((code) => all.filter((one) => one.code === code)),
    ...all.filter(({ code, high }) => !first.includes(code) && high === 'difficulty'),
    ...all.filter(({ code, high }) => !first.includes(code) && high === 'strength'),
  ]
}

export type Followed = Pair<Answered> & { readonly changes: readonly { readonly code: string; readonly change: Change | null }[] }

/** What has changed for each who has answered more than once; null where the two can't be compared. */
export function changesOf(view: AssessmentView, codes: readonly string[]): readonly Followed[] {
  const rounds = answeredRounds(view).flatMap((round) => answeredIn(view, round))
  const byId = new Map(rounds.map((one) => [one.informant.id, one]))
  return pairsOf(answeredRounds(view).flatMap((round) => inOrder(view, round))).flatMap(({ before, after }) => {
    const [first, latest] = [byId.get(before.id), byId.get(after.id)]
    if (!first || !latest) return []
    const changes = codes.map((code) => {
      const exactness = exactnessOf(view.definition, latest.score.version, code)
      const found = exactness && change(view.definition, code, first.score, latest.score, exactness)
      return { code, change: found === undefined || typeof found === 'string' ? null : found }
    })
    return [{ before: first, after: latest, changes }]
  })
}

export function caseAddress(id: string): string {
  return `${addresses.assessment}/${id}`
}
