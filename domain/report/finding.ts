/**
 * The sentence above a card: what was found, in plain words, in Danish and English.
 *
 * It says no more than the figure does: how many of how many, and "clearly" only where the report's own test
 * says so. Few answers are said to be few.
 */
import type { Card } from './card.ts'
import type { Band, Percent } from './figure.ts'
import { standingOfCard } from './standing.ts'
import { unitNameWithin, wordOfPlace } from './unit-name.ts'
import type { Gap } from './verdict.ts'
import type { ItemText } from '../questionnaire/questionnaire.ts'
import type { Language } from '../text/text.ts'

/** Below this many answers a sentence begins with how few they are. */
const few = 10

/** From this many a sentence speaks of tens: "cirka 8 af 10". */
const many = 100

/** What was found, as a heading. */
export function finding(card: Card, text: Pick<ItemText, 'question' | 'options' | 'finding'>, language: Language): string {
  const say = sentences[language]
  const label = (option: string) => say.quote(text.options[option] ?? option)
  const named = (band: Band) => card.bands?.options.filter((one) => one.band === band).map(({ option }) => label(option)) ?? []
  if (card.state === 'hidden') return say.hidden(text.question)
  if (card.bands) return say.bands(named('many'), named('some'))
  const { figure, comparison } = card
  if (!figure) return say.hidden(text.question)
  if (figure.favourable === null || text.finding === '')
    return say.most(
      mostChosen(figure.bars).map((bar) => ({ ...bar, label: label(bar.option) })),
      figure.n,
    )
  const verdict = comparison?.gap?.verdict
  if (comparison && (verdict === 'clearlyHigher' || verdict === 'clearlyLower')) {
    const there = otherPlace(comparison, language)
    // "Fewer are not bullied" takes reading twice: what is said by a "not" is counted first, and compared after.
    if (say.denial.test(text.finding)) {
      const share = say.share(figure.favourable, figure.n, text.finding)
      return verdict === 'clearlyHigher' ? say.moreThan(share, there) : say.fewerThan(share, there)
    }
    return verdict === 'clearlyHigher' ? say.higher(there, text.finding) : say.lower(there, text.finding)
  }
  return say.share(figure.favourable, figure.n, text.finding)
}

/** The same where no question stands beside it: what most answered says nothing without what they were asked. */
export function findingAlone(card: Card, text: Pick<ItemText, 'question' | 'options' | 'finding'>, language: Language): string {
  const isOfOptions = card.state !== 'hidden' && (!card.figure?.favourable || text.finding === '')
  const found = finding(card, text, language)
  return isOfOptions ? `${text.question} ${found}` : found
}

/** What the comparison says, under the chart. Undefined where there is none to make. */
export function comparisonFinding({ comparison }: Card, language: Language): string | undefined {
  if (!comparison?.gap) return undefined
  const say = sentences[language]
  const other = otherName(comparison, language)
  return comparison.gap.verdict === 'noClearDifference' ? say.noClear(other) : say.clear(comparison.gap, other)
}

/** What the gap between girls and boys says. Undefined where they are not parted, or nothing is good or bad. */
export function splitFinding({ split }: Pick<Card, 'split'>, language: Language): string | undefined {
  if (!split?.gap) return undefined
  const say = sentences[language]
  return split.gap.verdict === 'noClearDifference' ? say.sexesAlike : say.sexesDiffer(split.gap)
}

/** The group compared with, inside a sentence: "resten af Åsum Skole", "hele landet", "2025/26", "5.A i 2025/26". */
export function otherName(
  { with: kind, of, schoolYear }: Pick<NonNullable<Card['comparison']>, 'with' | 'of' | 'schoolYear'>,
  language: Language,
): string {
  const name = unitNameWithin(of, language)
  if (kind === 'earlier' && schoolYear !== null) {
    const year = `${schoolYear}/${String((schoolYear + 1) % 100).padStart(2, '0')}`
    return of.level === 'class' ? `${name} ${language === 'da' ? 'i' : 'in'} ${year}` : year
  }
  return kind === 'rest' ? sentences[language].rest(name) : name
}

/** Where that group is: "på resten af Åsum Skole", "i hele landet", "i 2025/26". */
export function otherPlace(comparison: Pick<NonNullable<Card['comparison']>, 'with' | 'of' | 'schoolYear'>, language: Language): string {
  // English is in the rest of a school, where Danish is on it.
  const isIn = comparison.with === 'earlier' || (comparison.with === 'rest' && language === 'en')
  const within = language === 'da' ? 'i' : 'in'
  return `${isIn ? within : wordOfPlace(comparison.of, language)} ${otherName(comparison, language)}`
}

/**
 * Strengths before challenges (`standing.ts`): what is clearly better than the comparison, then what surely most do well, the
 * rest, what is to be looked at, and last what has no figure. Otherwise the questionnaire's own order.
 */
export function strengthsFirst<C extends Card>(cards: readonly C[]): readonly C[] {
  return cards
    .map((card, index) => ({ card, index, rank: rankOf(card) }))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map(({ card }) => card)
}

function rankOf(card: Card): number {
  if (card.state === 'hidden') return 5
  if (card.state === 'bands') return 3
  if (card.comparison?.gap?.verdict === 'clearlyHigher') return 0
  return { strength: 1, plain: 2, look: 4 }[standingOfCard(card)]
}

type Sentences = {
  readonly quote: (label: string) => string
  readonly hidden: (question: string) => string
  readonly bands: (many: readonly string[], some: readonly string[]) => string
  readonly most: (options: readonly (Percent & { readonly label: string })[], n: number) => string
  readonly share: (favourable: Percent, n: number, what: string) => string
  readonly higher: (there: string, what: string) => string
  readonly lower: (there: string, what: string) => string
  /** A word by which a finding says what did not happen. */
  readonly denial: RegExp
  readonly moreThan: (share: string, there: string) => string
  readonly fewerThan: (share: string, there: string) => string
  readonly noClear: (other: string) => string
  readonly clear: (gap: Gap, other: string) => string
  readonly rest: (name: string) => string
  readonly sexesAlike: string
  readonly sexesDiffer: (gap: Gap) => string
}

const danish: Sentences = {
  quote: (label) => `»${label}«`,
  hidden: (question) => `Skjult her: ${question}`,
  bands: (most, some) => {
    if (most.length > 0) return `Mange svarede ${list(most, 'og')}`
    return some.length > 0 ? `Nogle svarede ${list(some, 'og')}` : 'Svarene fordeler sig på mange svarmuligheder'
  },
  most: (options, n) => {
    if (options.length === 0) return 'Ingen svar at vise'
    const labels = list(
      options.map(({ label }) => label),
      'og',
    )
    return options.length === 1 ? `Flest svarede ${labels}: ${ofAll(options[0] as Percent, n, 'af', 'cirka')}` : `Flest svarede ${labels}`
  },
  share: ({ count, percent }, n, what) => {
    if (n < few) return `Kun ${n} har svaret: ${count === 0 ? 'ingen' : count} af dem ${what}`
    if (count === 0) return `Ingen af de ${n} ${what}`
    if (count === n) return `Alle ${n} ${what}`
    return n < many ? `Cirka ${count} af ${n} ${what}` : `Cirka ${tens(percent)} ${what}`
  },
  higher: (there, what) => `Flere end ${there} ${what}`,
  lower: (there, what) => `Færre end ${there} ${what}`,
  denial: /\b(ikke|ingen|aldrig|nej)\b/i,
  moreThan: (share, there) => `${share}: flere end ${there}`,
  fewerThan: (share, there) => `${share}: færre end ${there}`,
  noClear: (other) => `Ingen sikker forskel fra ${other}`,
  clear: (gap, other) =>
    `Tydelig forskel fra ${other}: ${points(gap, ',')} point ${gap.points > 0 ? 'højere' : 'lavere'} (${range(gap, ',')})`,
  rest: (name) => `resten af ${name}`,
  sexesAlike: 'Ingen sikker forskel mellem piger og drenge',
  sexesDiffer: (gap) =>
    `Tydelig forskel: pigerne ligger ${points(gap, ',')} point ${gap.points > 0 ? 'højere' : 'lavere'} end drengene (${range(gap, ',')})`,
}

const english: Sentences = {
  quote: (label) => `“${label}”`,
  hidden: (question) => `Hidden here: ${question}`,
  bands: (most, some) => {
    if (most.length > 0) return `Many answered ${list(most, 'and')}`
    return some.length > 0 ? `Some answered ${list(some, 'and')}` : 'The answers are spread over many options'
  },
  most: (options, n) => {
    if (options.length === 0) return 'No answers to show'
    const labels = list(
      options.map(({ label }) => label),
      'and',
    )
    return options.length === 1 ? `Most answered ${labels}: ${ofAll(options[0] as Percent, n, 'of', 'about')}` : `Most answered ${labels}`
  },
  share: ({ count, percent }, n, what) => {
    if (n < few) return `Only ${n} have answered: ${count === 0 ? 'none' : count} of them ${what}`
    if (count === 0) return `None of the ${n} ${what}`
    if (count === n) return `All ${n} ${what}`
    return n < many ? `About ${count} of ${n} ${what}` : `About ${tens(percent, 'in')} ${what}`
  },
  higher: (there, what) => `More than ${there} ${what}`,
  lower: (there, what) => `Fewer than ${there} ${what}`,
  denial: /\b(not|no|nobody|never)\b/i,
  moreThan: (share, there) => `${share}: more than ${there}`,
  fewerThan: (share, there) => `${share}: fewer than ${there}`,
  noClear: (other) => `No clear difference from ${other}`,
  clear: (gap, other) =>
    `Clear difference from ${other}: ${points(gap, '.')} points ${gap.points > 0 ? 'higher' : 'lower'} (${range(gap, '.')})`,
  rest: (name) => `the rest of ${name}`,
  sexesAlike: 'No clear difference between girls and boys',
  sexesDiffer: (gap) =>
    `Clear difference: girls are ${points(gap, '.')} points ${gap.points > 0 ? 'higher' : 'lower'} than boys (${range(gap, '.')})`,
}

const sentences: Readonly<Record<Language, Sentences>> = { da: danish, en: english }

function mostChosen<B extends Percent>(bars: readonly B[]): readonly B[] {
  const most = Math.max(0, ...bars.map(({ count }) => count))
  return most === 0 ? [] : bars.filter(({ count }) => count === most)
}

function list(words: readonly string[], and: string): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} ${and} ${words.at(-1)}`
}

function ofAll({ count, percent }: Percent, n: number, of: string, about: string): string {
  return n < many ? `${count} ${of} ${n}` : `${about} ${tens(percent, of === 'of' ? 'in' : of)}`
}

/** "8 af 10"; at the ends, where tens would say all or nobody, of a hundred. */
function tens(percent: number, of = 'af'): string {
  const ten = Math.round(percent / 10)
  return ten === 0 || ten === 10 ? `${Math.min(99, Math.max(1, Math.round(percent)))} ${of} 100` : `${ten} ${of} 10`
}

function points(gap: Gap, mark: string): string {
  return decimal(Math.abs(gap.points), mark)
}

function range({ points: middle, low, high }: Gap, mark: string): string {
  const ends = middle > 0 ? [low, high] : [-high, -low]
  return ends.map((end) => decimal(end, mark)).join('–')
}

function decimal(number: number, mark: string): string {
  return String(number).replace('.', mark)
}
