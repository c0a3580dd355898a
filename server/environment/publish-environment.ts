import { publishEnvironment } from '#api/environment.ts'
import { findEnvironment, insertPublication, listPublications } from '#database/environment.ts'
import { findMunicipality } from '#database/municipality.ts'
import { mayWriteEnvironment } from '#domain/access/leader-policy.ts'
import { allWords, noWords, whyNotPublish } from '#domain/environment/environment.ts'
import { publishedThemes } from '#domain/environment/publication.ts'
import type { EnvironmentPublication } from '#domain/environment/publication-schema.ts'
import { refuseCpr } from '#domain/network/no-child.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { environmentDocument } from './environment-document.ts'
import { environmentFigures, hasFigures } from './environment-figures.ts'
import { ownPlans } from './own-plans.ts'
import { environmentPlace } from './place.ts'

/** What is published is made whole here, words, plans, figures and paper, and never changes after. */
export const answerPublishEnvironment = handle(publishEnvironment, async ({ actor, tx, params, body, house, today, note }) => {
  const { surveyId, institutionId } = params
  const place = await environmentPlace(tx, actor, params)
  if (!mayWriteEnvironment(actor, institutionId)) throw new Problem('not-allowed')
  const assessment = (await findEnvironment(tx, surveyId, institutionId)) ?? {
    surveyId,
    institutionId,
    words: noWords,
    followUpOn: null,
    nextOn: null,
    revision: 0,
  }
  const plans = await ownPlans(tx, surveyId, institutionId)
  const loaded = await environmentFigures(house, actor, place)
  const { questionnaire, texts } = await publishedQuestionnaire(tx, place.survey.questionnaire)
  const before = await listPublications(tx, surveyId, institutionId)
  const municipality = await findMunicipality(tx)

  if (assessment.revision !== body.revision) throw new Problem('environment-changed-since')
  const isSealed = place.survey.state === 'sealed'
  const refusal = whyNotPublish(assessment, { hasFigures: hasFigures(loaded), isSealed, plans: plans.length }, today)
  if (refusal) throw new Problem(refusal)
  const cpr = refuseCpr(...allWords(assessment.words), ...plans.flatMap(({ title, aim, owner }) => [title, aim, owner]))
  if (cpr) throw new Problem(cpr)
  const { report } = await environmentFigures(house, actor, place, true)
  const document: EnvironmentPublication = {
    municipality: municipality?.name ?? '',
    institution: place.name,
    kind: place.kind,
    survey: report.title,
    schoolYear: report.schoolYear,
    opensOn: report.opensOn,
    closesOn: report.closesOn,
    invited: report.unit.invited,
    answered: report.unit.answered,
    publishedOn: today,
    version: (before[0]?.version ?? 0) + 1,
    words: assessment.words,
    themes: publishedThemes(report.themes, questionnaire, texts),
    plans: plans.map(({ title, aim, owner, startsOn, dueOn }) => ({ title, aim, owner, startsOn, dueOn })),
    followUpOn: assessment.followUpOn ?? today,
    nextOn: assessment.nextOn ?? today,
  }
  const address = `${house.origin}/umv/${tx.municipalityId}/${institutionId}`
  const [pdfDa, pdfEn] = [await environmentDocument(document, 'da', address), await environmentDocument(document, 'en', address)]

  note(`environments:${institutionId}`)
  await insertPublication(tx, { surveyId, institutionId, document, pdfDa, pdfEn, publishedBy: actor.accountId })
  return { version: document.version }
})
