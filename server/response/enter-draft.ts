/** Coming in, when it is known which slip or link somebody holds: the same for a lesson and for a link. */
import type { Entered } from '#api/response.ts'
import { deleteDraft, enterDraft } from '#database/draft.ts'
import { type Binding, bindLink } from '#database/entry.ts'
import { findDecision, findDoor, saveTurnout } from '#database/response.ts'
import type { Tx } from '#database/transaction.ts'
import { takesAnswers } from '#domain/survey/survey.ts'
import { enterHealth, type Entering } from '../health/enter.ts'
import { isKeptOut } from '../family/kept-out.ts'
import type { House } from '../house.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { aboutSurvey } from './about.ts'
import { lineInto } from './line.ts'

/** When somebody comes in, and what a young person of 15 or more says about consent, when they were asked. */
export type Coming = Pick<Entering, 'consent' | 'own' | 'now' | 'today' | 'newId'> & {
  /** What a personal link is bound to, when one is what they came by. */
  readonly bound?: Pick<Binding, 'linkHmac' | 'browserHmac'>
  /** The lesson holds pause: whoever may come in is told so, and nothing is begun. */
  readonly isPaused?: boolean
}

/** Looked up where nobody was found, so that a wrong code takes the same work as a used one. */
export const nobody = { surveyId: '00000000-0000-0000-0000-000000000000', classId: '00000000-0000-0000-0000-000000000000' } as const

/**
 * Starts a draft or comes back to it. Undefined when nobody was invited with this, it has been used, or its survey takes
 * no answers: in each case the same statements have been sent. In a survey that asks by name whoever has no consent
 * answers in the statistics track, and is told so.
 */
export async function enterSurvey(house: House, tx: Tx, slipHmac: Buffer, coming: Coming): Promise<Entered | undefined> {
  const { today, own, bound } = coming
  const door = await findDoor(tx, slipHmac)
  if (!door || door.decision === 'answered' || !takesAnswers(door.survey, today)) return undefined
  const { invitation, survey, decision, className, institution } = door
  const place = { className, institution }
  if (coming.isPaused === true) throw new Problem('lesson-paused')
  const draftHmac = own ?? slipHmac
  if (bound && !(await bindLink(tx, { ...bound, draftHmac }))) throw new Problem('link-elsewhere')
  const published = await publishedQuestionnaire(tx, survey.questionnaire)
  const items = published.questionnaire.items.length

  const about = aboutSurvey(survey, door.municipality, published)
  const named =
    survey.track === 'health' ? await enterHealth(house, tx.municipalityId, slipHmac, { ...coming, items, turnout: decision }) : undefined
  if (named) return { about, ...place, informant: null, asked: null, ...named }

  const seen = {
    about: { ...about, track: 'statistics' as const },
    ...place,
    forWhom: null,
    consent: null,
    informant: null,
    readers: [],
    asked: null,
    queue: null,
    written: [],
  }
  if (decision === 'declined' && (await isKeptOut(house, tx.municipalityId, slipHmac, today)))
    return { ...seen, token: '', epoch: 0, answers: [], consent: 'declined' as const }

  if (decision === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
  // Asked again behind the draft: another device's submit or no may have been waited for there.
  const [draft, decisionNow] = await Promise.all([enterDraft(tx, 'statistics', draftHmac, items), findDecision(tx, invitation, slipHmac)])
  if (decisionNow === 'answered') {
    await deleteDraft(tx, 'statistics', draftHmac)
    return undefined
  }
  if (decisionNow === 'declined') await saveTurnout(tx, invitation, slipHmac, 'undecided')
  return { ...seen, ...lineInto(house.keyring, { track: 'statistics', municipalityId: tx.municipalityId, slipHmac, items, own }, draft) }
}
