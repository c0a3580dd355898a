/**
 * Indices: several questions of one thing, added up to one score for each respondent when the answers are handed in. A score is
 * counted as an answer is, in steps of ten from 0 to 100, and so is sealed, pooled and hidden by the same rules as any question.
 *
 * An index of our own is no scale: it is called "index of these k questions", has no norm and no name of an illness. What it says
 * of a group is as good as its questions hang together, which `report/` tells the owner (Cronbach's alpha).
 */
import type { Language } from '../text/text.ts'
import type { Index, Item, ItemText, QuestionClass, Questionnaire, QuestionnaireText } from './questionnaire.ts'

/** What a score may be: 0 is the least good answer to all of them, 100 the best. */
export const indexSteps = Array.from({ length: 11 }, (_, step) => String(step * 10))

const strictness: readonly QuestionClass[] = ['open', 'sensitive', 'highlySensitive']

/** What is counted of a respondent, by place: the items, then the indices as items that nobody is asked. */
export function countedItems(questionnaire: Pick<Questionnaire, 'items' | 'indices'>): readonly Item[] {
  const { items, indices = [] } = questionnaire
  return indices.length === 0 ? items : [...items, ...indices.map((index) => itemOf(questionnaire, index))]
}

/** The scores of a submitted row, in the order of the indices: 1 to 11 for 0 to 100 in steps of ten, `blank` where too few are answered. */
export function indexValues(questionnaire: Questionnaire, answers: readonly number[], blank: number): readonly number[] {
  return (questionnaire.indices ?? []).map((index) => {
    const score = scoreOf(itemsOf(questionnaire, index), (item) => answers[questionnaire.items.indexOf(item)] ?? blank)
    return score === null ? blank : Math.round(score / 10) + 1
  })
}

/** Whether an item may be part of one: asked of everybody, one choice, in an order whose one end is the good one. */
export function fitsIndex({ kind, options, favourable, showIf }: Item): boolean {
  const isOrdered = kind === 'single' || kind === 'frequency' || kind === 'agreement' || kind === 'faces' || kind === 'ladder'
  const isAtOneEnd = favourable.includes(options[0] ?? '') !== favourable.includes(options.at(-1) ?? '')
  return isOrdered && options.length > 1 && isAtOneEnd && showIf === undefined
}

/** The indices that are left when only these items are asked: one that has lost an item is another index, and is gone. */
export function indicesOf({ indices = [] }: Questionnaire, items: readonly Pick<Item, 'code'>[]): readonly Index[] {
  const asked = new Set(items.map(({ code }) => code))
  return indices.filter((index) => index.items.every((code) => asked.has(code)))
}

/** As the field of a questionnaire; none is no field. */
export function withIndices(indices: readonly Index[]): Pick<Questionnaire, 'indices'> {
  return indices.length === 0 ? {} : { indices }
}

/** The words of these alone, as the field of a text. */
export function wordsOfIndices(words: QuestionnaireText['indices'], indices: readonly Index[]): Pick<QuestionnaireText, 'indices'> {
  const kept = Object.entries(words ?? {}).filter(([code]) => indices.some((index) => index.code === code))
  return kept.length === 0 ? {} : { indices: Object.fromEntries(kept) }
}

type Worded = { readonly items: Readonly<Record<string, object>>; readonly indices?: Readonly<Record<string, string>> | undefined }

/** The words of a questionnaire with those of its indices beside those of its items, as a report needs them. */
export function withWordsOfIndices<Text extends Worded>(
  { indices = [] }: Pick<Questionnaire, 'indices'>,
  text: Text,
  language: Language,
): Text {
  if (indices.length === 0) return text
  const options = Object.fromEntries(indexSteps.map((step) => [step, step]))
  const worded = indices.map(({ code, items }): readonly [string, ItemText] => {
    const name = text.indices?.[code] ?? code
    return [code, { ...say[language](items.length, name), options }]
  })
  return { ...text, items: { ...text.items, ...Object.fromEntries(worded) } }
}

const say: Readonly<Record<Language, (questions: number, name: string) => Omit<ItemText, 'options'>>> = {
  da: (questions, name) => ({
    question: `Indeks af ${questions} spørgsmål: ${name}`,
    why: 'Indekset lægger svarene sammen til ét tal fra 0 til 100 for hver, der har svaret på mindst halvdelen. 100 er det bedste svar på dem alle. Det er ikke en afprøvet skala.',
    finding: `ligger på 70 eller mere i indekset om ${name}`,
  }),
  en: (questions, name) => ({
    question: `Index of ${questions} questions: ${name}`,
    why: 'The index adds the answers up to one number from 0 to 100 for everybody who has answered at least half of them. 100 is the best answer to all. It is not a validated scale.',
    finding: `are at 70 or more on the index of ${name}`,
  }),
}

/** The mean of what is answered, 0 to 100, reversed items turned; null where fewer than half are (the half rule for missing items). */
function scoreOf(items: readonly Item[], valueOf: (item: Item) => number): number | null {
  const scores = items.flatMap((item) => {
    const value = valueOf(item)
    if (value < 1 || value > item.options.length) return []
    const share = (value - 1) / (item.options.length - 1)
    return [isReversed(item) ? 1 - share : share]
  })
  return scores.length * 2 < items.length || scores.length === 0
    ? null
    : (scores.reduce((sum, score) => sum + score, 0) / scores.length) * 100
}

/** Whether the good end is the first: "never" to being bullied. */
function isReversed({ options, favourable }: Pick<Item, 'options' | 'favourable'>): boolean {
  return favourable.includes(options[0] ?? '')
}

function itemsOf({ items }: Pick<Questionnaire, 'items'>, index: Index): readonly Item[] {
  return index.items.flatMap((code) => items.find((item) => item.code === code) ?? [])
}

function itemOf(questionnaire: Pick<Questionnaire, 'items'>, index: Index): Item {
  const items = itemsOf(questionnaire, index)
  const questionClass = strictness[Math.max(0, ...items.map((item) => strictness.indexOf(item.questionClass)))] ?? 'highlySensitive'
  return {
    code: index.code,
    theme: index.theme,
    kind: 'ladder',
    options: indexSteps,
    indexOf: index.items,
    questionClass,
    // Of sensitive questions the lower half may not be what nearly everybody has.
    sensitiveOptions: questionClass === 'open' ? [] : indexSteps.slice(0, 5),
    favourable: indexSteps.slice(7),
    isCore: items.every(({ isCore }) => isCore),
    isTeachingEnvironment: items.every(({ isTeachingEnvironment }) => isTeachingEnvironment),
  }
}
