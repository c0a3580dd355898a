import type { ReportQuery } from '#api/report.ts'
import type { Digest } from '#database/publication.ts'
import type { Tx } from '#database/transaction.ts'
import type { Actor } from '#domain/access/actor.ts'
import { mayReadUnit } from '#domain/access/report-policy.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { parseUnitKey, type Unit, unitKey } from '#domain/organisation/unit.ts'
import { openKept } from '../kept.ts'
import { Problem } from '../problem.ts'
import { openKeptReports } from './kept-report.ts'
import { askAhead, publish } from './publish.ts'
import type { ReckonedReport } from './reckon-report.ts'
import { readSources, type Sources } from './report-sources.ts'

export type LoadedReport = Omit<ReckonedReport, 'shown'>

type Readers = { readonly audience?: string; readonly questions?: readonly string[] }

const keptReport = openKeptReports(64 * 1024 * 1024)

/** The digests of what was shown at an address, which is most likely what is shown there next. */
const lastShown = openKept<readonly Digest[]>(8 * 1024 * 1024)

/** A digest in memory, about. */
const bytesEach = 100

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
  const address = JSON.stringify([surveyId, query, questions])
  const [sources, foretold] = await Promise.all([
    readSources(tx, surveyId, unit, query.compare),
    askAhead(tx, audience, form, lastShown.find(address) ?? []),
  ])
  if (!sources || sources.survey.state === 'draft' || !isTheirs(actor, unit, sources)) throw new Problem('not-found')
  const reckoned = await keptReport(tx, unit, query, sources, questions)
  if (!reckoned) throw new Problem('not-found')
  const { shown, ...loaded } = reckoned
  const digests = await publish(tx, audience, form, shown, foretold)
  lastShown.keep(address, digests, 2 * address.length + bytesEach * digests.length)
  return loaded
}

function isTheirs(actor: Actor, unit: Unit, { branch }: Sources): boolean {
  const own = branch.find((row) => row.unit === unitKey(unit))
  return mayReadUnit(actor, unit, own?.institutionId ?? null)
}
