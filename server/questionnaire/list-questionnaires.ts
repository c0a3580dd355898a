import { listQuestionnaires } from '#api/questionnaire.ts'
import { listCompositions } from '#database/composition.ts'
import { listQuestionnaires as listPublished, type PublishedQuestionnaire } from '#database/questionnaire.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { questionsIn } from '#domain/questionnaire/duration.ts'
import { compareVersions, isComposition } from '#domain/questionnaire/version.ts'
import { languagesOf } from '#domain/questionnaire/wording.ts'
import { mayBeAskedByName } from '#domain/survey/by-name.ts'
import { handle } from '../http/handle.ts'

export const answerListQuestionnaires = handle(listQuestionnaires, async ({ tx }) => {
  const published = await listPublished(tx)
  const compositions = await listCompositions(tx)
  const byVersion = published.toSorted(
    (one, other) =>
      one.questionnaire.code.localeCompare(other.questionnaire.code) ||
      compareVersions(other.questionnaire.version, one.questionnaire.version),
  )
  return byVersion.map(({ questionnaire, texts }) => {
    const { code, version, respondent, grades } = questionnaire
    const own = compositions.find((one) => one.code === code && one.version === version)
    const nameOf = (of: string) => compositions.find((one) => one.code === code && one.version === of)?.name
    return {
      code,
      version,
      title: { da: texts.da.title, en: texts.en.title },
      respondent,
      grades: [...grades],
      items: questionsIn(questionnaire.items),
      themes: questionnaire.themes.length,
      minutes: minutesToAnswer(questionnaire),
      composition: own ? { id: own.id, name: own.name } : null,
      mayBeAskedByName: mayBeAskedByName(questionnaire),
      isNewest: !published.some((other) => takesOver(other, { code, version }, nameOf)),
      languages: [...languagesOf(texts)],
    }
  })
})

/**
 * Whether one takes the other's place for what is planned from now on: the next edition that of an edition, and a municipality's later
 * composition under the same name that of an earlier one. A composition stays when an edition comes: only its owner can make it anew.
 */
function takesOver(
  { questionnaire }: PublishedQuestionnaire,
  { code, version }: { readonly code: string; readonly version: string },
  nameOf: (version: string) => string | undefined,
): boolean {
  if (questionnaire.code !== code || compareVersions(questionnaire.version, version) <= 0) return false
  if (isComposition(questionnaire.version) !== isComposition(version)) return false
  return !isComposition(version) || nameOf(questionnaire.version) === nameOf(version)
}
