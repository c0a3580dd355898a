/** Questions and answers in the words they were asked with. */
import type { Words } from '../wording.ts'

/** One response's words: of its own version of the questionnaire, in the reader's language. */
export type Wording = {
  readonly theme: (code: string) => string
  readonly question: (item: string) => string
  readonly options: (item: string, options: readonly string[]) => readonly string[]
}

type Text = {
  readonly themes: Readonly<Record<string, string>>
  readonly items: Readonly<Record<string, { readonly question: string; readonly options: Readonly<Record<string, string>> }>>
}

export function wordingOf(text: Text): Wording {
  return {
    theme: (code) => text.themes[code] ?? code,
    question: (item) => text.items[item]?.question ?? item,
    // A ladder's steps are figures, with words at its ends alone.
    options: (item, options) => options.map((option) => text.items[item]?.options[option] ?? option),
  }
}

type Given = { readonly item: string; readonly state: 'answered' | 'declined' | 'blank' | 'hidden'; readonly options: readonly string[] }

/** »1–2 dage« or "Vil ikke svare". */
export function answerIn({ t, list }: Pick<Words, 't' | 'list'>, wording: Wording, { item, state, options }: Given): string {
  if (state !== 'answered') return t(`child.state.${state}`)
  return list(wording.options(item, options).map((text) => t('child.quoted', { text })))
}
