import { getComposition } from '#api/composition.ts'
import { findComposition } from '#database/composition.ts'
import { listQuestionnaires } from '#database/questionnaire.ts'
import { themeNamesIn } from '#domain/questionnaire/compose.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { instrumentsFor } from '../questionnaire/instruments-for.ts'
import { baseOf, compositionView } from './composition-view.ts'

export const answerGetComposition = handle(getComposition, async ({ tx, params, today }) => {
  const composition = await findComposition(tx, params.id)
  if (!composition) throw new Problem('not-found')
  const themeNames = themeNamesIn(await listQuestionnaires(tx))
  const base = await baseOf(tx, composition)
  return {
    ...compositionView(composition, base),
    themeNames: themeNames as Record<string, Record<string, string>>,
    instruments: composition.state === 'draft' ? await instrumentsFor(tx, base.questionnaire, today) : [],
  }
})
