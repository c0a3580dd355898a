/** What of a report is published with an assessment: the institution's own figures, question by question, and no comparison with others. */
import type { EnvironmentPublication } from './publication-schema.ts'
import type { Card } from '../report/card.ts'
import { finding } from '../report/finding.ts'
import type { ItemText } from '../questionnaire/questionnaire.ts'

type Texts = { readonly themes: Readonly<Record<string, string>>; readonly items: Readonly<Record<string, ItemText>> }
type BothTexts = { readonly da: Texts; readonly en: Texts }

type ThemeCards = { readonly theme: string; readonly cards: readonly Card[] }

/** Shares of good answers alone: what is shown roughly in the report, because it is sensitive and few have answered, isn't published. */
export function publishedThemes(themes: readonly ThemeCards[], texts: BothTexts): EnvironmentPublication['themes'] {
  const both = (of: (texts: Texts) => string) => ({ da: of(texts.da), en: of(texts.en) })
  return themes.map(({ theme, cards }) => {
    const figures = cards.flatMap((card) => {
      const favourable = card.state === 'shown' ? card.figure?.favourable : null
      const [da, en] = [texts.da.items[card.item], texts.en.items[card.item]]
      if (!favourable || !card.figure || !da || !en) return []
      // On its own: what others answered is not this institution's to publish.
      const alone = { ...card, comparison: null }
      return [
        {
          item: card.item,
          question: { da: da.question, en: en.question },
          finding: { da: finding(alone, da, 'da'), en: finding(alone, en, 'en') },
          n: card.figure.n,
          percent: favourable.percent,
          low: favourable.low,
          high: favourable.high,
        },
      ]
    })
    const hidden = cards.filter(({ state, figure }) => state !== 'shown' || figure === null).length
    return { theme, name: both((one) => one.themes[theme] ?? theme), figures, hidden }
  })
}
