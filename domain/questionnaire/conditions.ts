/**
 * Which items a respondent meets: conditions are data, and this is all that reads them.
 *
 * A condition looks back only, so the path is one fold over the items and a circle can't be written. Only
 * answers on the path count: what was answered before somebody went back and chose otherwise is as if it
 * had never been. Declining ("jeg vil ikke svare") chooses no option, so it never leads to a follow-up.
 */
import type { Condition, Item, Questionnaire } from './questionnaire.ts'

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
      return isChosen(condition, passed, (value, place) => value === place)
    case 'atLeast':
      return isChosen(condition, passed, (value, place) => value >= place)
    case 'includes':
      return isChosen(condition, passed, (value, place) => Math.floor(value / 2 ** (place - 1)) % 2 === 1)
  }
}

/** 0 when nothing was chosen: open, declined, off the path, or further on. */
function chosen(code: string, passed: Passed): number {
  return passed.get(code)?.value ?? 0
}

/** `place` is the option's, counted from 1, so that nothing chosen (0) compares as less. False for an option that isn't there. */
function isChosen(
  { item, option }: { readonly item: string; readonly option: string },
  passed: Passed,
  compare: (value: number, place: number) => boolean,
): boolean {
  const place = (passed.get(item)?.item.options.indexOf(option) ?? -1) + 1
  return place > 0 && compare(chosen(item, passed), place)
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
