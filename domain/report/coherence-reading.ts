/** What is said of each index to whoever has a say in what is asked: whether its questions hang together, or why that is not said. */
import type { Card } from './card.ts'
import { alphaEnough, alphaMinimum } from './cronbach-alpha.ts'
import { coherenceOf } from './index-coherence.ts'
import type { ReportWords } from './report-words.ts'
import { countedItems } from '../questionnaire/indices.ts'
import type { Questionnaire } from '../questionnaire/questionnaire.ts'
import { writeNumber } from '../text/format.ts'

/** By code of the index; only of those that these cards show. */
export function tellCoherence(
  questionnaire: Pick<Questionnaire, 'items' | 'indices'>,
  cards: readonly Pick<Card, 'item' | 'figure'>[],
  words: ReportWords,
): ReadonlyMap<string, string> {
  const items = countedItems(questionnaire)
  const figures = new Map(cards.map(({ item, figure }) => [item, figure]))
  return new Map(
    items
      .filter(({ code, indexOf }) => indexOf !== undefined && figures.get(code))
      .flatMap((index) => {
        const coherence = coherenceOf(index, items, (code) => figures.get(code))
        return coherence === null ? [] : [[index.code, said(coherence, index.indexOf?.length ?? 0, words)] as const]
      }),
  )
}

/** As lines by themselves, for a form in which no card unfolds. */
export function coherenceLines(
  told: ReadonlyMap<string, string>,
  { items }: { readonly items: Readonly<Record<string, { readonly question: string }>> },
): readonly string[] {
  return [...told].map(([code, coherence]) => `${items[code]?.question ?? code}. ${coherence}`)
}

/** Never without its n and interval, and with what it is held against. */
function said(coherence: NonNullable<ReturnType<typeof coherenceOf>>, questions: number, { t, language }: ReportWords): string {
  if (typeof coherence === 'string') return t(`report.coherence.${coherence}`, { minimum: alphaMinimum, questions })
  const { alpha, low, high, n } = coherence
  const two = (value: number) => writeNumber(value, language, 2)
  return [
    t('report.coherence', { alpha: two(alpha), low: two(low), high: two(high), questions, n }),
    t(alpha < alphaEnough ? 'report.coherence.loose' : 'report.coherence.enough', { enough: two(alphaEnough) }),
    t('report.coherence.how'),
  ].join(' ')
}
