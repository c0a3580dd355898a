/**
 * Which items a respondent meets: conditions are data, and this is all that reads them.
 *
 * A condition looks back only, so the path is one fold over the items and a circle can't be written. Only
 * answers on the path count: what was answered before somebody went back and chose otherwise is as if it
 * had never been. Declining ("jeg vil ikke svare") chooses no option, so it never leads to a follow-up.
 */
import type { Condition, Item, Questionnaire } from './questionnaire.ts'
import { chooses } from './value.ts'

/** Answers by place of the item, as in `response/answer.ts`. */
type Given = readonly (number | null | undefined)[]

/** For each item in order, whether it is asked of somebody who has answered so. */
export function path(questionnaire: Questionnaire, answers: Given): readonly boolean[] {
  const passed = new Map<string, { readonly item: Item; readonly value: number | null }>()
  return questionnaire.items.map((item, place) => {
    const isAsked = item.showIf === undefined || holds(item.showIf, passed)
    passed.set(item.code, { item, value: isAsked ? (answers[place] ?? null) : null })
    return isAsked
  })
}

type Passed = ReadonlyMap<string, { readonly item: Item; readonly value: number | null }>

function holds(condition: Condition, passed: Passed): boolean {
  switch (condition.op) {
    case 'and':
      return condition.all.every((part) => holds(part, passed))
    case 'or':
      return condition.all.some((part) => holds(part, passed))
    case 'not':
      return !holds(condition.condition, passed)
    case 'answered':
      return chosen(condition.item, passed) > 0
    case 'equals':
    case 'includes':
      return isChosen(condition, passed, (place, option) => place === option)
    case 'atLeast':
      return isChosen(condition, passed, (place, option) => place >= option)
  }
}

/** 0 when nothing was chosen: open, declined, off the path, or further on. */
function chosen(code: string, passed: Passed): number {
  return passed.get(code)?.value ?? 0
}

/** Whether one of the options chosen compares so with the one that is named. False when nothing is chosen, and for an option that isn't there. */
function isChosen(
  { item: code, option }: { readonly item: string; readonly option: string },
  passed: Passed,
  compare: (chosen: number, named: number) => boolean,
): boolean {
  const { item, value } = passed.get(code) ?? {}
  const named = item?.options.indexOf(option) ?? -1
  if (!item || !value || named === -1) return false
  return item.options.some((_, place) => chooses(item, value, place) && compare(place, named))
}

/** Codes of the items a condition looks back on. */
export function lookedBackOn(condition: Condition): readonly string[] {
  switch (condition.op) {
    case 'and':
    case 'or':
      return condition.all.flatMap(lookedBackOn)
    case 'not':
      return lookedBackOn(condition.condition)
    default:
      return [condition.item]
  }
}
