import { ParcelContent, sendParcel } from '#api/response.ts'
import { findQueueKey, saveMarks, saveNamedMarks, saveOwnMarks, sealDraftTexts } from '#database/draft.ts'
import type { z } from 'zod'
import type { Statement } from '#database/transaction.ts'
import type { House } from '../house.ts'
import { handleOutside } from '../http/handle.ts'
import type { Respondent } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { marksOf, writtenIn } from './draft-answers.ts'
import { openParcel, readTicket } from './line.ts'

/**
 * Whoever finds a parcel may send it: what it says was locked with the key of the draft it goes to, which only the page of its
 * respondent had. Saved as any other answers are, so a late one never wins.
 */
export const answerSendParcel = handleOutside(sendParcel, async ({ body, house, today }) => {
  const respondent = readTicket(house.keyring, body.ticket)
  if (!respondent) throw new Problem('wrong-input')
  const { track, draftHmac: slipHmac, generation } = respondent
  const key = await house.doors.as(respondent, track, (tx) => findQueueKey(tx, track, { slipHmac, generation }), { readOnly: true })
  if (!key) return { outcome: 'gone' as const }

  const content = contentOf(openParcel(key, Buffer.from(body.sealed, 'base64'), body.ticket))
  if (!content || (track === 'statistics' && writtenIn(content).length > 0)) throw new Problem('wrong-input')

  const [saved] = await house.doors.pipeline(respondent, track, [statementFor(house, respondent, content, today)])
  return { outcome: saved?.rowCount === 1 ? ('saved' as const) : ('gone' as const) }
})

type Content = z.infer<typeof ParcelContent>

function contentOf(text: string | undefined): Content | undefined {
  if (text === undefined) return undefined
  try {
    return ParcelContent.safeParse(JSON.parse(text)).data
  } catch {
    return undefined
  }
}

function statementFor(house: House, respondent: Respondent, content: Content, today: string): Statement {
  const { track, municipalityId, items, slipHmac, draftHmac, generation } = respondent
  const draft = { slipHmac: draftHmac, generation }
  const marks = marksOf(content, items)
  if (track === 'statistics') return saveMarks(track, municipalityId, draft, marks)
  const texts = sealDraftTexts(house.keyring, { track, municipalityId, slipHmac: draftHmac }, items, writtenIn(content))
  return track === 'health' && draftHmac !== slipHmac
    ? saveOwnMarks(municipalityId, draft, marks, texts, today)
    : saveNamedMarks(track, municipalityId, draft, marks, texts)
}
