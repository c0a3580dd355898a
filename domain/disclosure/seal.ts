/**
 * Sealing: which answers of a group become atoms now. The only maker of `SealedAtom`.
 *
 * For each question by itself the respondents are parted once into atoms, each safe to publish alone, that
 * never change. Every figure anywhere is a sum of atoms, so no combination of figures, at any level or time,
 * tells more than the atoms do (`README.md`). What is not sealed is in no total at all,
 * not even as a skip: else a parent less its children would give it back.
 */
import type { SealedAtom, SplitSex } from './atom.ts'
import { type AnswerCount, type Group, type Strata, type Stratum, leftOver, sexes, strataOf, waitsAfter } from './group.ts'
import { chooses } from '../questionnaire/value.ts'
import { type Tally, isSafe, total } from './safe.ts'
import { type ItemRule, itemRules, mayStandAt } from './thresholds.ts'
import { answeredAt, blankAt, codebook, declinedAt, optionsAt } from '../questionnaire/codebook.ts'
import { countedItems } from '../questionnaire/indices.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { type UnitKey, unitKey } from '../organisation/unit.ts'
import { blank, declined } from '../response/answer.ts'

export type Sealing = {
  readonly atoms: readonly SealedAtom[]
  /** Whose answers the atoms hold, to be taken away from the raw ones. */
  readonly taken: readonly Stratum[]
  /** Items that had answers enough and were nearly all the same sensitive one: kept together with more. */
  readonly mergedUpward: readonly MergedUpward[]
}

export type MergedUpward = { readonly unit: UnitKey; readonly item: string }

/**
 * Seals what may be sealed of a group's answers. `insiders` are how many respondents might put together what
 * they know (`thresholds.ts`).
 *
 * - Girls and boys are parted where both are enough; those of unknown sex then wait for a later rest.
 * - The decision rests on how many answered, not on what, but for one exception that is logged: a part where
 *   nearly all gave the same sensitive answer is not parted, and a whole like that is not sealed here.
 * - An item that is asked because of another is sealed only for whole atoms of that other one: how many were
 *   asked tells their answers, and no finer than they are published.
 */
export function sealGroup(questionnaire: Questionnaire, group: Group, insiders: number): Sealing {
  const rules = itemRules(questionnaire)
  const table = tabulate(questionnaire, group.counts)
  const decisions: Decision[] = []
  const taken: Stratum[] = []
  for (const rule of rules) {
    const decision = decide(
      rule,
      table,
      { rules, decisions, taken: strataOf(rule.ancestors.length === 0 ? [] : taken) },
      group.level,
      insiders,
    )
    decisions.push(decision)
    taken.push(...decision.cells.map(({ stratum }) => stratum))
  }
  return {
    atoms: makeAtoms(questionnaire, group.unit, decisions),
    taken,
    mergedUpward: decisions.flatMap(({ rule, isMerged }) => (isMerged ? [{ unit: group.unit, item: rule.item.code }] : [])),
  }
}

/** What was sealed of several populations at one moment. */
export function together(sealings: readonly Pick<Sealing, 'atoms' | 'mergedUpward'>[]): Pick<Sealing, 'atoms' | 'mergedUpward'> {
  return { atoms: sealings.flatMap(({ atoms }) => atoms), mergedUpward: sealings.flatMap(({ mergedUpward }) => mergedUpward) }
}

/** What was withheld of several, by item. */
export function withheldTogether(some: readonly (readonly Withheld[])[]): readonly Withheld[] {
  const byItem = Map.groupBy(some.flat(), ({ item }) => item)
  return [...byItem].map(([item, rows]) => ({ item, answers: rows.reduce((sum, { answers }) => sum + answers, 0) }))
}

export type ClassAnswers = {
  readonly classId: string
  readonly grade: number | null
  readonly counts: readonly AnswerCount[]
}

export type Closing = {
  readonly atoms: readonly SealedAtom[]
  readonly mergedUpward: readonly MergedUpward[]
  /** Whose answers the atoms hold, as they were before any was taken. */
  readonly taken: readonly (Stratum & { readonly classId: string })[]
}

/**
 * Seals what an institution has left when the survey has closed: each class, then what remains by year
 * group, then what remains in the institution. What even then is too little goes on to the municipality.
 */
export function closeInstitution(
  questionnaire: Questionnaire,
  institutionId: string,
  classes: readonly ClassAnswers[],
  insiders: number,
): Closing {
  const rules = itemRules(questionnaire)
  const atoms: SealedAtom[] = []
  const mergedUpward: MergedUpward[] = []
  const before = classes.flatMap(({ classId, grade, counts }) => counts.map((count) => ({ ...count, classId, grade, first: count })))
  let rest: readonly (typeof before)[number][] = before

  const seal = (unit: Pick<Group, 'unit' | 'level'>, isMember: (count: (typeof rest)[number]) => boolean) => {
    const counts = rest.filter(isMember)
    const sealing = sealGroup(questionnaire, { ...unit, counts }, insiders)
    atoms.push(...sealing.atoms)
    mergedUpward.push(...sealing.mergedUpward)
    rest = [...rest.filter((count) => !isMember(count)), ...leftOver(rules, counts, strataOf(sealing.taken))]
  }

  for (const { classId } of classes)
    seal({ unit: unitKey({ level: 'class', classId }), level: 'class' }, (count) => count.classId === classId)
  for (const grade of new Set(classes.map((one) => one.grade))) {
    if (grade !== null)
      seal({ unit: unitKey({ level: 'yearGroup', institutionId, grade }), level: 'yearGroup' }, (count) => count.grade === grade)
  }
  seal({ unit: unitKey({ level: 'institution', institutionId }), level: 'institution' }, () => true)

  const isLeft = new Set(rest.map(({ first }) => first))
  const taken = before.filter(({ first }) => !isLeft.has(first))
  const distinct = new Map(
    taken.map(({ classId, first: { sex, place, waitsFor } }) => [
      `${classId} ${sex} ${place} ${waitsFor}`,
      { classId, sex, place, waitsFor },
    ]),
  )
  return { atoms, mergedUpward, taken: [...distinct.values()] }
}

export type Withheld = { readonly item: string; readonly answers: number }

/**
 * Seals what remains of all institutions together. Pools stop here (`product.md` 3.3): what is still too
 * little is withheld, counted by item, and shown nowhere ever.
 */
export function closeMunicipality(
  questionnaire: Questionnaire,
  counts: readonly AnswerCount[],
  insiders: number,
): Pick<Sealing, 'atoms' | 'mergedUpward'> & { readonly withheld: readonly Withheld[] } {
  const rules = itemRules(questionnaire)
  const { atoms, taken, mergedUpward } = sealGroup(
    questionnaire,
    { unit: unitKey({ level: 'municipality' }), level: 'municipality', counts },
    insiders,
  )
  const left = leftOver(rules, counts, strataOf(taken)).filter(({ value }) => isAnswer(value))
  const withheld = rules.flatMap(({ place, item }) => {
    const answers = left.reduce((sum, count) => (count.place === place ? sum + count.count : sum), 0)
    return answers > 0 ? [{ item: item.code, answers }] : []
  })
  return { atoms, mergedUpward, withheld }
}

/** One stratum's answers to one item. */
type Cell = { readonly stratum: Stratum; readonly answers: Map<number, number>; declined: number; blank: number }
/** By place of the item. */
type Table = readonly (readonly Cell[])[]

type Decision = {
  readonly rule: ItemRule
  /** The two sexes apart, everybody together, or nobody yet. */
  readonly as: 'split' | 'whole' | 'pending'
  readonly cells: readonly Cell[]
  readonly isMerged: boolean
}

type Earlier = { readonly rules: readonly ItemRule[]; readonly decisions: readonly Decision[]; readonly taken: Strata }

function decide(rule: ItemRule, table: Table, earlier: Earlier, level: Group['level'], insiders: number): Decision {
  const pending = (isMerged: boolean): Decision => ({ rule, as: 'pending', cells: [], isMerged })
  if (!mayStandAt(rule, level)) return pending(false)

  const cells = eligible(rule, table[rule.place] ?? [], earlier)
  const girls = cells.filter(({ stratum }) => stratum.sex === 'female')
  const boys = cells.filter(({ stratum }) => stratum.sex === 'male')
  const isEnough = (some: readonly Cell[]) => total(answersOf(some)) >= rule.minimum
  const isFine = (some: readonly Cell[]) => isSafe(rule.item, answersOf(some), rule.minimum, insiders)

  const wouldSplit = maySplit(rule, [...girls, ...boys], earlier) && isEnough(girls) && isEnough(boys)
  if (wouldSplit && isFine(girls) && isFine(boys)) return { rule, as: 'split', cells: [...girls, ...boys], isMerged: false }
  if (isEnough(cells) && isFine(cells)) return { rule, as: 'whole', cells, isMerged: wouldSplit }
  return pending(isEnough(cells))
}

/** Those for whom every ancestor is sealed, or is being sealed now. */
function eligible(rule: ItemRule, cells: readonly Cell[], earlier: Earlier): readonly Cell[] {
  const { rules, taken } = earlier
  const ready = cells.filter(({ stratum }) => waitsAfter(rules, stratum, taken) === 0)
  if (rule.item.indexOf) return arePartedAlike(rule, cells, earlier) ? ready.filter(({ stratum }) => stratum.waitsFor > 0) : []
  // Where two items that know nothing of each other decide together, a part of the ready could cut an atom.
  return isChain(rule, rules) || ready.length === cells.length ? ready : []
}

/**
 * Whether all questions of an index part the same people in the same way now. Scores of people whom one question parts and another
 * doesn't would tell how the parts answered the other one (`attack/joint.ts` finds them).
 */
function arePartedAlike({ ancestors }: ItemRule, cells: readonly Cell[], { decisions }: Earlier): boolean {
  const [first, ...others] = ancestors.map((ancestor) => decisions[ancestor]?.as)
  const all = 2 ** ancestors.length - 1
  return others.every((as) => as === first) && cells.every(({ stratum: { waitsFor } }) => waitsFor === 0 || waitsFor === all)
}

/** Whether each ancestor is asked because of all those before it. */
function isChain({ ancestors }: ItemRule, rules: readonly ItemRule[]): boolean {
  return ancestors.every((ancestor, index) => rules[ancestor]?.ancestors.length === index)
}

/** A follow-up is parted by sex only where all its respondents come from atoms that are being parted now. */
function maySplit({ ancestors }: ItemRule, cells: readonly Cell[], { decisions }: Earlier): boolean {
  return (
    ancestors.every((ancestor) => decisions[ancestor]?.as === 'split') &&
    cells.every(({ stratum }) => stratum.waitsFor === 2 ** ancestors.length - 1)
  )
}

function makeAtoms(questionnaire: Questionnaire, unit: UnitKey, decisions: readonly Decision[]): readonly SealedAtom[] {
  const layout = codebook(questionnaire)
  const rowOf = (as: Decision['as'], of: readonly string[]) => {
    const counts: number[] = Array.from({ length: layout.width }, () => 0)
    for (const { item, place, offset } of layout.cells) {
      const decision = decisions[place]
      if (decision?.as !== as) continue
      for (const cell of decision.cells) {
        if (!of.includes(cell.stratum.sex)) continue
        add(counts, offset + answeredAt, total(cell.answers))
        add(counts, offset + declinedAt, cell.declined)
        add(counts, offset + blankAt, cell.blank)
        for (const option of item.options.keys()) {
          for (const [value, count] of cell.answers) if (chooses(item, value, option)) add(counts, offset + optionsAt + option, count)
        }
      }
    }
    return counts
  }
  const rows: readonly (readonly [SplitSex | null, readonly number[]])[] = [
    ['female', rowOf('split', ['female'])],
    ['male', rowOf('split', ['male'])],
    [null, rowOf('whole', sexes)],
  ]
  return rows.filter(([, counts]) => counts.some((count) => count > 0)).map(([sex, counts]) => sealed(unit, sex, counts))
}

/** The one place where the seal is set. */
function sealed(unit: UnitKey, sex: SplitSex | null, counts: readonly number[]): SealedAtom {
  return { unit, sex, counts } as SealedAtom
}

function tabulate(questionnaire: Questionnaire, counts: readonly AnswerCount[]): Table {
  const table = countedItems(questionnaire).map(() => new Map<string, Cell>())
  for (const { sex, place, waitsFor, value, count } of counts) {
    const row = table[place]
    if (row === undefined) throw new RangeError('an answer to an item that the questionnaire does not have')
    const key = `${sex} ${waitsFor}`
    const cell = row.get(key) ?? { stratum: { sex, place, waitsFor }, answers: new Map<number, number>(), declined: 0, blank: 0 }
    row.set(key, cell)
    if (value === declined) cell.declined += count
    else if (value === blank) cell.blank += count
    else cell.answers.set(value, (cell.answers.get(value) ?? 0) + count)
  }
  return table.map((row) => [...row.values()])
}

function answersOf(cells: readonly Cell[]): Tally {
  const merged = new Map<number, number>()
  for (const { answers } of cells) for (const [value, count] of answers) merged.set(value, (merged.get(value) ?? 0) + count)
  return merged
}

function isAnswer(value: number): boolean {
  return value !== declined && value !== blank
}

function add(counts: number[], at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count
}
