/**
 * How many answers a figure needs, and how low in the tree it may stand. Read by sealing, by reports, and
 * by "Om dine svar": there is no second copy of these numbers, and no role has lower ones.
 */
import { countedItems } from '../questionnaire/indices.ts'
import { type Level, levels } from '../organisation/unit.ts'
import type { Condition, Item, QuestionClass, Questionnaire } from '../questionnaire/questionnaire.ts'

/**
 * By question class. Five is the Danish ministry's rule for its public wellbeing figures; ten is what most
 * US states use; thirty makes "nearly everybody" so rare that merging upward tells nothing (Seastrom 2010;
 * Kenthapadi, Mishra & Nissim 2005, doi 10.1145/1065167.1065183).
 */
export const thresholds = {
  open: { minimum: 5, lowestLevel: 'class' },
  sensitive: { minimum: 10, lowestLevel: 'class' },
  highlySensitive: { minimum: 30, lowestLevel: 'institution' },
} as const satisfies Record<QuestionClass, { readonly minimum: number; readonly lowestLevel: Level }>

/** Below this many answers a sensitive question is shown as few, some or many, at every level. */
export const bandsBelow = 20

/**
 * How many more must have answered before a class of a rolling survey is sealed again: two thresholds' worth, so
 * that no night's figures can be set against the last to find the one family that has come since.
 */
export const batchMinimum = 2 * thresholds.open.minimum

/**
 * An index says something of several answers of one respondent at once, so it needs more of them than each of its questions does;
 * and below ten a mean would say more than there is (`facts/reporting` 4.3).
 */
export const indexMinimum = 10

/** How answers were collected, and how many of the group might put together what they know. */
export const insiders = { lesson: 2, home: 1 } as const satisfies Record<string, number>

export type Collected = keyof typeof insiders

export type ItemRule = {
  readonly place: number
  readonly item: Item
  /**
   * Places of the items that decide whether this one is asked, and of those that decide about them: how many
   * were asked is then a figure about their answers. Of an index its questions.
   */
  readonly ancestors: readonly number[]
  /** The item's own class or the strictest of its ancestors'. */
  readonly questionClass: QuestionClass
  readonly minimum: number
  readonly lowestLevel: Level
}

const strictness: readonly QuestionClass[] = ['open', 'sensitive', 'highlySensitive']

/** What each item needs, in the questionnaire's order. */
export function itemRules(questionnaire: Questionnaire): readonly ItemRule[] {
  const rules: ItemRule[] = []
  for (const [place, item] of countedItems(questionnaire).entries()) {
    // A score is reckoned of its questions' answers, so it tells of them as a follow-up tells of what it follows.
    const before = item.indexOf ?? (item.showIf === undefined ? [] : itemsOf(item.showIf))
    const parents = before.map((code) => questionnaire.items.findIndex((other) => other.code === code))
    const ancestors = [...new Set(parents.flatMap((parent) => [parent, ...(rules[parent]?.ancestors ?? [])]))].sort(
      (left, right) => left - right,
    )
    const questionClass = strictest([item.questionClass, ...ancestors.flatMap((ancestor) => rules[ancestor]?.questionClass ?? [])])
    const { minimum, lowestLevel } = thresholds[questionClass]
    rules.push({ place, item, ancestors, questionClass, minimum: item.indexOf ? Math.max(minimum, indexMinimum) : minimum, lowestLevel })
  }
  return rules
}

/**
 * Whether a figure may stand at this level. What stands for whole institutions first is in no year group of the municipality, for
 * none holds a whole institution.
 */
export function mayStandAt({ lowestLevel }: Pick<ItemRule, 'lowestLevel'>, level: Level): boolean {
  return levels.indexOf(level === 'municipalYearGroup' ? 'yearGroup' : level) >= levels.indexOf(lowestLevel)
}

function strictest(classes: readonly QuestionClass[]): QuestionClass {
  return strictness[Math.max(...classes.map((one) => strictness.indexOf(one)))] ?? 'highlySensitive'
}

function itemsOf(condition: Condition): readonly string[] {
  if ('all' in condition) return condition.all.flatMap(itemsOf)
  if ('condition' in condition) return itemsOf(condition.condition)
  return [condition.item]
}
