/** What a theme says while its questions are folded away: what stands out in it, and of how many questions. */
import type { Card } from './card.ts'
import type { AskedText } from './card-reading.ts'
import { findingAlone, strengthsFirst } from './finding.ts'
import { standouts } from './in-short.ts'
import { type Mark, standingOf } from './marks.ts'
import type { ReportWords } from './report-words.ts'

export type ThemeBrief = {
  /** The question behind the theme's mark; in a theme without one, what goes best. */
  readonly finding: string
  /** "6 spørgsmål · ét tydeligt dårligere · 2 skjulte" */
  readonly counts: string
}

/** That there is no sure difference is said only where something was compared; a theme that is hidden says no more than that. */
export function briefOf(
  cards: readonly Card[],
  textOf: (item: string) => AskedText | undefined,
  { t, counted, language }: ReportWords,
): ThemeBrief {
  const { higher, lower, compared, shown } = standingOf(cards)
  const hidden = cards.length - shown
  const questions = counted('report.theme.questions', cards.length)
  if (shown === 0) return { finding: counted('report.theme.closed', cards.length), counts: questions }
  const told = mostTelling(cards)
  const text = told && textOf(told.item)
  return {
    finding: told && text ? findingAlone(told, text, language) : '',
    counts: [
      questions,
      ...(higher > 0 ? [counted('report.theme.higher', higher)] : []),
      ...(lower > 0 ? [counted('report.theme.lower', lower)] : []),
      ...(compared > 0 && higher + lower === 0 ? [t('report.theme.alike')] : []),
      ...(hidden > 0 ? [counted('report.theme.hidden', hidden)] : []),
    ].join(' · '),
  }
}

/** The first to look at, else the first that goes well, as *in short* tells them; in a theme without either, its first question. */
function mostTelling(cards: readonly Card[]): Card | undefined {
  const { look, well } = standouts(cards)
  const [first] = [...look, ...well]
  return cards.find(({ item }) => item === first?.item) ?? strengthsFirst(cards)[0]
}

type Marked = { readonly mark: { readonly mark: Mark } | null; readonly cards: readonly { readonly state: Card['state'] }[] }

/** Themes as `in-short.ts` tells findings: what goes well, what to look at, the rest, and last what is hidden. Else the questionnaire's order. */
export function standoutsFirst<Theme extends Marked>(themes: readonly Theme[]): readonly Theme[] {
  const rank = ({ mark, cards }: Theme) =>
    mark?.mark === 'well' ? 0 : mark?.mark === 'look' ? 1 : cards.some(({ state }) => state !== 'hidden') ? 2 : 3
  return themes.toSorted((a, b) => rank(a) - rank(b))
}
