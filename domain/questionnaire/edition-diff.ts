/** What is different between two versions of a questionnaire, item by item: for those who write it and those who read its figures. */
import type { RespondentLanguage } from '../text/text.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireTexts } from './questionnaire.ts'
import { languagesOf } from './wording.ts'

export type Version = { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }

/** One field of an item's words in one language, before and after. `field` is the member of its text, or `options.<code>`. */
export type WordChange = { readonly language: RespondentLanguage; readonly field: string; readonly before: string; readonly after: string }

export type ItemChange = { readonly code: string; readonly structure: readonly string[]; readonly words: readonly WordChange[] }

export type VersionDiff = {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** The series is broken: a new code asks instead of an old one. Counted neither as added nor as removed. */
  readonly replaced: readonly { readonly code: string; readonly before: string }[]
  /** Stand in another order among those that both have, or in another theme. */
  readonly moved: readonly string[]
  readonly changed: readonly ItemChange[]
  readonly title: readonly WordChange[]
}

/** Parts of an item that are not its place. A change of one of them under the same code breaks what its figures mean. */
const structural = [
  'kind',
  'options',
  'measure',
  'questionClass',
  'sensitiveOptions',
  'favourable',
  'isCore',
  'isTeachingEnvironment',
  'showIf',
  'grid',
  'pictogram',
] as const satisfies readonly (keyof Item)[]

/** The difference from one version to another, in the order of the later one. */
export function diffVersions(before: Version, after: Version): VersionDiff {
  const old = new Map(before.questionnaire.items.map((item) => [item.code, item]))
  const now = new Map(after.questionnaire.items.map((item) => [item.code, item]))
  const replaced = after.questionnaire.items.flatMap(({ code, replaces }) =>
    replaces !== undefined && old.has(replaces) && !now.has(replaces) && !old.has(code) ? [{ code, before: replaces }] : [],
  )
  const isReplacement = new Set(replaced.map(({ code }) => code))
  const isReplaced = new Set(replaced.map((one) => one.before))
  const languages = [...new Set([...languagesOf(before.texts), ...languagesOf(after.texts)])]
  return {
    added: [...now.keys()].filter((code) => !old.has(code) && !isReplacement.has(code)),
    removed: [...old.keys()].filter((code) => !now.has(code) && !isReplaced.has(code)),
    replaced,
    moved: movedItems(before.questionnaire.items, after.questionnaire.items),
    changed: after.questionnaire.items.flatMap((item) => {
      const was = old.get(item.code)
      if (!was) return []
      const structure = structural.filter((part) => JSON.stringify(was[part] ?? null) !== JSON.stringify(item[part] ?? null))
      const words = languages.flatMap((language) =>
        changesOf(language, flat(before.texts[language]?.items[item.code]), flat(after.texts[language]?.items[item.code])),
      )
      return structure.length + words.length === 0 ? [] : [{ code: item.code, structure, words }]
    }),
    title: languages.flatMap((language) => changesOf(language, heads(before.texts, language), heads(after.texts, language))),
  }
}

/** Whether nothing at all is different. */
export function isSame({ added, removed, replaced, moved, changed, title }: VersionDiff): boolean {
  return [added, removed, replaced, moved, changed, title].every((part) => part.length === 0)
}

/** The fewest items that have to be taken up and put elsewhere; those in another theme are always among them. */
function movedItems(before: readonly Item[], after: readonly Item[]): readonly string[] {
  const old = new Map(before.map((item, place) => [item.code, { place, theme: item.theme }]))
  const both = after.flatMap(({ code, theme }) => {
    const was = old.get(code)
    return was && was.theme === theme ? [{ code, place: was.place }] : []
  })
  const stays = new Set(longestRising(both.map(({ place }) => place)).map((at) => both[at]?.code))
  return after.filter(({ code }) => old.has(code) && !stays.has(code)).map(({ code }) => code)
}

/** Places of a longest rising run of the numbers. */
function longestRising(numbers: readonly number[]): readonly number[] {
  const best = numbers.map(() => ({ length: 1, from: -1 }))
  for (const [at, number] of numbers.entries())
    for (let earlier = 0; earlier < at; earlier++) {
      const [mine, theirs] = [best[at], best[earlier]]
      if (mine && theirs && (numbers[earlier] ?? 0) < number && theirs.length + 1 > mine.length)
        best[at] = { length: theirs.length + 1, from: earlier }
    }
  let at = best.reduce((top, one, place) => (one.length > (best[top]?.length ?? 0) ? place : top), 0)
  const run: number[] = []
  while (at >= 0 && best[at]) {
    run.unshift(at)
    at = best[at]?.from ?? -1
  }
  return run
}

function flat(text: ItemText | undefined): Readonly<Record<string, string>> {
  if (!text) return {}
  const { options, ...rest } = text
  return { ...rest, ...Object.fromEntries(Object.entries(options).map(([option, words]) => [`options.${option}`, words])) }
}

function heads(texts: QuestionnaireTexts, language: RespondentLanguage): Readonly<Record<string, string>> {
  const text = texts[language]
  if (!text) return {}
  return {
    title: text.title,
    intro: text.intro,
    ...Object.fromEntries(Object.entries(text.themes).map(([theme, words]) => [`themes.${theme}`, words])),
  }
}

function changesOf(
  language: RespondentLanguage,
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): readonly WordChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((field) => (before[field] ?? '') !== (after[field] ?? ''))
    .map((field) => ({ language, field, before: before[field] ?? '', after: after[field] ?? '' }))
}
