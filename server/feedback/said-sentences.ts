/** What they said: sentences of the report as pupils may be shown it, in the order chosen. A question that is not among those is not found. */
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { findingAlone } from '#domain/report/finding.ts'
import type { Said } from '#domain/report/use/feedback.ts'
import { forRoom } from '#domain/report/use/room.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { loadReport } from '../report/load-report.ts'
import { Problem } from '../problem.ts'

export async function saidSentences(
  actor: Actor,
  tx: Tx,
  surveyId: string,
  unit: string,
  items: readonly string[],
  audience: string = actor.role,
): Promise<readonly Said[]> {
  const query = { unit, split: 'none', compare: 'none', content: 'all', themes: '' } as const
  const { report, questionnaire } = await loadReport(actor, tx, surveyId, query, 'pupils', { audience, questions: items })
  const { texts } = await publishedQuestionnaire(tx, report.questionnaire)
  const shown = forRoom(report, questionnaire, 'pupils').report.themes.flatMap(({ cards }) => cards)
  return [...new Set(items)].map((item) => {
    const card = shown.find((one) => one.item === item)
    const said = (language: 'da' | 'en') => {
      const text = withWordsOfIndices(questionnaire, texts[language], language).items[item]
      return card && text ? findingAlone(card, text, language) : undefined
    }
    const [da, en] = [said('da'), said('en')]
    if (da === undefined || en === undefined) throw new Problem('not-found')
    return { item, da, en }
  })
}
