import { submitSheet } from '#api/paper.ts'
import { lockInvitationBySlip, saveNamedInvitation } from '#database/consent.ts'
import { deleteDraft } from '#database/draft.ts'
import { countIn, findColourRules, insertNamedResponse } from '#database/health.ts'
import { deleteTypings, lockTypings } from '#database/paper.ts'
import { findInvitation, insertResponse, lockDecision, saveTurnout } from '#database/response.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { askedIn } from '#domain/questionnaire/asked-in.ts'
import { answersOf, type Entries, type Entry, writtenOf } from '#domain/paper/entry.ts'
import { compare } from '#domain/paper/typing.ts'
import { countable, submit } from '#domain/response/submit.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import type { House } from '../house.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { type FoundSheet, findSheet, withSheet } from './find-sheet.ts'
import { noteLook } from './open-sheet.ts'
import { refuseImpossible } from './typings.ts'

/**
 * A sheet becomes an answer like any other: by the same path, the same possible values, the same row. It takes two typings that
 * agree, or whose differences are settled. The typings go, and in the statistics track nothing says that it came on paper.
 */
export const answerSubmitSheet = handleOutside(submitSheet, async ({ actor, body, house, now, today, newId }) => {
  const sheet = await findSheet(house, actor, body.sheet, today)
  refuseImpossible(sheet.questionnaire, body.settled)

  await withSheet(house, actor, sheet, async (tx) => {
    if (sheet.track === 'statistics') {
      const invitation = await findInvitation(tx, sheet.slipHmac)
      if (!invitation) throw new Problem('sheet-unknown')
      const decision = await lockDecision(tx, invitation, sheet.slipHmac)
      if (decision !== 'undecided') throw new Problem(decision === 'answered' ? 'sheet-answered' : 'sheet-declined')
      const { answers } = await joined(house, tx, sheet, body.settled, today)
      await deleteDraft(tx, 'statistics', sheet.slipHmac)
      await deleteTypings(tx, sheet)
      await saveTurnout(tx, invitation, sheet.slipHmac, 'answered')
      await insertResponse(tx, newId(), invitation, countable(sheet.questionnaire, answers))
      return
    }
    const { answers, entries } = await joined(house, tx, sheet, body.settled, today)
    await keepByName(house, tx, sheet, { answers, entries, id: newId(), copyId: newId(), now, today })
    await noteLook(tx, sheet, { actor, now, act: 'paper.submitted' })
  })
})

type Settled = readonly { readonly place: number; readonly entry: Entry }[]

/** Both typings as one sheet, and the row it becomes. */
async function joined(
  house: House,
  tx: Tx,
  sheet: FoundSheet,
  settled: Settled,
  today: string,
): Promise<{ readonly entries: Entries; readonly answers: readonly number[] }> {
  const [first, second] = await lockTypings(tx, house.keyring, sheet)
  if (first?.isDone !== true || second?.isDone !== true) throw new Problem('sheet-typed-once')
  const survey = await findSurvey(tx, sheet.surveyId)
  if (!survey || !takesAnswers(survey, today)) throw new Problem('survey-not-open')

  const compared = compare(sheet.questionnaire, first.entries, second.entries, new Map(settled.map(({ place, entry }) => [place, entry])))
  if ('unsettled' in compared) throw new Problem('sheet-differs', { places: compared.unsettled })
  const submitted = submit(sheet.questionnaire, answersOf(compared.entries))
  if ('impossible' in submitted) throw new Problem('answer-not-possible', { places: submitted.impossible })
  return { entries: compared.entries, answers: submitted.answers }
}

type Kept = {
  readonly answers: readonly number[]
  readonly entries: Entries
  readonly id: string
  readonly copyId: string
  readonly now: Date
  readonly today: string
}

async function keepByName(house: House, tx: Tx, sheet: FoundSheet, { answers, entries, id, copyId, now, today }: Kept): Promise<void> {
  const { survey, questionnaire, slipHmac } = sheet
  const invitation = await lockInvitationBySlip(tx, slipHmac)
  if (!invitation || invitation.hasAnswered) throw new Problem('sheet-answered')
  // `findSheet` asked whether there is a consent; whoever has taken it back since has done so behind this lock or before it.
  if (invitation.decision !== 'given') throw new Problem('sheet-without-consent')
  const { surveyId, pupilId, personId, classId } = invitation
  const rules = await findColourRules(tx, survey.questionnaire, null)
  const written = writtenOf(entries).filter(({ place }) => answers[place] === 1)

  await insertNamedResponse(tx, house.keyring, {
    id,
    surveyId,
    pupilId,
    personId,
    classId,
    respondent: questionnaire.respondent,
    answeredBy: null,
    questionnaire: survey.questionnaire,
    colourRulesVersion: rules?.version ?? null,
    answers,
    talkAbout: [],
    notTalkAbout: [],
    wishText: '',
    written: Object.fromEntries(written.map(({ place, text }) => [questionnaire.items[place]?.code ?? '', text])),
    submittedAt: now.toISOString(),
    isOnPaper: true,
  })
  await deleteDraft(tx, 'health', slipHmac)
  await deleteTypings(tx, sheet)
  await saveNamedInvitation(tx, invitation, { answeredOn: today })
  const isCounted = await countIn(tx, slipHmac, copyId, countable(askedIn('statistics', questionnaire), answers))
  if (isCounted !== true) throw new Problem('sheet-answered')
}
