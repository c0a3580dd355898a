import { getReportVersion } from '#api/report-kinds.ts'
import { findReportMark } from '#database/report-version.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import { handle } from '../http/handle.ts'
import { Problem } from '../problem.ts'

/** Asked every few seconds by every open report: it reads two rows and no figure. */
export const answerGetReportVersion = handle(getReportVersion, async ({ actor, tx, params, query }) => {
  const unit = parseUnitKey(query.unit)
  if (!unit) throw new Problem('report-no-such-unit')
  if (unit.level === 'region' || unit.level === 'country') return { version: 'released', isFinal: true }
  const mark = await findReportMark(tx, params.surveyId, query.unit)
  if (!mark || mark.state === 'draft' || !mayReadUnit(actor, unit, mark.institutionId)) throw new Problem('not-found')

  const { state, answered, answeredInMunicipality } = mark
  return { version: `${state}:${answered}:${answeredInMunicipality}`, isFinal: state === 'sealed' }
})
