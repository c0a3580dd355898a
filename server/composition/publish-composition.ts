import { publishComposition } from '#api/composition.ts'
import { lockComposition, saveComposition } from '#database/composition.ts'
import { insertQuestionnaire, listOwnVersions, listQuestionnaires } from '#database/questionnaire.ts'
import { compose, isComposed, nextComposition, themeNamesIn } from '#domain/questionnaire/compose.ts'
import { blockingAdded } from '#domain/questionnaire/gate-of-whole.ts'
import { handle } from '../http/handle.ts'
import { instrumentsWithWords } from '../instrument/loaded-packs.ts'
import { Problem } from '../problem.ts'
import { additionsFor } from '../questionnaire/additions.ts'
import { instrumentsFor } from '../questionnaire/instruments-for.ts'
import { baseOf } from './composition-view.ts'

/** Put together anew from what is published now, for a draft may have waited while the bank went on. */
export const answerPublishComposition = handle(publishComposition, async ({ tx, params, body, now, today }) => {
  const before = await lockComposition(tx, params.id)
  if (!before) throw new Problem('not-found')
  if (before.state !== 'draft') throw new Problem('composition-not-draft')
  if (before.revision !== body.revision) throw new Problem('composition-changed-since')
  const base = await baseOf(tx, before)
  const published = await listQuestionnaires(tx)
  const version = nextComposition(before.baseVersion, await listOwnVersions(tx, before.code))

  const composed = compose(base, await additionsFor(tx, published), before.choice, {
    version,
    themeNames: themeNamesIn(published),
    instruments: await instrumentsFor(tx, base.questionnaire, today),
  })
  if (!isComposed(composed)) throw new Problem('composition-not-possible')
  const { questionnaire, texts } = composed
  if (blockingAdded({ questionnaire, texts }, base, await instrumentsWithWords(tx, today)).length > 0)
    throw new Problem('composition-has-findings')

  await insertQuestionnaire(tx, { questionnaire, texts })
  await saveComposition(tx, { ...before, state: 'published', version, revision: before.revision + 1, changedAt: now.toISOString() })
  return { code: questionnaire.code, version }
})
