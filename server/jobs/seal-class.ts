/**
 * Seals what a class has answered so far. Runs when its lesson has ended; a class may have several lessons.
 *
 * Doing it again changes nothing: what is sealed has been taken away, and what remains was not enough. In a
 * survey that is closed it leaves the class to `close-survey`.
 */
import {
  addSealedTurnout,
  countUnsealed,
  findSurveyToSeal,
  findUnsealed,
  insertSealed,
  listClassPlaces,
  lockSealedTurnout,
  takeSealed,
} from '#database/disclosure.ts'
import { type Sealing, sealGroup, together } from '#domain/disclosure/seal.ts'
import { insiders, itemRules } from '#domain/disclosure/thresholds.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import type { House } from '../house.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export type SealClassJob = { readonly municipalityId: number; readonly surveyId: string; readonly classId: string }

export async function sealClass(house: House, { municipalityId, surveyId, classId }: SealClassJob): Promise<void> {
  await house.doors.asSystem(`seal-class classes:${classId}`, { municipalityId, login: 'sealer' }, async (tx) => {
    const survey = await findSurveyToSeal(tx, surveyId)
    const places = await listClassPlaces(tx, surveyId, { classId })
    if (survey?.state !== 'open' || places.size === 0) return
    const { questionnaire } = await publishedQuestionnaire(tx, survey.questionnaire)
    const rules = itemRules(questionnaire)
    const unit = unitKey({ level: 'class', classId })
    const before = await lockSealedTurnout(tx, surveyId, [unit])
    const { populations, answered } = await findUnsealed(tx, surveyId, [classId])
    await addSealedTurnout(tx, surveyId, new Map([[classId, (answered.get(classId) ?? 0) - (before.get(unit) ?? 0)]]), places)

    const sealings: Sealing[] = []
    for (const ids of populations) {
      const counts = await countUnsealed(tx, surveyId, [classId], ids, rules)

      const sealing = sealGroup(questionnaire, { unit, level: 'class', counts }, insiders.lesson)

      sealings.push(sealing)
      // Also when nothing was enough: rows that have been rewritten no longer lie in the order they came.
      await takeSealed(tx, surveyId, { classIds: [classId], ids, rules, taken: sealing.taken.map((stratum) => ({ ...stratum, classId })) })
    }
    await insertSealed(tx, surveyId, questionnaire, together(sealings), places)
  })
}
