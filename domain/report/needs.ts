/**
 * What a report gives reason to do something about: the themes that are clearly worse than what the group is
 * compared with, and those that the reader has picked. What fits them is for Inspiration to say.
 */
import type { Card } from './card.ts'
import { otherName } from './finding.ts'
import { type UnitName, unitNameWithin } from './unit-name.ts'
import { writeNumber } from '../text/format.ts'
import type { Language } from '../text/text.ts'

/** A theme, and why it is brought up. */
export type Need = {
  readonly theme: string
  /** The questions that are clearly worse, the widest gap first; empty when the reader picked the theme. */
  readonly items: readonly string[]
  readonly reason:
    | { readonly kind: 'clearlyLower'; readonly item: string; readonly points: number; readonly comparison: NeedComparison }
    | { readonly kind: 'chosen' }
}

type NeedComparison = Pick<NonNullable<Card['comparison']>, 'with' | 'of' | 'schoolYear'>

/**
 * The themes of a report that call for something, in the report's order. A theme clearly worse on one question
 * and clearly better on another is still one: what goes well doesn't help those whom the other is about.
 */
export function needsOf(cards: readonly Card[], picked: readonly string[] = []): readonly Need[] {
  return [...Map.groupBy(cards, ({ theme }) => theme)].flatMap(([theme, own]): readonly Need[] => {
    const lower = own
      .flatMap(({ item, comparison }) =>
        comparison?.gap?.verdict === 'clearlyLower' ? [{ item, points: comparison.gap.points, comparison }] : [],
      )
      .sort((one, other) => one.points - other.points)
    const [worst] = lower
    if (worst === undefined) return picked.includes(theme) ? [{ theme, items: [], reason: { kind: 'chosen' } }] : []
    const { with: kind, of, schoolYear } = worst.comparison
    return [
      {
        theme,
        items: lower.map(({ item }) => item),
        reason: { kind: 'clearlyLower', item: worst.item, points: -worst.points, comparison: { with: kind, of, schoolYear } },
      },
    ]
  })
}

/** The reason in words, after "fordi": "søvn, 5. årgang, 14 point under Lillekøbing". `theme` is its name. */
export function reasonInWords({ reason }: Need, unit: UnitName, theme: string, language: Language): string {
  const named = theme.charAt(0).toLocaleLowerCase(language) + theme.slice(1)
  if (reason.kind === 'chosen') return language === 'da' ? `${named} er valgt` : `${named} was chosen`
  const { points, comparison } = reason
  const gap = writeNumber(points, language, Number.isInteger(points) ? 0 : 1)
  const other = otherName(comparison, language)
  return language === 'da'
    ? `${named}, ${unitNameWithin(unit, language)}, ${gap} point under ${other}`
    : `${named}, ${unitNameWithin(unit, language)}, ${gap} points below ${other}`
}

/** So few themes that the reader must mean just them; what fits them is suggested without their being worse. */
const mostPicked = 3

/** The themes a reader has picked out of the whole report; none when most of it is shown. */
export function pickedThemes({ themes }: { readonly themes: string }): readonly string[] {
  const named = themes === '' ? [] : themes.split(',')
  return named.length <= mostPicked ? named : []
}
