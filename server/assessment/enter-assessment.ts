import { enterAssessment } from '#api/assessment.ts'
import type { AnswerOf } from '#api/operation.ts'
import { lockInformantByLink, saveInformant } from '#database/assessment.ts'
import { enterDraft, openDraftTexts } from '#database/draft.ts'
import { bindLink } from '#database/entry.ts'
import { findMunicipality } from '#database/municipality.ts'
import { informantOf } from '#domain/assessment/assessment.ts'
import { minutesToAnswer, questionsIn } from '#domain/questionnaire/duration.ts'
import { municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import { comeIn } from '../http/entry.ts'
import { wordingIn } from '#domain/questionnaire/wording.ts'
import { handleOutside } from '../http/handle.ts'
import { Problem } from '../problem.ts'
import { browserHmac } from '../response/binding.ts'
import { lineInto } from '../response/line.ts'
import { askedOf } from './asked.ts'

/**
 * A link that never was, one that was taken back and one that has been used get one and the same answer, after the same
 * work. Nothing names the child. The first browser that brings a right one keeps it.
 */
export const answerEnterAssessment = handleOutside(enterAssessment, async ({ body, house, now, address, browser }) => {
  const secret = browser.secret()
  const link = normaliseCode(body.link)
  const municipalityId = municipalityOfLink(link) ?? nowhere
  const slipHmac = house.keyring.linkHmac(municipalityId, link)
  const holder = { municipalityId, role: 'respondent', reach: slipHmac.toString('hex') } as const

  return comeIn(house, { door: 'case', tried: link, proof: body.proof, address, now }, () =>
    house.doors.as(holder, 'assessment', async (tx): Promise<AnswerOf<typeof enterAssessment> | undefined> => {
      const informant = await lockInformantByLink(tx, slipHmac)
      const municipality = await findMunicipality(tx)
      if (!informant || !municipality || informant.state === 'withdrawn' || informant.state === 'answered') return undefined
      const bound = { linkHmac: slipHmac, draftHmac: slipHmac, browserHmac: browserHmac(house.keyring, secret, slipHmac) }
      if (!(await bindLink(tx, bound))) throw new Problem('link-elsewhere')
      const asked = await askedOf(tx, informant.instrument, informant.version)
      if (!asked) throw new Problem('instrument-words-gone')
      const { questionnaire } = asked

      const items = questionnaire.items.length
      // Whoever said no and comes back has thought again.
      if (informant.state === 'declined') await saveInformant(tx, informant.id, { state: 'invited' })
      const draft = await enterDraft(tx, 'assessment', slipHmac, items)
      return {
        about: {
          municipalityId,
          surveyId: informant.assessmentId,
          title: wordingIn(asked.texts, 'da').text.title,
          municipality: municipality.name,
          track: 'assessment',
          respondent: questionnaire.respondent,
          questionnaire: {
            code: questionnaire.code,
            version: questionnaire.version,
            items: questionsIn(questionnaire.items),
            minutes: minutesToAnswer(questionnaire),
          },
          opensOn: informant.dueOn,
          closesOn: informant.dueOn,
          thresholds: { open: 0, sensitive: 0, highlySensitive: 0 },
          hasSensitive: false,
        },
        className: '',
        institution: '',
        forWhom: null,
        consent: null,
        informant: informantOf(informant.relation),
        readers: [],
        asked,
        ...lineInto(house.keyring, { track: 'assessment', municipalityId, slipHmac, items }, draft),
        written: [...openDraftTexts(house.keyring, { track: 'assessment', municipalityId, slipHmac }, draft)],
      }
    }),
  )
})

/** No municipality: what can be no link is looked for as long as what can. */
const nowhere = 899
