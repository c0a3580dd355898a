import { getOptOutLetters } from '#api/survey.ts'
import { findMunicipality } from '#database/municipality.ts'
import { insertOptOutCodes } from '#database/opt-out.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import { mayPrintLetters } from '#domain/access/policy.ts'
import { isAhead } from '#domain/consent/opt-out.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { optOutCode } from '../family/opt-out-letter.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { optOutDocument } from './opt-out-document.ts'
import { listNamesOnPaper } from './names-on-paper.ts'

const danishOrder = new Intl.Collator('da')

/**
 * One letter for each child of a class that is to be asked, from when the survey is planned. Surveys by name have
 * consent instead, and surveys that parents answer are declined by not answering: neither has these letters.
 */
export const answerGetOptOutLetters = handle(
  getOptOutLetters,
  async ({ actor, tx, params, query, today, house, note }) => {
    const survey = await findSurvey(tx, params.id)
    if (!survey || survey.track !== 'statistics' || survey.isRolling) throw new Problem('not-found')
    const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
    const municipality = await findMunicipality(tx)
    const pupils = await listInvitees(tx, survey, [query.classId])
    const [first] = pupils
    if (!municipality || !first || questionnaire.respondent !== 'pupil' || !mayPrintLetters(actor, first)) throw new Problem('not-found')
    if (!isAhead(survey, today)) throw new Problem('survey-not-open')
    const names = await listNamesOnPaper(
      tx,
      house.keyring,
      pupils.map(({ personId }) => personId),
    )

    const letters = pupils.map((pupil) => ({ ...pupil, ...optOutCode(house.keyring, tx.municipalityId, survey.id, pupil.pupilId) }))

    await insertOptOutCodes(
      tx,
      survey.id,
      letters.map(({ pupilId, personId, classId, codeHmac }) => ({ pupilId, personId, classId, codeHmac })),
    )
    note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: letters.map(({ pupilId }) => pupilId) })
    return {
      origin: house.origin,
      municipalityId: tx.municipalityId,
      municipality: municipality.name,
      survey,
      minutes: minutesToAnswer(questionnaire),
      letters: letters
        .map(({ personId, className, institution, code }) => ({
          name: names.get(personId) ?? '',
          place: `${className} · ${institution}`,
          code,
          window: null,
          language: query.language,
        }))
        .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
    }
  },
  optOutDocument,
)
