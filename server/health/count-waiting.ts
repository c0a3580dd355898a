import { countWaiting } from '#api/health.ts'
import { listFlags, listNamedInvitations, listNamedResponses } from '#database/health.ts'
import { whoWaits } from '#domain/health/waiting.ts'
import { handle } from '../http/handle.ts'
import { keyOf, newestOf, readQuestionnaires, readRules, unmarked } from './list-children.ts'

/** No child is shown, so none is named in the log: a family reads of looks at their child, not of a home page. */
export const answerCountWaiting = handle(countWaiting, async ({ actor, tx, today, note }) => {
  const invitations = newestOf(await listNamedInvitations(tx, { classIds: actor.classIds }))
  const pupilIds = invitations.map(({ pupilId }) => pupilId)
  const [responses, flags] = await Promise.all([listNamedResponses(tx, pupilIds), listFlags(tx, pupilIds)])
  const [asked, rules] = await Promise.all([readQuestionnaires(tx, [...invitations, ...responses]), readRules(tx, responses)])
  note('children')

  return whoWaits(
    invitations.map(({ pupilId, surveyId, questionnaire, talkedOn }) => {
      const response = responses.find((one) => one.pupilId === pupilId && one.surveyId === surveyId)
      const published = asked.get(keyOf(questionnaire))
      const marked = response ? flags.filter(({ responseId }) => responseId === response.id) : []
      const kept = response && rules.get(`${keyOf(response.questionnaire)} ${response.colourRulesVersion}`)
      const open = response && published ? unmarked(published, response, kept, marked) : { red: 0, yellow: 0 }
      return {
        hasAnswered: response !== undefined,
        wantsToTalk: response !== undefined && (response.talkAbout.length > 0 || response.wish !== null),
        ...open,
        followUpOn: marked.flatMap((flag) => flag.followUpOn ?? []).toSorted()[0] ?? null,
        talkedOn,
      }
    }),
    today,
  )
})
