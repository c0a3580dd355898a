import { getPaperForms } from '#api/paper.ts'
import { listNamedInvitations } from '#database/health.ts'
import { findMunicipality } from '#database/municipality.ts'
import { findSurvey, listInvitees } from '#database/survey.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayLeadLesson, mayOpenChild, mayPrintLetters } from '#domain/access/policy.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { grouped, slipFrom, spaced } from '#domain/survey/code.ts'
import { takesAnswers, wayIn } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { handle } from '../http/handle.ts'
import { listNamesOnPaper } from '../letter/names-on-paper.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from '../response/about.ts'
import { linkAddress, linkOf } from '../survey/invite.ts'
import { type FormOf, formDocument } from './form-document.ts'
import { wordsOn } from './words-on-form.ts'

const danishOrder = new Intl.Collator('da')

/**
 * One form for each who lacks; whoever prints knows whose slip it is, and does not type what comes back (`mayTypeSheet`). By name
 * it is the child's own health professional who prints and types, and only for children with a consent: who has one is theirs alone to know.
 */
export const answerGetPaperForms = handle(
  getPaperForms,
  async ({ actor, tx, params, query, today, house, note }) => {
    const survey = await findSurvey(tx, params.id)
    const municipality = await findMunicipality(tx)
    if (!survey || !municipality || survey.state === 'draft') throw new Problem('not-found')
    const [first, ...others] = await listInvitees(tx, survey, [query.classId])
    const isByName = survey.track === 'health'
    const mayPrint =
      first && (isByName ? mayOpenChild(actor, first.classId) : mayPrintLetters(actor, first) || mayLeadLesson(actor, first.classId))
    if (!mayPrint) throw new Problem('not-found')
    if (survey.takesPaper !== true) throw new Problem('paper-not-taken')
    if (!takesAnswers(survey, today)) throw new Problem('survey-not-open')
    const published = await publishedQuestionnaire(tx, survey.questionnaire)
    const text = wordsOn(published, query.language)

    const consented = isByName ? await listConsented(house, actor, survey.id, query.classId) : undefined

    const waiting = [first, ...others].filter(
      ({ pupilId, turn, decision }) =>
        turn !== null &&
        decision === 'undecided' &&
        (query.pupilId === undefined || query.pupilId === pupilId) &&
        consented?.has(pupilId) !== false,
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
    return {
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
    }
  },
  formDocument,
)

/** Children of the class whose answers may be read by name. Whether it still holds is asked again when the sheet is typed. */
async function listConsented(house: House, actor: Actor, surveyId: string, classId: string): Promise<ReadonlySet<string>> {
  const invitations = await house.doors.as(actor, 'health', (tx) => listNamedInvitations(tx, { classIds: [classId] }), { readOnly: true })
  return new Set(invitations.flatMap((one) => (one.surveyId === surveyId && one.decision === 'given' ? [one.pupilId] : [])))
}
