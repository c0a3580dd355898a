/**
 * How invented pupils answer.
 *
 * Each answer is a place on a scale where 0 is the ordinary pupil and above is better, cut into options so
 * that the shares come out as `answer-shares.ts` says. The place is a sum, of variance 1:
 *
 *   school 0.04 · class 0.03 · the pupil in general 0.22 · the pupil on this theme 0.16 · chance 0.55
 *
 * What is measured is cut into its bands first, and lies anywhere within one.
 *
 * 4 % between schools is what one finds in such surveys (facts/reporting, 4.4). Sex and planted truths move
 * the place. About 3 % of the answers are declined or left open, most of them by few pupils.
 */
import type { Sex } from '#domain/organisation/organisation.ts'
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { greatestValue } from '#domain/questionnaire/value.ts'
import { declined } from '#domain/response/answer.ts'
import { answerShares, girlsAgainstBoys } from './answer-shares.ts'
import { chance, type Chance } from './chance.ts'

const share = { school: 0.04, class: 0.03, pupil: 0.22, theme: 0.16, chance: 0.55 }
const deviation = Object.fromEntries(Object.entries(share).map(([part, variance]) => [part, Math.sqrt(variance)])) as Record<
  keyof typeof share,
  number
>

type ItemModel = {
  readonly theme: number
  readonly kind: Item['kind']
  /** Upper limits on the scale, in the order from worst to best; the last option has none. */
  readonly limits: readonly number[]
  /** The answers that choose the option, least first, for each stretch between the limits: one, or the steps of a band. */
  readonly options: readonly (readonly [first: number, last: number])[]
  readonly greatest: number
  /** Of several choices: how likely each. */
  readonly likely: readonly number[]
  /** Whether the pupil's standing decides; else chance alone does. */
  readonly followsStanding: boolean
  readonly declining: number
  readonly girls: number
}

export type AnswerModel = { readonly items: readonly ItemModel[]; readonly themes: number; readonly codes: readonly string[] }

/** Where a class stands: its school's and its own place on each theme. */
export type Surroundings = { readonly themes: readonly number[] }

/** Prepares a questionnaire; items without written shares get some from what the item itself says. */
export function answerModel(questionnaire: Questionnaire): AnswerModel {
  return {
    codes: questionnaire.items.map(({ code }) => code),
    themes: questionnaire.themes.length,
    items: questionnaire.items.map((item): ItemModel => {
      const written = answerShares[item.code]
      const shares = written?.length === item.options.length ? written : sharesOf(item)
      const order = fromWorstToBest(item)
      const total = shares.reduce((sum, one) => sum + one, 0)
      let below = 0
      const limits = order.slice(0, -1).map((place) => {
        below += (shares[place] ?? 0) / total
        return normalQuantile(below)
      })
      return {
        theme: questionnaire.themes.indexOf(item.theme),
        kind: item.kind,
        limits,
        options: order.map((place) => answersOf(item, place)),
        greatest: greatestValue(item),
        likely: shares.map((one) => one / 100),
        // Who is asked because of an earlier answer stands low already; the shares are of those who are asked.
        followsStanding: isOrdered(item) && item.showIf === undefined,
        declining: item.questionClass === 'open' ? 1 : 2,
        girls: (girlsAgainstBoys[item.theme] ?? 0) / 2,
      }
    }),
  }
}

/** Draws where a class stands. `school` names the school's stream, which its classes share. */
export function surroundings(model: AnswerModel, school: string, group: string): Surroundings {
  const ofSchool = chance(`${school}|stands`)
  const ofClass = chance(`${group}|stands`)
  const general = { school: ofSchool.normal(), class: ofClass.normal() }
  const half = Math.SQRT1_2
  return {
    themes: Array.from(
      { length: model.themes },
      () => deviation.school * half * (general.school + ofSchool.normal()) + deviation.class * half * (general.class + ofClass.normal()),
    ),
  }
}

/**
 * What one pupil chooses: for each item an option's place, a sum of 2^(place-1), a step of what is measured, 1 for a text,
 * `declined`, or null for left open. Also answers items the pupil would not meet; what counts is for the questionnaire's own rules to say.
 * `shifts` holds a number for each item.
 */
export function chooseAnswers(
  model: AnswerModel,
  draw: Chance,
  around: Surroundings,
  sex: Sex,
  shifts: readonly number[],
): (number | null)[] {
  const general = deviation.pupil * draw.normal()
  const themes = around.themes.map((theme) => theme + general + deviation.theme * draw.normal())
  const skips = draw.happens(0.08) ? 0.15 : 0.018
  const side = sex === 'female' ? 1 : sex === 'male' ? -1 : 0
  return model.items.map((item, place) => {
    if (item.kind === 'information') return null
    const own = draw.normal()
    // A short text is left open by most.
    if (item.kind === 'text') return own > 0.8 ? 1 : null
    if (draw.next() < skips * item.declining * 0.75) return draw.happens(0.6) ? declined : null
    if (item.kind === 'multiple') return chooseSeveral(item, draw)
    const standing = item.followsStanding ? (themes[item.theme] ?? 0) + deviation.chance * own + side * item.girls : own
    const scale = standing + (shifts[place] ?? 0)
    let stretch = 0
    while (stretch < item.limits.length && scale > (item.limits[stretch] as number)) stretch += 1
    const [first, last] = item.options[stretch] ?? [1, 1]
    return first === last ? first : within(first, last, own, item.greatest)
  })
}

/**
 * Where in a band somebody lies, by what chance has given them already: what others answer stays as it is. In the outermost bands
 * most lie near the others, for few go to bed at three.
 */
function within(first: number, last: number, own: number, greatest: number): number {
  const even = Math.abs(own * 1009) % 1
  const steps = last - first + 1
  const inwards = Math.floor(even ** 3 * steps)
  if (last === greatest) return first + inwards
  return first === 1 ? last - inwards : first + Math.floor(even * steps)
}

/** What stands in the short texts that somebody has answered, by code of the item: the same words for all, in nobody's voice. */
export function writtenTo({ items }: Questionnaire, answers: readonly number[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    items.flatMap(({ code, kind }, place) => (kind === 'text' && answers[place] === 1 ? [[code, inventedText]] : [])),
  )
}

const inventedText = 'Det tager vi gerne, når vi ses.'

/** Somebody who answers has at least one answer: the likeliest, when chance gave none. */
function chooseSeveral(item: ItemModel, draw: Chance): number {
  let sum = 0
  item.likely.forEach((likely, place) => {
    if (draw.next() < likely) sum += 2 ** place
  })
  return sum === 0 ? 2 ** item.likely.indexOf(Math.max(...item.likely)) : sum
}

/** How well it goes by theme, in percent, where nobody has written shares for an item. */
const wellByTheme: Readonly<Record<string, number>> = {
  sleep: 72,
  food: 74,
  'learning-environment': 70,
  'mental-health': 73,
  substances: 78,
  language: 84,
  parenting: 85,
  friends: 84,
  health: 86,
  home: 86,
  crime: 95,
  sexuality: 82,
  digital: 90,
}

/**
 * Shares for an item nobody has written any for: about as many well as its theme has, some items better and
 * some worse; what is highly sensitive is rare. Among the good options the best is the most common, among the others the
 * mildest; where nothing is good or bad, the first options are the common ones.
 */
function sharesOf(item: Item): readonly number[] {
  const last = item.options.length - 1
  if (item.kind === 'multiple') return item.options.map((_, place) => 42 - 28 * (place / Math.max(1, last)))
  const isWell = item.options.map((option) => item.favourable.includes(option))
  const luck = chance(`item|${item.code}`).next() * 12 - 6
  if (isWell.every((well) => well === isWell[0])) return item.options.map((_, place) => 10 + 30 * (1 - place / Math.max(1, last)))
  const base = item.questionClass === 'highlySensitive' ? 93 : (wellByTheme[item.theme] ?? 80)
  const wellShare = Math.min(97, base + luck)
  // The best option is the most common of the good ones; of the bad ones the mildest.
  const worth = item.options.map((_, place) => (isWell[0] ? last - place : place))
  const weight = (place: number) => (isWell[place] ? 1 + (worth[place] ?? 0) : 1 + 2 * (worth[place] ?? 0))
  const total = (well: boolean) => item.options.reduce((sum, _, place) => sum + (isWell[place] === well ? weight(place) : 0), 0)
  return item.options.map((_, place) => {
    const well = isWell[place] === true
    return ((well ? wellShare : 100 - wellShare) * weight(place)) / total(well)
  })
}

/** The numbers that say the option at this place (from 0): of a measured item the first and the last of its band. */
function answersOf(item: Item, place: number): readonly [number, number] {
  const { measure } = item
  if (!measure) return [place + 1, place + 1]
  const stepFrom = (start: number) => Math.ceil((start - measure.from) / measure.step) + 1
  const next = measure.starts[place + 1]
  return [stepFrom(measure.starts[place] ?? measure.from), next === undefined ? greatestValue(item) : stepFrom(next) - 1]
}

/** Whether one end of the options is the good one. */
function isOrdered(item: Item): boolean {
  const isGood = (option: string | undefined) => option !== undefined && item.favourable.includes(option)
  return item.code !== 'way-to-school' && isGood(item.options[0]) !== isGood(item.options.at(-1))
}

function fromWorstToBest(item: Item): readonly number[] {
  const places = item.options.map((_, place) => place)
  return item.favourable.includes(item.options[0] ?? '') ? places.toReversed() : places
}

/**
 * The place below which this share of a normal distribution lies. P. J. Acklam's rational approximation,
 * relative error below 1.2e-9.
 */
export function normalQuantile(below: number): number {
  if (below <= 0) return -Infinity
  if (below >= 1) return Infinity
  const low = 0.02425
  if (below < low) return tail(Math.sqrt(-2 * Math.log(below)))
  if (below > 1 - low) return -tail(Math.sqrt(-2 * Math.log(1 - below)))
  const q = below - 0.5
  const r = q * q
  return (
    ((((((-3.969683028665376e1 * r + 2.209460984245205e2) * r - 2.759285104469687e2) * r + 1.38357751867269e2) * r - 3.066479806614716e1) *
      r +
      2.506628277459239) *
      q) /
    (((((-5.447609879822406e1 * r + 1.615858368580409e2) * r - 1.556989798598866e2) * r + 6.680131188771972e1) * r - 1.328068155288572e1) *
      r +
      1)
  )
}

function tail(q: number): number {
  return (
    (((((-7.784894002430293e-3 * q - 3.223964580411365e-1) * q - 2.400758277161838) * q - 2.549732539343734) * q + 4.374664141464968) * q +
      2.938163982698783) /
    ((((7.784695709041462e-3 * q + 3.224671290700398e-1) * q + 2.445134137142996) * q + 3.754408661907416) * q + 1)
  )
}
