/** Questions and answers in the words they were asked with. */
import { measuredInWords } from '#domain/questionnaire/measured-words.ts'
import type { Item } from '#domain/questionnaire/questionnaire.ts'
import type { Language } from '#domain/text/text.ts'
import type { Words } from '../wording.ts'

/** One response's words: of its own version of the questionnaire, in the reader's language. */
export type Wording = {
  readonly theme: (code: string) => string
  readonly question: (item: string) => string
  readonly options: (item: string, options: readonly string[]) => readonly string[]
  readonly measured: (item: string, measured: number) => string
}

type Text = {
  readonly themes: Readonly<Record<string, string>>
  readonly items: Readonly<
    Record<string, { readonly question: string; readonly unit?: string | undefined; readonly options: Readonly<Record<string, string>> }>
  >
}

type Asked = { readonly items: readonly (Pick<Item, 'code' | 'kind'> & { readonly measure?: Item['measure'] | undefined })[] }

export function wordingOf({ items }: Asked, text: Text, language: Language): Wording {
  return {
    theme: (code) => text.themes[code] ?? code,
    question: (item) => text.items[item]?.question ?? item,
    // A ladder's steps are figures, with words at its ends alone.
    options: (item, options) => options.map((option) => text.items[item]?.options[option] ?? option),
    measured: (code, measured) => {
      const { kind = 'number', measure } = items.find((item) => item.code === code) ?? {}
      return measuredInWords(measure ? { kind, measure } : { kind }, measured, text.items[code]?.unit, language)
    },
  }
}

type Given = {
  readonly item: string
  readonly state: 'answered' | 'declined' | 'blank' | 'hidden'
  readonly options: readonly string[]
  readonly measured: number | null
  readonly text: string | null
}

/** »1–2 dage«, "kl. 21.30", what was written, or "Vil ikke svare". */
export function answerIn(
  { t, list }: Pick<Words, 't' | 'list'>,
  wording: Wording,
  { item, state, options, measured, text }: Given,
): string {
  if (state !== 'answered') return t(`child.state.${state}`)
  if (text !== null) return t('child.quoted', { text })
  if (measured !== null) return wording.measured(item, measured)
  return list(wording.options(item, options).map((text) => t('child.quoted', { text })))
}
