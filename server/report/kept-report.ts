/** Reckoned reports, kept for whoever reads the same next. */
import { createHash } from 'node:crypto'
import type { ReportQuery } from '#api/report.ts'
import { listYearGroupTotals } from '#database/report-base.ts'
import type { Tx } from '#database/transaction.ts'
import { type Unit, unitKey } from '#domain/organisation/unit.ts'
import { givenOften } from '../http/given-often.ts'
import { openKept } from '../kept.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { type ReckonedReport, reckonReport } from './reckon-report.ts'
import type { Sources } from './report-sources.ts'

/** The report of a unit out of what was read for it; undefined where the unit takes no part. `questions` left out, all of the choice. */
export type KeptReports = (
  tx: Tx,
  unit: Unit,
  query: ReportQuery,
  sources: Sources,
  questions?: readonly string[],
) => Promise<ReckonedReport | undefined>

/** A report in memory against its sources and itself as text: measured, rounded up. */
const bytesEach = 5

/**
 * Reckoned anew only when something is new. The key is everything that was read for it, so nothing has to be told that it has
 * changed: who asks reads it all, in their own transaction, and another comment, seal, release, name or question is another key.
 */
export function openKeptReports(bytesAtMost: number): KeptReports {
  const kept = openKept<ReckonedReport>(bytesAtMost)
  return async (tx, unit, query, sources, questions) => {
    const { split, compare, content, themes } = query
    const made = JSON.stringify([unitKey(unit), split, compare, content, themes, questions, sources])
    const key = createHash('sha256').update(made).digest('base64')
    const found = kept.find(key)
    if (found) return found
    const asked = async (of: Sources['survey']['questionnaire']) => (await publishedQuestionnaire(tx, of)).questionnaire
    const weights = () => listYearGroupTotals(tx, sources.survey.id)
    const reckoned = await reckonReport(unit, query, sources, asked, weights, questions)
    if (!reckoned) return undefined
    givenOften(reckoned.report)
    kept.keep(key, reckoned, bytesEach * (made.length + JSON.stringify(reckoned.report).length))
    return reckoned
  }
}
