/**
 * Sealing: which answers of a group become atoms now. The only maker of `SealedAtom`.
 *
 * For each question by itself the respondents are parted once into atoms, each safe to publish alone, that
 * never change. Every figure anywhere is a sum of atoms, so no combination of figures, at any level or time,
 * tells more than the atoms do (facts of the theorem: `README.md`). What is not sealed is in no total at all,
 * not even as a skip: else a parent less its children would give it back.
 */
import type { SplitSex, SealedAtom } from './atom.ts'
import { type AnswerCount, type Group, type Take, type Takes, leftOver, sexes, takesBetween } from './group.ts'
import { type Tally, chooses, isSafe, total } from './safe.ts'
import { type ItemRule, itemRules } from './thresholds.ts'
import { codebook, optionsAt, answeredAt, blankAt, declinedAt } from '../questionnaire/codebook.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import type { Sex } from '../organisation/organisation.ts'
import { type UnitKey, levels, unitKey } from '../organisation/unit.ts'
import { blank, declined } from '../response/answer.ts'

export type Sealing = {
  readonly atoms: readonly SealedAtom[]
  readonly takes: Takes
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
  const table = tabulate(rules, group.counts)
  const decisions: Decision[] = []
  for (const rule of rules) decisions.push(decide(rule, table, decisions, group, insiders))

  return {
    atoms: makeAtoms(questionnaire, group.unit, table, decisions),
    takes: { female: takesOf(decisions, 'female'), male: takesOf(decisions, 'male'), unknown: takesOf(decisions, 'unknown') },
    mergedUpward: decisions.flatMap(({ rule, isMerged }) => (isMerged ? [{ unit: group.unit, item: rule.item.code }] : [])),
  }
}

export type ClassAnswers = {
  readonly classId: string
  readonly grade: number | null
  readonly counts: readonly AnswerCount[]
}

export type Closing = {
  readonly atoms: readonly SealedAtom[]
  readonly mergedUpward: readonly MergedUpward[]
  readonly takes: readonly { readonly classId: string; readonly takes: Takes }[]
}

/**
 * Seals what an institution has left when the survey has closed: each class, then what remains by year
 * group, then what remains in the institution. What even then is too little goes on to the municipality.
 */
export function closeInstitution(questionnaire: Questionnaire, institutionId: string, classes: readonly ClassAnswers[], insiders: number): Closing {
  const rules = itemRules(questionnaire)
  const atoms: SealedAtom[] = []
  const mergedUpward: MergedUpward[] = []
  let rest = classes.flatMap(({ classId, grade, counts }) => counts.map((count) => ({ ...count, classId, grade })))

  const seal = (unit: Pick<Group, 'unit' | 'level'>, isMember: (count: (typeof rest)[number]) => boolean) => {
    const counts = rest.filter(isMember)
    const sealing = sealGroup(questionnaire, { ...unit, counts }, insiders)
    atoms.push(...sealing.atoms)
    mergedUpward.push(...sealing.mergedUpward)
    rest = [...rest.filter((count) => !isMember(count)), ...leftOver(rules, counts, sealing.takes)]
  }

  for (const { classId } of classes) seal({ unit: unitKey({ level: 'class', classId }), level: 'class' }, (count) => count.classId === classId)
  for (const grade of new Set(classes.map((one) => one.grade))) {
    if (grade !== null) seal({ unit: unitKey({ level: 'yearGroup', institutionId, grade }), level: 'yearGroup' }, (count) => count.grade === grade)
  }
  seal({ unit: unitKey({ level: 'institution', institutionId }), level: 'institution' }, () => true)

  return {
    atoms,
    mergedUpward,
    takes: classes.map(({ classId, counts }) => ({ classId, takes: takesBetween(rules, counts, rest.filter((count) => count.classId === classId)) })),
  }
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
  const { atoms, takes, mergedUpward } = sealGroup(questionnaire, { unit: unitKey({ level: 'municipality' }), level: 'municipality', counts }, insiders)
  const left = leftOver(rules, counts, takes).filter(({ value }) => isAnswer(value))
  const withheld = rules.flatMap(({ place, item }) => {
    const answers = left.reduce((sum, count) => (count.place === place ? sum + count.count : sum), 0)
    return answers > 0 ? [{ item: item.code, answers }] : []
  })
  return { atoms, mergedUpward, withheld }
}

type Cell = { readonly answers: Map<number, number>; declined: number; blank: number }
type Cells = Readonly<Record<'ready' | 'waiting', Cell>>
type Table = readonly Readonly<Record<Sex, Cells>>[]

type Decision = {
  readonly rule: ItemRule
  /** Which atoms take part: the two sexes apart, one together, or none. */
  readonly as: 'split' | 'whole' | 'pending'
  readonly takes: Readonly<Record<Sex, Take>>
  /** Whether nobody of this sex has an answer to this item left afterwards. */
  readonly isCleared: Readonly<Record<Sex, boolean>>
  readonly isMerged: boolean
}

function decide(rule: ItemRule, table: Table, earlier: readonly Decision[], group: Group, insiders: number): Decision {
  const row = table[rule.place] as Table[number]
  const ancestors = rule.ancestors.map((place) => earlier[place] as Decision)
  const open: Record<Sex, Take> = {
    female: ancestors.every(({ isCleared }) => isCleared.female) ? 'all' : 'ready',
    male: ancestors.every(({ isCleared }) => isCleared.male) ? 'all' : 'ready',
    unknown: ancestors.every(({ isCleared }) => isCleared.unknown) ? 'all' : 'ready',
  }
  const nothing = { female: 'nothing', male: 'nothing', unknown: 'nothing' } as const
  const result = (as: Decision['as'], takes: Decision['takes'], isMerged: boolean): Decision => ({
    rule,
    as,
    takes,
    isMerged,
    isCleared: { female: isCleared(row.female, takes.female), male: isCleared(row.male, takes.male), unknown: isCleared(row.unknown, takes.unknown) },
  })
  if (levels.indexOf(group.level) < levels.indexOf(rule.lowestLevel)) return result('pending', nothing, false)

  const girls = answersOf(row.female, open.female)
  const boys = answersOf(row.male, open.male)
  const everybody = merge([girls, boys, answersOf(row.unknown, open.unknown)])
  const isEnough = (tally: Tally) => total(tally) >= rule.minimum
  const isFine = (tally: Tally) => isSafe(rule.item, tally, rule.minimum, insiders)

  const maySplit = ancestors.every(({ as }) => as === 'split') && (ancestors.length === 0 || (isEmpty(row.female.ready) && isEmpty(row.male.ready)))
  const wouldSplit = maySplit && isEnough(girls) && isEnough(boys)
  if (wouldSplit && isFine(girls) && isFine(boys)) return result('split', { ...open, unknown: 'nothing' }, false)
  if (isEnough(everybody) && isFine(everybody)) return result('whole', open, wouldSplit)
  return result('pending', nothing, isEnough(everybody))
}

function takesOf(decisions: readonly Decision[], sex: Sex): readonly Take[] {
  return decisions.map(({ takes }) => takes[sex])
}

function makeAtoms(questionnaire: Questionnaire, unit: UnitKey, table: Table, decisions: readonly Decision[]): readonly SealedAtom[] {
  const { cells, width } = codebook(questionnaire)
  const rowOf = (as: Decision['as'], of: readonly Sex[]) => {
    const counts: number[] = Array.from({ length: width }, () => 0)
    for (const { item, place, offset } of cells) {
      const decision = decisions[place]
      if (decision?.as !== as) continue
      for (const sex of of) {
        for (const cell of taken((table[place] as Table[number])[sex], decision.takes[sex])) {
          add(counts, offset + answeredAt, total(cell.answers))
          add(counts, offset + declinedAt, cell.declined)
          add(counts, offset + blankAt, cell.blank)
          for (const option of item.options.keys()) {
            for (const [value, count] of cell.answers) if (chooses(item, value, option)) add(counts, offset + optionsAt + option, count)
          }
        }
      }
    }
    return counts
  }
  const made: SealedAtom[] = []
  const make = (sex: SplitSex | null, counts: readonly number[]) => {
    if (counts.some((count) => count > 0)) made.push(sealed(unit, sex, counts))
  }
  make('female', rowOf('split', ['female']))
  make('male', rowOf('split', ['male']))
  make(null, rowOf('whole', sexes))
  return made
}

/** The one place where the seal is set. */
function sealed(unit: UnitKey, sex: SplitSex | null, counts: readonly number[]): SealedAtom {
  return { unit, sex, counts } as SealedAtom
}

function tabulate(rules: readonly ItemRule[], counts: readonly AnswerCount[]): Table {
  const cell = (): Cell => ({ answers: new Map(), declined: 0, blank: 0 })
  const cells = (): Cells => ({ ready: cell(), waiting: cell() })
  const table = rules.map(() => ({ female: cells(), male: cells(), unknown: cells() }))
  for (const { sex, place, value, isWaiting, count } of counts) {
    const into = table[place]?.[sex][isWaiting ? 'waiting' : 'ready']
    if (into === undefined) throw new RangeError('an answer to an item that the questionnaire does not have')
    if (value === declined) into.declined += count
    else if (value === blank) into.blank += count
    else into.answers.set(value, (into.answers.get(value) ?? 0) + count)
  }
  return table
}

function taken(cells: Cells, take: Take): readonly Cell[] {
  return take === 'all' ? [cells.ready, cells.waiting] : take === 'ready' ? [cells.ready] : []
}

function answersOf(cells: Cells, take: Take): Tally {
  return merge(taken(cells, take).map(({ answers }) => answers))
}

function isCleared(cells: Cells, take: Take): boolean {
  const remaining = take === 'all' ? [] : take === 'ready' ? [cells.waiting] : [cells.ready, cells.waiting]
  return remaining.every(isEmpty)
}

function isEmpty(cell: Cell): boolean {
  return cell.answers.size === 0 && cell.declined === 0 && cell.blank === 0
}

function isAnswer(value: number): boolean {
  return value !== declined && value !== blank
}

function merge(tallies: readonly Tally[]): Tally {
  const merged = new Map<number, number>()
  for (const tally of tallies) for (const [value, count] of tally) merged.set(value, (merged.get(value) ?? 0) + count)
  return merged
}

function add(counts: number[], at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count
}
