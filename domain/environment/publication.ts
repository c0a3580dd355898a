/** What of a report is published with an assessment: the institution's own figures, question by question, and no comparison with others. */
import type { EnvironmentPublication } from './publication-schema.ts'
import { itemRules } from '../disclosure/thresholds.ts'
import type { Card } from '../report/card.ts'
import { finding } from '../report/finding.ts'
import { mayBeShown } from '../report/use/room.ts'
import type { ItemText, Questionnaire } from '../questionnaire/questionnaire.ts'

type Texts = { readonly themes: Readonly<Record<string, string>>; readonly items: Readonly<Record<string, ItemText>> }
type BothTexts = { readonly da: Texts; readonly en: Texts }

type ThemeCards = { readonly theme: string; readonly cards: readonly Card[] }

/**
 * Shares of good answers alone: what is shown roughly in the report, because it is sensitive and few have answered, isn't published. Nor
 * is what a room of parents isn't shown, whoever put it into the questionnaire: everybody reads this.
 */
export function publishedThemes(
  themes: readonly ThemeCards[],
  questionnaire: Questionnaire,
  texts: BothTexts,
): EnvironmentPublication['themes'] {
  const classes = new Map(itemRules(questionnaire).map(({ item, questionClass }) => [item.code, questionClass]))
  const isOpenToAll = ({ item }: Card) => mayBeShown(classes.get(item) ?? 'highlySensitive', 'institution', 'parents')
  const both = (of: (texts: Texts) => string) => ({ da: of(texts.da), en: of(texts.en) })
  return themes.map(({ theme, cards }) => {
    const figures = cards.flatMap((card) => {
      const favourable = card.state === 'shown' && isOpenToAll(card) ? card.figure?.favourable : null
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
    const hidden = cards.filter((card) => card.state !== 'shown' || card.figure === null || !isOpenToAll(card)).length
    return { theme, name: both((one) => one.themes[theme] ?? theme), figures, hidden }
  })
}
