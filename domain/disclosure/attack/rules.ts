/**
 * What the attacker counts as too much, by question. The numbers are `product.md`'s and stand here a second time on purpose: were
 * they read from `thresholds.ts`, a threshold that was lowered there by mistake would be lowered for the attacker too.
 */
import type { Rule } from './learnt.ts'
import type { Item, QuestionClass } from '../../questionnaire/questionnaire.ts'

const minimums: Readonly<Record<QuestionClass, number>> = { open: 5, sensitive: 10, highlySensitive: 30 }
const indexMinimum = 10

/** How many respondents put together what they know, and how nearly a small group's number may be known, unless told. */
const usual = { insiders: 2, width: 2 } as const

type Asked = Pick<Item, 'options' | 'sensitiveOptions' | 'indexOf'>

export function ruleFor(item: Asked, questionClass: QuestionClass, insiders: number = usual.insiders): Rule {
  const minimum = item.indexOf ? Math.max(indexMinimum, minimums[questionClass]) : minimums[questionClass]
  const { sensitiveOptions: sensitive } = item
  // Where every answer is sensitive, that everybody gave one of them says nothing.
  const isAll = sensitive.length === item.options.length
  return {
    minimum,
    sensitive: sensitive.length === 0 ? [] : isAll ? sensitive.map((one) => [one]) : [sensitive],
    insiders,
    width: usual.width,
  }
}

/** Of a question that nobody here knows: the lowest threshold there is, and no answer known to be sensitive. */
export function ruleForUnknown(insiders: number = usual.insiders): Rule {
  return { minimum: minimums.open, sensitive: [], insiders, width: usual.width }
}
