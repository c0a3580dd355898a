import { getLetters } from '#api/survey.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import { mayPrintLetters } from '#domain/access/policy.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkOf } from '../survey/invite.ts'
import { lettersDocument } from './letters-document.ts'
import { listNamesOnPaper } from './names-on-paper.ts'

const danishOrder = new Intl.Collator('da')

/** Who has answered or said no gets no letter more; a class where nobody is left has none. */
export const answerGetLetters = handle(getLetters, async ({ actor, tx, params, query, today, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  if (!survey || survey.state === 'draft') throw new Problem('not-found')
  const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
  const municipality = await findMunicipality(tx)
  const [first, ...others] = await listInvitees(tx, survey, [query.classId])
  if (!municipality || !first || !mayPrintLetters(actor, first) || wayIn(questionnaire.respondent) === 'lesson')
    throw new Problem('not-found')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')

  const waiting = [first, ...others].filter(
    ({ pupilId, turn, decision }) =>
      turn !== null && decision === 'undecided' && (query.pupilId === undefined || query.pupilId === pupilId),
  )
  if (waiting.length === 0) throw new Problem('nobody-to-write-to')
  const names = await listNamesOnPaper(
    tx,
    house.keyring,
    waiting.map(({ personId }) => personId),
  )
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: waiting.map(({ pupilId }) => pupilId) })
  return lettersDocument({
    origin: house.origin,
    language: query.language,
    municipalityId: tx.municipalityId,
    municipality: municipality.name,
    survey,
    respondent: questionnaire.respondent,
    minutes: minutesToAnswer(questionnaire),
    letters: waiting
      .map(({ pupilId, personId, turn, className, institution }) => ({
        name: names.get(personId) ?? '',
        place: `${className} · ${institution}`,
        link: linkOf(house.keyring, tx.municipalityId, survey.id, pupilId, turn ?? 0),
      }))
      .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
  })
})
