import { getPaperForms } from '#api/paper.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import { mayLeadLesson, mayPrintLetters } from '#domain/access/policy.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { grouped, slipFrom, spaced } from '#domain/survey/code.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from '../response/about.ts'
import { linkAddress, linkOf } from '../survey/invite.ts'
import { type FormOf, formDocument } from './form-document.ts'
import { wordsOn } from './words-on-form.ts'

const danishOrder = new Intl.Collator('da')

/** One form for each who lacks; whoever prints knows whose slip it is, and does not type what comes back (`mayTypeSheet`). */
export const answerGetPaperForms = handle(getPaperForms, async ({ actor, tx, params, query, today, house, note }) => {
  const survey = await findSurvey(tx, params.id)
  const municipality = await findMunicipality(tx)
  if (!survey || !municipality || survey.state === 'draft') throw new Problem('not-found')
  const [first, ...others] = await listInvitees(tx, survey, [query.classId])
  if (!first || !(mayPrintLetters(actor, first) || mayLeadLesson(actor, first.classId))) throw new Problem('not-found')
  if (survey.takesPaper !== true) throw new Problem('paper-not-taken')
  if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const text = wordsOn(published, query.language)

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
  const isByLink = wayIn(published.questionnaire.respondent) === 'link'
  const slipOf = (pupilId: string, turn: number): Pick<FormOf, 'slip' | 'qr'> => {
    if (isByLink) {
      const link = linkOf(house.keyring, tx.municipalityId, survey.id, pupilId, turn)
      return { slip: grouped(link), qr: linkAddress(house.origin, link) }
    }
    const slip = slipFrom(house.keyring.slipSymbols(tx.municipalityId, survey.id, pupilId, turn))
    return { slip: spaced(slip), qr: slip }
  }
  note(`surveys:${survey.id}`, { purpose: 'invitation', pupilIds: waiting.map(({ pupilId }) => pupilId) })
  return formDocument({
    language: query.language,
    about: aboutSurvey(survey, municipality.name, published),
    questionnaire: askedIn(survey.track, published.questionnaire),
    text,
    address: isByLink ? `${new URL(house.origin).host}/svar` : null,
    forms: waiting
      .map(({ pupilId, personId, turn, className, institution }) => ({
        name: names.get(personId) ?? '',
        place: `${className} · ${institution}`,
        ...slipOf(pupilId, turn ?? 0),
      }))
      .toSorted((left, right) => danishOrder.compare(left.name, right.name)),
  })
})
