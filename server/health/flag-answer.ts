import { flagAnswer } from '#api/health.ts'
import { lockNamedInvitation, saveNamedInvitation } from '#database/consent.ts'
import { deleteFlag, findNamedResponse, listFlags, saveFlag } from '#database/health.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { flagShown, namesOfAccounts } from './open-child.ts'

/** The colour stays what it was: a mark adds the professional's judgement and takes nothing away. */
export const answerFlagAnswer = handle(flagAnswer, async ({ actor, tx, params, body, today, house, note }) => {
  const response = await findNamedResponse(tx, params.id)
  if (!response) throw new Problem('not-found')
  const { id: responseId, surveyId, pupilId, classId } = response
  await lockNamedInvitation(tx, surveyId, pupilId)
  const { questionnaire } = await publishedQuestionnaire(tx, response.questionnaire)
  if (!questionnaire.items.some(({ code }) => code === body.item)) throw new Problem('not-found')
  note(`response:${responseId}`, { pupilIds: [pupilId] })
  const { flag } = body

  const followUpOn = flag?.kind === 'followUp' ? flag.on : null
  const set = flag && { responseId, pupilId, item: body.item, kind: flag.kind, followUpOn, accountId: actor.accountId, setOn: today }

  if (set) await saveFlag(tx, { ...set, classId })
  else await deleteFlag(tx, responseId, body.item)
  const talked = (await listFlags(tx, [pupilId])).filter((one) => one.responseId === responseId && one.kind === 'talked')
  await saveNamedInvitation(tx, response, {
    talkedOn:
      talked
        .map(({ setOn }) => setOn)
        .toSorted()
        .at(-1) ?? null,
  })
  return { flag: set && flagShown(set, await namesOfAccounts(tx, house.keyring, [actor.accountId])) }
})
