/** A handed-in table of earlier years' figures, read against the survey whose trend it is for. */
import { findMunicipality } from '#database/municipality.ts'
import { listImportedFigures } from '#database/imported-figure.ts'
import { listInstitutions } from '#database/organisation.ts'
import { findQuestionnaire } from '#database/questionnaire.ts'
import { findSurvey, listSurveys } from '#database/survey.ts'
import type { Tx } from '#database/transaction.ts'
import { holdsCpr } from '#domain/network/no-child.ts'
import { type ImportedFigure, type ImportFault, mostImportLines, readImport } from '#domain/report/imported-figures.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { readRosterText } from '../organisation/roster-file.ts'
import { Problem } from '../problem.ts'

/** Three thousand lines with long sources. */
const mostBytes = 1_000_000

export type ImportedFile = {
  readonly survey: Survey
  readonly encoding: 'utf-8' | 'windows-1252'
  readonly figures: readonly (ImportedFigure & { readonly unitName: string })[]
  readonly faults: readonly ImportFault[]
}

/** The survey that a trend is of, with its questionnaire; others' and drafts are not there. */
export async function followedSurvey(tx: Tx, surveyId: string) {
  const survey = await findSurvey(tx, surveyId)
  if (!survey || survey.state === 'draft' || survey.track !== 'statistics') throw new Problem('not-found')
  const asked = await findQuestionnaire(tx, survey.questionnaire.code, survey.questionnaire.version)
  if (!asked) throw new Problem('not-found')
  return { survey, asked }
}

export async function readImportedFile(tx: Tx, surveyId: string, bytes: Uint8Array): Promise<ImportedFile> {
  const { survey, asked } = await followedSurvey(tx, surveyId)
  const { code } = survey.questionnaire
  const { encoding, rows, fault } = await linesOf(bytes)
  if (fault) return { survey, encoding, figures: [], faults: [fault] }
  const institutions = await listInstitutions(tx)
  const municipality = (await findMunicipality(tx))?.name ?? ''
  const { figures, faults } = readImport(rows, {
    questionnaire: asked.questionnaire,
    institutions,
    municipality,
    before: survey.schoolYear,
    ownYears: new Set(
      (await listSurveys(tx)).filter((one) => one.questionnaire.code === code && one.state !== 'draft').map((one) => one.schoolYear),
    ),
    holdsNumber: holdsCpr,
    known: await listImportedFigures(tx, code),
  })
  const names = new Map(institutions.map(({ id, name }) => [id, name]))
  return {
    survey,
    encoding,
    figures: figures.map((figure) => ({ ...figure, unitName: names.get(figure.institutionId ?? '') ?? municipality })),
    faults,
  }
}

type Lines = Pick<ImportedFile, 'encoding'> & {
  readonly rows: readonly { readonly line: number; readonly fields: readonly string[] }[]
  readonly fault?: ImportFault
}

async function linesOf(bytes: Uint8Array): Promise<Lines> {
  const { encoding, batches } = readRosterText(bytes)
  const tooLong: Lines = { encoding, rows: [], fault: { line: null, fault: 'tooLong', found: String(mostImportLines) } }
  if (bytes.byteLength > mostBytes) return tooLong
  const rows: Lines['rows'][number][] = []
  const reading = batches()
  for (let next = await reading.next(); ; next = await reading.next()) {
    if (!next.done) rows.push(...next.value)
    else return next.value ? { encoding, rows, fault: { line: next.value.line, fault: 'quotes', found: '' } } : { encoding, rows }
    if (rows.length > mostImportLines) return tooLong
  }
}
