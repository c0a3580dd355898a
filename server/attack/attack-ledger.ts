/** The attack on a whole ledger, question by question of each wave, in bounded time and memory. */
import { type KnownGroup, puzzleOf, questionsOf, type Shrunk } from '#domain/disclosure/attack/from-ledger.ts'
import { attack, type Learnt, type Rule } from '#domain/disclosure/attack/learnt.ts'
import type { Solver } from '#domain/disclosure/attack/program.ts'
import { ruleForUnknown } from '#domain/disclosure/attack/rules.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'

export type Knowledge = {
  readonly groups: readonly KnownGroup[]
  readonly rules: ReadonlyMap<string, Rule>
  readonly insiders: number
}

export type QuestionAttack = {
  readonly wave: string
  readonly question: string
  readonly lines: number
  readonly minimum: number
  /** A question that no questionnaire here has, as a municipality's own: held to the lowest threshold alone. */
  readonly isUnknown: boolean
  readonly learnt: readonly Learnt[]
  /** Figures that went down by fewer than the threshold. */
  readonly shrunk: readonly Shrunk[]
  readonly isCutShort: boolean
  /** Programs that were too large or took too long. */
  readonly unsolved: number
}

export function* attackLedger(
  lines: readonly PublicationLine[],
  { groups, rules, insiders }: Knowledge,
  solver: Solver,
): Generator<QuestionAttack> {
  for (const { wave, question, lines: told } of questionsOf(lines)) {
    const { puzzle, shrunk } = puzzleOf(told, groups)
    const known = rules.get(question)
    const rule = known ?? ruleForUnknown(insiders)
    const { learnt, isCutShort, unsolved } = attack(puzzle, rule, solver)
    yield {
      wave,
      question,
      lines: told.length,
      minimum: rule.minimum,
      isUnknown: known === undefined,
      learnt,
      shrunk: shrunk.filter(({ from, to }) => from - to < rule.minimum),
      isCutShort,
      unsolved,
    }
  }
}
