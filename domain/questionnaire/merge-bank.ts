/**
 * A question of the bank field by field, as an author and its translators write it at once: words of each language are fields of their own,
 * and all of the structure is one, for its parts hold each other.
 */
import { changedFields, type Fields, isSameText, mergeFields } from '../text/merge-fields.ts'
import { type RespondentLanguage, respondentLanguages } from '../text/text.ts'
import { type BankContent, type BankText, withWords } from './bank.ts'

const structureOf = ({ item, respondents, grades }: BankContent) => ({ item, respondents, grades })

/** Every field, by language and name: `en.options.never`; and `structure`, the rest. */
export function bankFields(content: BankContent): Fields {
  const words = respondentLanguages.flatMap((language) => {
    const { options, ...others } = content.texts[language]
    return [
      ...Object.entries(others).map(([field, text]) => [`${language}.${field}`, text] as const),
      ...Object.entries(options).map(([option, text]) => [`${language}.options.${option}`, text] as const),
    ]
  })
  return { ...Object.fromEntries(words), structure: JSON.stringify(structureOf(content), inOneOrder) }
}

/** The same structure is the same text, however its parts were put together. */
function inOneOrder(_: string, part: unknown): unknown {
  if (typeof part !== 'object' || part === null || Array.isArray(part)) return part
  return Object.fromEntries(Object.entries(part).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}

/** The content with these fields in the place of its own. */
export function withBankFields(before: BankContent, { structure, ...words }: Fields): BankContent {
  const changed: ReturnType<typeof structureOf> = structure === undefined ? structureOf(before) : JSON.parse(structure)
  const textIn = (language: RespondentLanguage): BankText =>
    Object.entries(words).reduce(
      (text, [name, value]) => (name.startsWith(`${language}.`) ? withWords(text, name.slice(language.length + 1), value) : text),
      before.texts[language],
    )
  return { ...before, ...changed, texts: { da: textIn('da'), en: textIn('en'), ar: textIn('ar'), uk: textIn('uk') } }
}

/**
 * As `mergeFields`; and whoever has changed which answers there are, and whoever has worded the answers there were, are asked: the words
 * of an answer that is gone would be seen by nobody.
 */
export function mergeBankFields(read: Fields, mine: Fields, theirs: Fields): ReturnType<typeof mergeFields> {
  const { merged, clashes } = mergeFields(read, mine, theirs)
  const hasOtherAnswers = (by: Fields) => answersOf(by) !== answersOf(read)
  const wordsAnswers = (by: Fields) => changedFields(read, by).some((name) => name.includes('.options.'))
  const isTorn = (hasOtherAnswers(mine) && wordsAnswers(theirs)) || (hasOtherAnswers(theirs) && wordsAnswers(mine))
  if (!isTorn || clashes.includes('structure') || isSameText(mine['structure'], theirs['structure'])) return { merged, clashes }
  return { merged: { ...merged, structure: mine['structure'] ?? '' }, clashes: [...clashes, 'structure'] }
}

function answersOf({ structure = '{}' }: Fields): string {
  const { item }: Partial<ReturnType<typeof structureOf>> = JSON.parse(structure)
  return JSON.stringify([item?.kind, item?.options])
}
