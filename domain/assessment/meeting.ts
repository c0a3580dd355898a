/**
 * What a meeting may begin with: what everybody sees, what is seen in one place only, and what goes well.
 *
 * These are reasons to ask, in the order in which they are worth asking about. They are never a finding about the
 * child: that two see it differently is no error in one of them (`instrument/agreement`).
 */
import type { Agreement } from '../instrument/agreement.ts'
import type { BandName, Instrument } from '../instrument/instrument.ts'
import { scored } from '../instrument/instrument.ts'

export type TalkTopic = {
  readonly score: string
  /**
   * `everybodySees`: everybody with an answer, two at least, is outside the mildest band. `moreAtHome`,
   * `moreAtSchool`: the one place is in a worse band than the other. `seenDifferently`: they differ in another way.
   * `oneSees`: only one has a band, and it is not the mildest. `strength`: something good, which all see.
   * `goesWell`: no difficulty, for anybody.
   */
  readonly why: 'everybodySees' | 'moreAtHome' | 'moreAtSchool' | 'seenDifferently' | 'oneSees' | 'strength' | 'goesWell'
}

const order: readonly TalkTopic['why'][] = [
  'everybodySees',
  'moreAtHome',
  'moreAtSchool',
  'seenDifferently',
  'oneSees',
  'strength',
  'goesWell',
]

/** Sums are left out: their parts say it more plainly. A score that nobody has is left out too. */
export function toTalkAbout(instrument: Instrument, bandSystem: string, agreements: readonly Agreement[]): readonly TalkTopic[] {
  const bands = instrument.bandSystems.find(({ code }) => code === bandSystem)?.bands ?? []
  const sums = new Set(instrument.derived.map(({ code }) => code))
  const high = new Map(scored(instrument).map((one) => [one.code, one.high]))
  return agreements
    .filter(({ score }) => !sums.has(score))
    .flatMap((agreed) => {
      const why = whyTalk(
        agreed,
        bands.map(({ code }) => code),
        high.get(agreed.score) === 'strength',
      )
      return why === undefined ? [] : [{ score: agreed.score, why }]
    })
    .toSorted((left, right) => order.indexOf(left.why) - order.indexOf(right.why))
}

function whyTalk(
  { views, verdict, homeAndSchool }: Agreement,
  bands: readonly BandName[],
  isStrength: boolean,
): TalkTopic['why'] | undefined {
  const ranks = views.flatMap(({ band }) => (band === null ? [] : [bands.indexOf(band)]))
  if (ranks.length === 0) return undefined
  if (ranks.every((rank) => rank === 0)) return isStrength ? 'strength' : 'goesWell'
  if (ranks.length === 1) return 'oneSees'
  if (ranks.every((rank) => rank > 0)) return 'everybodySees'
  if (homeAndSchool === 'moreAtHome' || homeAndSchool === 'moreAtSchool') return homeAndSchool
  return verdict === 'differ' ? 'seenDifferently' : undefined
}

/** What is shown first: the impact where the instrument has one, for it tells the most (Goodman 1999), else the sums. */
export function shownFirst({ impact, derived }: Instrument): readonly string[] {
  return [...(impact ? [impact.code] : []), ...derived.map(({ code }) => code)]
}
