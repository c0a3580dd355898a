import { enterAssessment } from '#api/assessment.ts'
import type { AnswerOf } from '#api/operation.ts'
import { lockInformantByLink, saveInformant } from '#database/assessment.ts'
import { enterDraft } from '#database/draft.ts'
import { findMunicipality } from '#database/municipality.ts'
import { informantOf } from '#domain/assessment/assessment.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { valueOf } from '#domain/response/answer.ts'
import { municipalityOfLink, normaliseCode } from '#domain/survey/code.ts'
import { countAttempts } from '../http/attempts.ts'
import { handleOutside } from '../http/handle.ts'
import { respondentToken } from '../http/respondent.ts'
import { Problem } from '../problem.ts'
import { askedOf } from './asked.ts'

const attempts = countAttempts({ limit: 60, windowMs: 10 * 60_000 })

/** A link that never was and one that was taken back get one and the same answer. Nothing names the child. */
export const answerEnterAssessment = handleOutside(enterAssessment, async ({ body, house, now, address }) => {
  if (attempts.isExhausted(address, now)) throw new Problem('too-many-attempts')
  const unknown = () => {
    attempts.fail(address, now)
    return new Problem('code-unknown')
  }
  const link = normaliseCode(body.link)
  const municipalityId = municipalityOfLink(link)
  if (municipalityId === undefined) throw unknown()
  const slipHmac = house.keyring.linkHmac(municipalityId, link)

  return house.doors.as(
    { municipalityId, role: 'respondent', reach: slipHmac.toString('hex') },
    'assessment',
    async (tx): Promise<AnswerOf<typeof enterAssessment>> => {
      const informant = await lockInformantByLink(tx, slipHmac)
      const municipality = await findMunicipality(tx)
      if (!informant || !municipality || informant.state === 'withdrawn') throw unknown()
      const asked = askedOf(informant.instrument, informant.version)
      const { questionnaire } = asked

      const items = questionnaire.items.length
      const isSubmitted = informant.state === 'answered'
      // Whoever said no and comes back has thought again.
      if (informant.state === 'declined') await saveInformant(tx, informant.id, { state: 'invited' })
      const draft = isSubmitted ? { epoch: 0, answers: [] } : await enterDraft(tx, 'assessment', slipHmac, items)
      return {
        about: {
          municipalityId,
          surveyId: informant.assessmentId,
          title: asked.texts.da.title,
          municipality: municipality.name,
          track: 'assessment',
          respondent: questionnaire.respondent,
          questionnaire: { code: questionnaire.code, version: questionnaire.version, items, minutes: minutesToAnswer(questionnaire) },
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
        asked: isSubmitted ? null : asked,
        token: isSubmitted ? '' : respondentToken(house.keyring, { track: 'assessment', municipalityId, slipHmac, items }),
        epoch: draft.epoch,
        answers: draft.answers.map((mark) => (mark === null ? null : valueOf(mark))),
        isSubmitted,
      }
    },
  )
})
