/** What the editor does to a question: each a new content, so that the one before can be put back. */
import { type BankContent, firstMeasure, firstOptions } from '#domain/questionnaire/bank.ts'
import type { Item, ItemKind, QuestionClass } from '#domain/questionnaire/questionnaire.ts'
import { startingWords } from '#domain/questionnaire/standard-scales.ts'
import { type RespondentLanguage, respondentLanguages } from '#domain/text/text.ts'

type Texts = BankContent['texts']

function withTexts(texts: Texts, change: (text: Texts['da'], language: RespondentLanguage) => Texts['da']): Texts {
  const [da, en, ar, uk] = respondentLanguages.map((language) => change(texts[language], language)) as [
    Texts['da'],
    Texts['da'],
    Texts['da'],
    Texts['da'],
  ]
  return { da, en, ar, uk }
}

const chosen: readonly ItemKind[] = ['single', 'multiple', 'frequency', 'agreement']

/** Another way to answer. Answers that are chosen among keep their words; others begin with what their kind begins with. */
export function withKind(content: BankContent, kind: ItemKind): BankContent {
  const { measure: _, ...item } = content.item
  const keeps = chosen.includes(item.kind) && chosen.includes(kind) && item.options.some((option) => content.texts.da.options[option])
  if (keeps) return { ...content, item: { ...item, kind } }
  const options = firstOptions(kind)
  return {
    ...content,
    item: { ...item, kind, options, ...firstMeasure(kind), sensitiveOptions: [], favourable: [] },
    texts: withTexts(content.texts, (text, language) => ({ ...text, options: startingWords(kind, language), finding: '' })),
  }
}

/** One more answer, at the end. Its code is never shown and never given twice. */
export function withOption(content: BankContent): BankContent {
  const { item } = content
  const used = new Set([...item.options, ...Object.keys(content.texts.da.options)])
  const code = Array.from({ length: 60 }, (_, at) => `o${at + 1}`).find((one) => !used.has(one)) ?? `o${used.size + 1}`
  const { measure } = item
  const next: Item = { ...item, options: [...item.options, code] }
  if (!measure) return { ...content, item: next }
  const last = measure.starts.at(-1) ?? measure.from
  return { ...content, item: { ...next, measure: { ...measure, starts: [...measure.starts, Math.min(last + measure.step, measure.to)] } } }
}

export function withoutOption(content: BankContent, option: string): BankContent {
  const { item } = content
  const at = item.options.indexOf(option)
  const left = (codes: readonly string[]) => codes.filter((code) => code !== option)
  const next: Item = {
    ...item,
    options: left(item.options),
    favourable: left(item.favourable),
    sensitiveOptions: left(item.sensitiveOptions),
    ...(item.measure ? { measure: { ...item.measure, starts: item.measure.starts.filter((_, place) => place !== at) } } : {}),
  }
  return {
    ...content,
    item: next,
    texts: withTexts(content.texts, (text) => {
      const { [option]: _, ...options } = text.options
      return { ...text, options }
    }),
  }
}

/** One place up or down; bands keep their beginnings, for those rise. */
export function withMoved(content: BankContent, option: string, by: -1 | 1): BankContent {
  const options = [...content.item.options]
  const at = options.indexOf(option)
  const to = at + by
  if (at < 0 || to < 0 || to >= options.length) return content
  options.splice(to, 0, ...options.splice(at, 1))
  return { ...content, item: { ...content.item, options } }
}

export function withMarked(content: BankContent, list: 'favourable' | 'sensitiveOptions', option: string, isMarked: boolean): BankContent {
  const { item } = content
  const marked = item.options.filter((code) => (code === option ? isMarked : item[list].includes(code)))
  return { ...content, item: { ...item, [list]: marked } }
}

/** A class; open questions have no sensitive answers. */
export function withClass(content: BankContent, questionClass: QuestionClass): BankContent {
  const { item } = content
  return {
    ...content,
    item: { ...item, questionClass, sensitiveOptions: questionClass === 'open' ? [] : item.sensitiveOptions },
  }
}

/** Whether a picture may stand above it: who does not read yet meets it, up to grade 3. */
export function mayHavePictogram({ respondents, grades, item }: BankContent): boolean {
  return item.pictogram !== undefined || (respondents.includes('pupil') && grades.some((grade) => grade <= 3))
}

/** Another picture above the question, or none where the name is empty. */
export function withPictogram(content: BankContent, name: string): BankContent {
  const { pictogram: _, ...item } = content.item
  return { ...content, item: name === '' ? item : { ...item, pictogram: name } }
}
