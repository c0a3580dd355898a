/**
 * Seals the rest of a survey that has been closed, and deletes everything raw.
 *
 * Institution by institution: what each class has left, then what remains by year group and in the
 * institution; what even then is too little forgets its class. At last the municipality's pool, and what is
 * withheld. Each institution is a transaction of its own, and one that is done is done: a run that was broken
 * off goes on where it was.
 */
import {
  addSealedTurnout,
  countUnsealed,
  deleteInvitations,
  deleteTurnout,
  findSurveyToSeal,
  hasRawRows,
  insertSealed,
  listClassPlaces,
  listSurveyInstitutions,
  listUnsealed,
  lockSealedTurnout,
  pooledClass,
  saveSurveySealed,
  takeSealed,
  withholdRest,
} from '#database/disclosure.ts'
import type { Tx } from '#database/transaction.ts'
import { type Closing, closeInstitution, closeMunicipality, together, withheldTogether } from '#domain/disclosure/seal.ts'
import { insiders, itemRules } from '#domain/disclosure/thresholds.ts'
import { unitKey } from '#domain/organisation/unit.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import type { House } from '../house.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'

export type CloseSurveyJob = { readonly municipalityId: number; readonly surveyId: string }

/** `progress` from 0 to 1, after each institution. Nothing happens unless the survey is closed. */
export async function closeSurvey(
  house: House,
  { municipalityId, surveyId }: CloseSurveyJob,
  progress: (done: number) => void = () => {},
): Promise<void> {
  const asSystem = <R>(work: (tx: Tx) => Promise<R>) =>
    house.doors.asSystem(`close-survey surveys:${surveyId}`, { municipalityId, login: 'sealer' }, work)
  const given = await asSystem(async (tx) => {
    const survey = await findSurveyToSeal(tx, surveyId)
    if (survey?.state !== 'closed') return undefined
    return { ...(await publishedQuestionnaire(tx, survey.questionnaire)), institutions: await listSurveyInstitutions(tx, surveyId) }
  })
  if (given === undefined) return
  const { questionnaire, institutions } = given
  for (const [index, institutionId] of institutions.entries()) {
    await asSystem((tx) => sealInstitution(tx, surveyId, institutionId, questionnaire))
    progress((index + 1) / (institutions.length + 1))
  }
  await asSystem((tx) => sealMunicipality(tx, surveyId, questionnaire))
  progress(1)
}

async function sealInstitution(tx: Tx, surveyId: string, institutionId: string, questionnaire: Questionnaire): Promise<void> {
  const rules = itemRules(questionnaire)
  const places = await listClassPlaces(tx, surveyId, { institutionId })
  const classIds = [...places.keys()]
  if (classIds.length === 0) return
  // First of all nobody can submit any more: what is read from here on is all there will ever be.
  const answered = await deleteTurnout(tx, surveyId, classIds)
  const before = await lockSealedTurnout(
    tx,
    surveyId,
    classIds.map((classId) => unitKey({ level: 'class', classId })),
  )
  const more = [...answered].map(([classId, count]) => [classId, count - (before.get(unitKey({ level: 'class', classId })) ?? 0)] as const)
  await addSealedTurnout(tx, surveyId, new Map(more), places)
  const closings: Closing[] = []
  for (const ids of await listUnsealed(tx, surveyId, classIds)) {
    const counts = Map.groupBy(await countUnsealed(tx, surveyId, classIds, ids, rules), ({ classId }) => classId)

    const classes = [...places].map(([classId, { grade }]) => ({ classId, grade, counts: counts.get(classId) ?? [] }))
    const closing = closeInstitution(questionnaire, institutionId, classes, insiders.lesson)

    closings.push(closing)
    await takeSealed(tx, surveyId, { classIds, ids, rules, taken: closing.taken, pool: true })
  }
  await insertSealed(tx, surveyId, questionnaire, together(closings), places)
  await deleteInvitations(tx, surveyId, classIds)
}

async function sealMunicipality(tx: Tx, surveyId: string, questionnaire: Questionnaire): Promise<void> {
  await lockSealedTurnout(tx, surveyId, [unitKey({ level: 'municipality' })])
  const populations = await listUnsealed(tx, surveyId, [pooledClass])
  const closings: ReturnType<typeof closeMunicipality>[] = []
  for (const ids of populations) {
    const counts = await countUnsealed(tx, surveyId, [pooledClass], ids, itemRules(questionnaire))

    const closing = closeMunicipality(questionnaire, counts, insiders.lesson)

    closings.push(closing)
  }
  await insertSealed(tx, surveyId, questionnaire, together(closings), new Map())
  await withholdRest(tx, surveyId, populations, withheldTogether(closings.map(({ withheld }) => withheld)))
  if (await hasRawRows(tx, surveyId)) throw new Error('raw rows are left of a survey that is being sealed')
  await saveSurveySealed(tx, surveyId)
}
