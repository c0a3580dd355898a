import { getLetters } from '#api/survey.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import { mayPrintLetters } from '#domain/access/policy.ts'
import type { Home } from '#domain/invitation/homes.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { listHomes } from '../invitation/list-receivers.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { linkOf } from '../survey/invite.ts'
import { lettersDocument } from './letters-document.ts'
import { listNamesOnPaper } from './names-on-paper.ts'

const danishOrder = new Intl.Collator('da')

/**
 * One letter for each home that is written to, in the family's language where it is known and else in the one asked for. Of a
 * child of whom no grown-up is known there is one to be handed over. Who has answered or said no gets no letter more; a class
 * where nobody is left has none.
 */
export const answerGetLetters = handle(
  getLetters,
  async ({ actor, tx, params, query, today, house, note }) => {
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
    // Whoever has been erased meanwhile has no name to write to.
    const named = waiting.filter(({ personId }) => names.has(personId))
    if (named.length === 0) throw new Problem('nobody-to-write-to')
    const homes = await listHomes(
      tx,
      house.keyring,
      survey,
      today,
      named.map(({ pupilId }) => pupilId),
    )
    note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: named.map(({ pupilId }) => pupilId) })
    return {
      origin: house.origin,
      municipalityId: tx.municipalityId,
      municipality: municipality.name,
      survey,
      respondent: questionnaire.respondent,
      minutes: minutesToAnswer(questionnaire),
      occasion: 'invitation' as const,
      letters: named
        .flatMap(({ pupilId, personId, turn, className, institution }) => {
          const name = names.get(personId) ?? ''
          const link = linkOf(house.keyring, tx.municipalityId, survey.id, pupilId, turn ?? 0)
          return (homes.get(pupilId) ?? [nobodyKnown(questionnaire.respondent)]).map(({ as, window, language }) => ({
            name,
            place: `${className} · ${institution}`,
            link,
            as,
            window,
            language: language ?? query.language,
          }))
        })
        .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
    }
  },
  lettersDocument,
)

/** As the school hands over a letter when the roster tells of no grown-ups. */
function nobodyKnown(respondent: Questionnaire['respondent']): Home {
  return { as: respondent === 'parent' ? 'custodyHolder' : 'self', window: null, language: null }
}
