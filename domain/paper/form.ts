/**
 * A questionnaire as a paper form: numbered questions, a number before every box, and the way past what is not meant for
 * everybody in plain words. The same numbers are shown to whoever types the sheet.
 */
import { lookedBackOn, path } from '../questionnaire/conditions.ts'
import type { Condition, Item, ItemText, Questionnaire, QuestionnaireText } from '../questionnaire/questionnaire.ts'
import { writeEntry, declinedKey } from './entry.ts'
import { valueOfMeasured } from '../questionnaire/value.ts'
import { declined } from '../response/answer.ts'

/** A text of the form by its key, with its places filled. */
export type ReadForm = (key: FormKey, values?: Readonly<Record<string, string | number>>) => string
type FormKey = `form.if.${'only' | 'answered' | 'notAnswered' | 'chosen' | 'notChosen' | 'between' | 'notBetween' | 'and' | 'or'}`

/** `goTo` is the number of the next question to answer, where it is not the next on the form; 'end' where none follows. */
export type FormOption = { readonly key: string; readonly text: string; readonly goTo: number | 'end' | null }

export type FormQuestion = {
  readonly block: 'question'
  readonly number: number
  readonly kind: Exclude<Item['kind'], 'information'>
  readonly question: string
  readonly help: string
  /** When it is to be answered, where it is not meant for everybody; else empty. */
  readonly onlyIf: string
  /** Boxes to cross; empty where something is written. */
  readonly options: readonly FormOption[]
  /** What a number counts. */
  readonly unit: string
  /** Whether a month is asked for beside the year. */
  readonly hasMonth: boolean
  readonly declined: FormOption
}

export type FormBlock =
  | { readonly block: 'theme'; readonly title: string }
  | { readonly block: 'text'; readonly text: string; readonly help: string }
  | FormQuestion
  /** Rows that share their boxes and their sentence. */
  | { readonly block: 'grid'; readonly stem: string; readonly rows: readonly FormQuestion[] }

/** Each item's number on the form, by place; null where it has none: a page that is read, and what is never asked in this track. */
export function numbersOf(questionnaire: Questionnaire): readonly (number | null)[] {
  const asked = canBeMet(questionnaire)
  let number = 0
  return questionnaire.items.map(({ kind }, place) => (asked[place] && kind !== 'information' ? ++number : null))
}

/** The form in the order it is printed. `declinedText` stands at the box of "jeg vil ikke svare". */
export function formOf(
  questionnaire: Questionnaire,
  text: QuestionnaireText,
  words: { readonly read: ReadForm; readonly declinedText: string },
): readonly FormBlock[] {
  const numbers = numbersOf(questionnaire)
  const asked = canBeMet(questionnaire)
  const blocks: FormBlock[] = []
  let theme: string | undefined
  for (const [place, item] of questionnaire.items.entries()) {
    if (!asked[place]) continue
    if (item.theme !== theme) blocks.push({ block: 'theme', title: text.themes[item.theme] ?? '' })
    theme = item.theme
    const words_ = text.items[item.code]
    if (item.kind === 'information') {
      blocks.push({ block: 'text', text: words_?.question ?? '', help: words_?.help ?? '' })
      continue
    }
    const question = questionOf(questionnaire, text, { place, item, numbers, words: words_ }, words)
    const before = blocks.at(-1)
    const isRow = item.grid !== undefined && isInGrid(questionnaire, place)
    if (!isRow) blocks.push(question)
    else if (before?.block === 'grid' && questionnaire.items[place - 1]?.grid === item.grid)
      blocks[blocks.length - 1] = { ...before, rows: [...before.rows, question] }
    else blocks.push({ block: 'grid', stem: text.grids?.[item.grid] ?? '', rows: [question] })
  }
  return blocks
}

type Placed = {
  readonly place: number
  readonly item: Item
  readonly numbers: readonly (number | null)[]
  readonly words: ItemText | undefined
}

function questionOf(
  questionnaire: Questionnaire,
  text: QuestionnaireText,
  { place, item, numbers, words }: Placed,
  { read, declinedText }: { readonly read: ReadForm; readonly declinedText: string },
): FormQuestion {
  const goTo = (value: number) => nextAfter(questionnaire, place, value, numbers)
  return {
    block: 'question',
    number: numbers[place] ?? 0,
    kind: item.kind as FormQuestion['kind'],
    question: words?.question ?? '',
    help: words?.help ?? '',
    onlyIf: item.showIf ? read('form.if.only', { condition: inWords(questionnaire, text, item.showIf, false, numbers, read) }) : '',
    options: item.measure
      ? []
      : item.options.map((option, at) => ({
          key: item.kind === 'ladder' ? option : String(at + 1),
          text: words?.options[option] ?? option,
          goTo: item.kind === 'multiple' ? null : goTo(at + 1),
        })),
    unit: words?.unit ?? '',
    hasMonth: item.kind === 'month' && item.measure?.step !== 12,
    declined: { key: declinedKey, text: declinedText, goTo: goTo(declined) },
  }
}

/** Whether an item shares a table with its neighbours: only where none of the rows is for some alone. */
function isInGrid({ items }: Questionnaire, place: number): boolean {
  const { grid } = items[place] ?? {}
  return items.every((item) => item.grid !== grid || item.showIf === undefined)
}

/** Whether anybody can meet an item: not what this track never asks, nor what follows from that alone. */
function canBeMet({ items }: Questionnaire): readonly boolean[] {
  const met = new Set<string>()
  const can = (condition: Condition): boolean => {
    switch (condition.op) {
      case 'and':
        return condition.all.every(can)
      case 'or':
        return condition.all.some(can)
      case 'not':
        return true
      default:
        return met.has(condition.item)
    }
  }
  return items.map(({ code, showIf }) => {
    const isMet = showIf === undefined || can(showIf)
    if (isMet) met.add(code)
    return isMet
  })
}

/**
 * Where somebody goes on who has answered so, when it is not the next question: told where the questions that follow look back on
 * this one alone. What looks back further says itself whom it is for.
 */
export function nextAfter(
  questionnaire: Questionnaire,
  place: number,
  value: number,
  numbers: readonly (number | null)[],
): number | 'end' | null {
  const { items } = questionnaire
  const item = items[place]
  if (!item) return null
  const looksHere = ({ showIf }: Item) => showIf !== undefined && lookedBackOn(showIf).every((code) => code === item.code)
  const after = items.findIndex((one, at) => at > place && !looksHere(one))
  const end = after === -1 ? items.length : after
  if (end === place + 1) return null
  const alone = { ...questionnaire, items: items.map((one, at) => (at === place ? { ...one, showIf: undefined } : one)) } as Questionnaire
  const asked = path(
    alone,
    items.map((_, at) => (at === place ? value : null)),
  )
  const numbered = (from: number) => numbers.find((number, at) => at >= from && number !== null && (at >= end || asked[at] === true))
  const next = numbered(place + 1)
  if (next === undefined) return 'end'
  return next === numbers.find((number, at) => at > place && number !== null) ? null : next
}

function inWords(
  questionnaire: Questionnaire,
  text: QuestionnaireText,
  condition: Condition,
  isNot: boolean,
  numbers: readonly (number | null)[],
  read: ReadForm,
): string {
  const within = (part: Condition, flip = isNot) => inWords(questionnaire, text, part, flip, numbers, read)
  if (condition.op === 'not') return within(condition.condition, !isNot)
  if ('all' in condition) {
    const joins = (condition.op === 'and') === isNot ? 'form.if.or' : 'form.if.and'
    return condition.all.map((part) => within(part)).join(` ${read(joins)} `)
  }
  const place = questionnaire.items.findIndex(({ code }) => code === condition.item)
  const item = questionnaire.items[place]
  const number = numbers[place] ?? ''
  if (!item || condition.op === 'answered') return read(isNot ? 'form.if.notAnswered' : 'form.if.answered', { number })
  const from = item.options.indexOf(condition.option)
  const to = condition.op === 'atLeast' ? item.options.length - 1 : from
  if (item.measure) {
    const { starts, step, to: last } = item.measure
    const [low = last, high = last] = [starts[from], to + 1 < starts.length ? (starts[to + 1] ?? last) - step : last]
    const say = (measured: number) => writeEntry(item, valueOfMeasured(item, measured) ?? null)
    return read(isNot ? 'form.if.notBetween' : 'form.if.between', { number, from: say(low), to: say(high) })
  }
  const options = item.options.slice(from, to + 1).map((option) => `“${text.items[item.code]?.options[option] ?? option}”`)
  return read(isNot ? 'form.if.notChosen' : 'form.if.chosen', { number, options: options.join(` ${read('form.if.or')} `) })
}
