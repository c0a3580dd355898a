import { getPrediction } from '#api/assessment.ts'
import { listInformantResponses, listInformants } from '#database/assessment.ts'
import { predict, ratingsOf } from '#domain/instrument/prediction.ts'
import { handle } from '../http/handle.ts'
import { predictionRules } from '../instrument/references.ts'
import { Problem } from '../problem.ts'
import { reachAssessment } from './case.ts'

/** Reckoned when it is asked for, and kept nowhere but as a row in the log. */
export const answerGetPrediction = handle(getPrediction, async ({ tx, params, query, note }) => {
  const found = await reachAssessment(tx, params.id)
  const rules = predictionRules()
  if (found.instrument !== rules.instrument) throw new Problem('not-found')
  note(`assessments:${found.id}`, { purpose: found.legalBasis, pupilIds: [found.pupilId] })

  const [informants, responses] = await Promise.all([listInformants(tx, [found.id]), listInformantResponses(tx, found.id)])
  const chosen = [query.parent, query.teacher, query.self].filter((id) => id !== undefined)
  const rounds = new Set(chosen.map((id) => informants.find((informant) => informant.id === id)?.round))
  const scores = chosen.map((id) => responses.find(({ informantId }) => informantId === id)?.score)
  if (rounds.size > 1 || scores.some((score) => score === undefined)) throw new Problem('not-found')

  const ratings = ratingsOf(
    rules,
    scores.flatMap((score) => score ?? []),
  )
  if (typeof ratings === 'string' || chosen.length === 0) return { prediction: null }
  const { caveats, groups, ...rest } = predict(rules, ratings)
  return {
    prediction: { ...rest, groups, caveats: { ...caveats, missing: [...caveats.missing], unverified: [...caveats.unverified] } },
  }
})
