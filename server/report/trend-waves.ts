/** The waves that a unit's trend is made of: each one's own report, read as anybody reads it; and what was imported of years before. */
import type { TrendReport } from '#api/trend.ts'
import type { ReportQuery } from '#api/report.ts'
import { listImportedShares } from '#database/imported-figure.ts'
import { findSurvey } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { type FormerName, listWavesBefore } from '#database/trend.ts'
import type { Actor } from '#domain/access/actor.ts'
import type { Form } from '#domain/disclosure/publication.ts'
import { parseUnitKey } from '#domain/organisation/unit.ts'
import type { Card } from '#domain/report/card.ts'
import { nameAYearAgo } from '#domain/report/earlier.ts'
import type { Followed, ToldWave } from '#domain/report/unit-trend.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { Problem } from '../problem.ts'
import { type LoadedReport, loadReport } from './load-report.ts'

export type TrendWaves = Followed & {
  /** The newest, whose report the trend is part of. */
  readonly now: LoadedReport
  readonly told: TrendReport['waves']
}

export async function loadTrendWaves(
  actor: Actor,
  tx: Tx,
  surveyId: string,
  { unit: key, compare, split }: Pick<ReportQuery, 'unit' | 'compare' | 'split'>,
  form: Form,
): Promise<TrendWaves> {
  const unit = parseUnitKey(key)
  // What is released of a region is of other municipalities each year.
  if (!unit || unit.level === 'region' || unit.level === 'country') throw new Problem('report-no-such-unit')
  const choice = { compare, split, content: 'all', themes: '' } as const
  const now = await loadReport(actor, tx, surveyId, { ...choice, unit: key }, form)
  const survey = (await findSurvey(tx, surveyId)) as Survey
  const waves: ToldWave[] = []
  const told: TrendReport['waves'] = []
  const add = ({ report, questionnaire, own }: LoadedReport, { grades, opensOn }: Survey) => {
    const { surveyId, title, schoolYear, state } = report
    const { level, name, grade, kind, invited, answered } = report.unit
    // Domain data is readonly; the contract's types are not.
    const cards = report.themes.flatMap((theme) => theme.cards) as unknown as readonly Card[]
    waves.push({ year: schoolYear, opensOn, grades, questionnaire, unit: own, cards })
    told.push({ surveyId, title, schoolYear, state, unit: { level, name, grade, kind }, invited, answered })
  }
  for (const wave of await listWavesBefore(tx, survey, key, formerNames(now))) {
    // Whoever may read a class may read what the same children answered as a class before.
    const reader = wave.classId === null ? actor : { ...actor, classIds: [...actor.classIds, wave.classId] }
    const then = await loadReport(reader, tx, wave.surveyId, { ...choice, unit: wave.unit }, form)
    add(then, (await findSurvey(tx, wave.surveyId)) as Survey)
  }
  add(now, survey)
  return { now, waves, told, imported: await listImportedShares(tx, survey.questionnaire.code, key, survey.schoolYear) }
}

/** What the children's class was called, a year at a time back. */
function formerNames({ report: { unit, schoolYear }, own: { institutionId } }: LoadedReport): readonly FormerName[] {
  if (unit.level !== 'class' || institutionId === null) return []
  const names: FormerName[] = []
  let [name, grade] = [nameAYearAgo(unit.name, unit.grade), (unit.grade ?? 0) - 1]
  while (name !== undefined) {
    names.push({ institutionId, name, schoolYear: schoolYear - names.length - 1 })
    ;[name, grade] = [nameAYearAgo(name, grade), grade - 1]
  }
  return names
}
