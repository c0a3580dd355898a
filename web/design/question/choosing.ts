/** Between an answer, a small whole number, and what is marked on the screen: option codes. */
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import { chooses } from '#domain/questionnaire/value.ts'
import { declined } from '#domain/response/answer.ts'

/** Stands for "jeg vil ikke svare" on the screen. No option is called that, for codes are letters, digits and hyphens. */
export const declinedChoice = '~'

type Asked = Pick<Item, 'kind' | 'options' | 'measure'>

/** What is marked for an answer; nothing while there is none. */
export function chosenBy(item: Asked, answer: number | null): readonly string[] {
  if (answer === null) return []
  if (answer === declined) return [declinedChoice]
  return item.options.filter((_, place) => chooses(item, answer, place))
}

/** The answer when so much is marked; null when the last mark was taken back, and the question is open again. */
export function answerOf({ kind, options }: Asked, chosen: readonly string[]): number | null {
  if (chosen.length === 0) return null
  const places = chosen.map((choice) => options.indexOf(choice)).filter((place) => place >= 0)
  return kind === 'multiple' ? places.reduce((sum, place) => sum + 2 ** place, 0) : places[0] === undefined ? declined : places[0] + 1
}

/** The option a digit key stands for: 1 is the first; on the ladder a digit is its own step. */
export function choiceOfDigit({ kind, options }: Asked, key: string): string | undefined {
  if (!/^[0-9]$/.test(key)) return undefined
  return kind === 'ladder' ? options[Number(key)] : options[Number(key) - 1]
}
