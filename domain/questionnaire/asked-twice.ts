/** The same thing asked twice: within one questionnaire, and of one year group in one school year. */

/** A question as it is compared. Words are Danish, which every question has. */
export type Asked = { readonly code: string; readonly theme: string; readonly replaces?: string | undefined; readonly question: string }

export type Twice = {
  readonly code: string
  readonly other: string
  /** `same` has one code, or replaces the other; `alike` is in the same theme and says nearly the same. */
  readonly how: 'same' | 'alike'
}

/** Words that carry no subject. */
const small = new Set(
  (
    'i på til af for med om er en et den det de du dig din dit dine at og eller så som har hvor hvordan hvad hvilke hvilken hvornår mange tit ' +
    'ofte sidste denne dette der kan vil skal var blevet bliver gange uge uger dag dage syv fra ved jeres jer dit barn'
  ).split(' '),
)

/** A word without the most usual endings. A few letters stay, so that short words do not become one. */
function stem(word: string): string {
  return word.replace(/(?:erne|ene|ende|este|ere|en|et|er|es|e|s)$/u, (ending) => (word.length - ending.length >= 3 ? '' : ending))
}

function subjectWords(question: string): ReadonlySet<string> {
  const found = question.toLowerCase().match(/\p{L}+/gu) ?? []
  return new Set(found.filter((word) => !small.has(word)).map(stem))
}

/** How alike two questions are, 0-1: the share of all their subject words that both have (Jaccard 1901). */
export function likeness(left: string, right: string): number {
  const [a, b] = [subjectWords(left), subjectWords(right)]
  const both = [...a].filter((word) => b.has(word)).length
  const all = a.size + b.size - both
  return all === 0 ? 0 : both / all
}

/** From here on two questions in one theme are shown to whoever composes. Our own choice: it warns, and never stops anybody. */
const alikeFrom = 0.6

/** How one question is asked again by another, or not at all. */
export function twiceOf(one: Asked, other: Asked): Twice | undefined {
  const isSame = one.code === other.code || one.replaces === other.code || other.replaces === one.code
  if (isSame) return { code: one.code, other: other.code, how: 'same' }
  const isAlike = one.theme === other.theme && likeness(one.question, other.question) >= alikeFrom
  return isAlike ? { code: one.code, other: other.code, how: 'alike' } : undefined
}

/** Every pair within one list, in its order. */
export function askedTwiceWithin(items: readonly Asked[]): readonly Twice[] {
  return items.flatMap((one, place) => items.slice(place + 1).flatMap((other) => twiceOf(one, other) ?? []))
}

/** Every question of a list that another list asks too. */
export function askedTwiceBetween(items: readonly Asked[], others: readonly Asked[]): readonly Twice[] {
  return items.flatMap((one) => others.flatMap((other) => twiceOf(one, other) ?? []).slice(0, 1))
}
