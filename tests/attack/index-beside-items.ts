/** The index of the random towns beside its questions: as the product seals it, or as one more question that knows nothing of them. */
import { attackJointly, type Joint } from '#domain/disclosure/attack/joint.ts'
import type { Learnt } from '#domain/disclosure/attack/learnt.ts'
import type { Solver } from '#domain/disclosure/attack/program.ts'
import { ruleFor } from '#domain/disclosure/attack/rules.ts'
import { startWave, type Wave } from '#domain/disclosure/rehearsal.ts'
import { itemRules } from '#domain/disclosure/thresholds.ts'
import { countedItems, indexValues } from '#domain/questionnaire/indices.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { blank } from '#domain/response/answer.ts'
import { asked, playTown, type Town } from './town.ts'

/** The same rows, sealed as if the score were an answer like any other. */
const { indices: _, ...withoutIndices } = asked
export const asAnyQuestion: Questionnaire = {
  ...withoutIndices,
  items: countedItems(asked).map(({ indexOf: __, ...item }) => item),
}

export const sealedAs = (questionnaire: Questionnaire, town: Town): Wave => playTown(town, () => {}, startWave(questionnaire, town.places))

export function attackIndex(wave: Wave, solver: Solver): readonly Learnt[] {
  const rules = itemRules(asked)
  const items = (asked.indices?.[0]?.items ?? []).flatMap((code) => rules.find(({ item }) => item.code === code) ?? [])
  const scored = rules.findIndex(({ item }) => item.indexOf)
  const atoms = wave.memberships.flatMap(({ place, members }): Joint['atoms'] => {
    const of = place === scored ? 'index' : items.findIndex((rule) => rule.place === place)
    if (of === -1) return []
    const size = (rules[place]?.item.options.length ?? 0) + 1
    const said = members.map(({ answers }) => Math.max(0, answers[place] ?? 0))
    const counts = new Map(Array.from({ length: size }, (__, answer) => [answer, said.filter((one) => one === answer).length]))
    return [{ of, people: members.map(({ id }) => id), counts }]
  })
  if (!atoms.some(({ of }) => of === 'index')) return []
  return attackJointly(
    {
      questions: items.map(({ item, questionClass }) => ({ code: item.code, options: item.options, rule: ruleFor(item, questionClass) })),
      atoms,
      stepOf: (pattern) => {
        const row = asked.items.map(({ code }) => pattern[items.findIndex(({ item }) => item.code === code)] || blank)
        return Math.max(0, indexValues(asked, row, blank)[0] ?? 0)
      },
    },
    solver,
  )
}
