import { createHash } from 'node:crypto'
import type { ReportQuery } from '#api/report.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { parseUnitKey, type Unit, unitKey } from '#domain/organisation/unit.ts'
import { givenOften } from '../http/given-often.ts'
import { openKept } from '../kept.ts'
import { Problem } from '../problem.ts'
import { publishedQuestionnaire } from '../questionnaire/published.ts'
import { publish } from './publish.ts'
import { type ReckonedReport, reckonReport } from './reckon-report.ts'
import { readSources, type Sources } from './report-sources.ts'

export type LoadedReport = Omit<ReckonedReport, 'shown'>

type Readers = { readonly audience?: string; readonly questions?: readonly string[] }

/**
 * The one way to a report's figures, for the screen and for every other form they are taken in. A unit this person may not read
 * is as if it were not there. The operation that asks is declared with `publishes`. Last stands
 * who is shown them, and of which questions, where that is not who asks and all of the choice.
 */
export async function loadReport(
  actor: Actor,
  tx: Tx,
  surveyId: string,
  query: ReportQuery,
  form: Form,
  { audience = actor.role, questions }: Readers = {},
): Promise<LoadedReport> {
  const unit = parseUnitKey(query.unit)
  if (!unit) throw new Problem('report-no-such-unit')
  const sources = await readSources(tx, surveyId, unit, query.compare)
  if (!sources || sources.survey.state === 'draft' || !isTheirs(actor, unit, sources)) throw new Problem('not-found')
  const reckoned = await keptReport(tx, unit, query, sources, questions)
  if (!reckoned) throw new Problem('not-found')
  const { shown, ...loaded } = reckoned
  await publish(tx, audience, form, shown)
  return loaded
}

function isTheirs(actor: Actor, unit: Unit, { branch }: Sources): boolean {
  const own = branch.find((row) => row.unit === unitKey(unit))
  return mayReadUnit(actor, unit, own?.institutionId ?? null)
}

/** All together in memory, about. */
const kept = openKept<ReckonedReport>(64 * 1024 * 1024)

/** A report in memory against its sources and itself as text: measured, rounded up. */
const bytesEach = 5

/**
 * Reckoned anew only when something is new. The key is everything that was read for it, so nothing has to be told that it has
 * changed: who asks reads it all, in their own transaction, and another comment, seal, release, name or question is another key.
 */
async function keptReport(tx: Tx, unit: Unit, query: ReportQuery, sources: Sources, questions: readonly string[] | undefined) {
  const { split, compare, content, themes } = query
  const made = JSON.stringify([unitKey(unit), split, compare, content, themes, questions, sources])
  const key = createHash('sha256').update(made).digest('base64')
  const found = kept.find(key)
  if (found) return found
  const asked = async (of: Sources['survey']['questionnaire']) => (await publishedQuestionnaire(tx, of)).questionnaire
  const reckoned = await reckonReport(unit, query, sources, asked, questions)
  if (!reckoned) return undefined
  givenOften(reckoned.report)
  kept.keep(key, reckoned, bytesEach * (made.length + JSON.stringify(reckoned.report).length))
  return reckoned
}
