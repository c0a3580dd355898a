/** The attack on what was told of a wave, question by question. */
import { brokenSets } from '#domain/disclosure/attack/algebra.ts'
import { puzzleOf } from '#domain/disclosure/attack/from-ledger.ts'
import { type Attempt, attack, type Learnt } from '#domain/disclosure/attack/learnt.ts'
import type { Solver } from '#domain/disclosure/attack/program.ts'
import { ruleFor } from '#domain/disclosure/attack/rules.ts'
import { type ItemRule, itemRules } from '#domain/disclosure/thresholds.ts'
import { isCounted } from '#domain/questionnaire/codebook.ts'
import type { Told, ToldFigure } from './told.ts'
import { puzzleOfPeople } from './told.ts'
import { asked } from './town.ts'

export type Found = Learnt & { readonly question: string }

export const questions: readonly ItemRule[] = itemRules(asked).filter(({ item }) => isCounted(item))

/** By somebody who knows of everybody in which figures they are. */
export function attackPeople({ figures }: Pick<Told, 'figures'>, solver: Solver): readonly Found[] {
  return questions.flatMap(({ item, questionClass }) => {
    const own = figures.filter(({ question }) => question === item.code)
    return found(item.code, attack(puzzleOfPeople(own, item.kind !== 'multiple'), ruleFor(item, questionClass), solver))
  })
}

/** By somebody who has the ledger alone. */
export function attackLines({ lines }: Pick<Told, 'lines'>, solver: Solver): readonly Found[] {
  return questions.flatMap(({ item, questionClass }) => {
    const { puzzle } = puzzleOf(lines.filter(({ question }) => question === item.code))
    return found(item.code, attack(puzzle, ruleFor(item, questionClass), solver))
  })
}

/** Figures that are no sums of atoms. */
export function notOfAtoms({ figures, atoms }: Told): readonly { readonly question: string; readonly figure: ToldFigure }[] {
  return questions.flatMap(({ item: { code } }) => {
    const own = figures.filter(({ question }) => question === code)
    const broken = brokenSets(
      own.map(({ people }) => new Set(people)),
      (atoms.get(code) ?? []).map((people) => new Set(people)),
    )
    return broken.map(({ published }) => ({ question: code, figure: own[published] as ToldFigure }))
  })
}

function found(question: string, { learnt }: Attempt): readonly Found[] {
  return learnt.map((one) => ({ ...one, question }))
}
