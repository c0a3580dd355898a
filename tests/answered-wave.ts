/**
 * A municipality whose classes have answered, written straight into the database: for tests of what becomes
 * of answers. How they are given is `play.ts`.
 */
import { randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { RawResponse } from '#domain/disclosure/raw.ts'
import type { Sex } from '#domain/organisation/organisation.ts'
import { indexValues } from '#domain/questionnaire/indices.ts'
import { isCounted } from '#domain/questionnaire/codebook.ts'
import { lookedBackOn } from '#domain/questionnaire/conditions.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { valueOfMeasured } from '#domain/questionnaire/value.ts'
import { blank, hidden } from '#domain/response/answer.ts'
import { sexLetter } from '#database/response.ts'
import { unitsOf } from '#server/survey/invite.ts'
import type { TestDatabase } from './test-database.ts'

export const mellemtrin: Questionnaire = JSON.parse(
  readFileSync(new URL('../content/questionnaires/mellemtrin/questionnaire.json', import.meta.url), 'utf8'),
)

export type AnsweredWave = {
  readonly municipalityId: number
  readonly surveyId: string
  /** By school name. */
  readonly institutions: Readonly<Record<string, string>>
  /** By school and class with a slash between. */
  readonly classes: Readonly<Record<string, string>>
}

/**
 * A respondent who chose these options; elsewhere the first that is not sensitive, and blank where null. Of a measured question an
 * option is its band, kept as the statistics track keeps it.
 */
export function respondent(
  sex: Sex,
  chosen: Readonly<Record<string, string | null>> = {},
  questionnaire: Questionnaire = mellemtrin,
): RawResponse {
  const isBullied = chosen.bullied !== undefined && chosen.bullied !== null && chosen.bullied !== 'never'
  const answers = questionnaire.items.map((item) => {
    const { code, kind, options, measure, sensitiveOptions, showIf } = item
    if (!isCounted(item)) return hidden
    if (showIf !== undefined && !(isBullied && lookedBackOn(showIf).includes('bullied'))) return hidden
    const option = chosen[code]
    if (option === null) return blank
    const place = option === undefined ? options.findIndex((one) => !sensitiveOptions.includes(one)) : options.indexOf(option)
    if (measure) return valueOfMeasured(item, measure.starts[place] ?? measure.from) ?? blank
    return kind === 'multiple' ? 2 ** place : place + 1
  })
  return { sex, answers: [...answers, ...indexValues(questionnaire, answers, blank)] }
}

/** So many girls and boys, all with these answers. */
export function group(
  girls: number,
  boys: number,
  chosen: Readonly<Record<string, string | null>> = {},
  questionnaire: Questionnaire = mellemtrin,
): readonly RawResponse[] {
  return [
    ...Array.from({ length: girls }, () => respondent('female', chosen, questionnaire)),
    ...Array.from({ length: boys }, () => respondent('male', chosen, questionnaire)),
  ]
}

/** Writes schools, classes ("5.A" is of grade 5), an open survey, and what each class has answered; nothing is sealed. */
export async function answerWave(
  database: TestDatabase,
  schools: Readonly<Record<string, Readonly<Record<string, readonly RawResponse[]>>>>,
  {
    municipalityId = 881,
    name = 'Lillekøbing',
    region = '1083',
    schoolYear = 2026,
    /** Schools that are there already, by name. */
    known = {} as Readonly<Record<string, string>>,
    /** What is asked. */
    questionnaire = mellemtrin,
  } = {},
): Promise<AnsweredWave> {
  const surveyId = randomUUID()
  const institutions: Record<string, string> = {}
  const classes: Record<string, string> = {}
  await database.asOwner(async (client) => {
    await client.query('insert into common.municipality values ($1, $2, $3, $4, true) on conflict do nothing', [
      municipalityId,
      name,
      region,
      region === '1083' ? 'Syddanmark' : 'Østdanmark',
    ])
    await client.query(
      "insert into common.survey values ($1, $2, 'Trivsel i efteråret', 'statistics', 0, $6, $7, 'open', $3, $4, $5, '{4,5,6}', '{}')",
      [municipalityId, surveyId, schoolYear, `${schoolYear}-11-01`, `${schoolYear}-12-18`, questionnaire.code, questionnaire.version],
    )
    const pupils: Parameters<typeof unitsOf>[0][number][] = []
    for (const [school, ofSchool] of Object.entries(schools)) {
      const institutionId = known[school] ?? randomUUID()
      institutions[school] = institutionId
      if (known[school] === undefined)
        await client.query("insert into common.institution values ($1, $2, 'school', $3, $4, null)", [
          municipalityId,
          institutionId,
          randomBytes(3).toString('hex').toUpperCase(),
          school,
        ])
      for (const [className, responses] of Object.entries(ofSchool)) {
        const classId = randomUUID()
        const grade = Number(className[0])
        classes[`${school}/${className}`] = classId
        await client.query('insert into common.class values ($1, $2, $3, $4, $5, $6, null)', [
          municipalityId,
          classId,
          institutionId,
          schoolYear,
          grade,
          className,
        ])
        for (const { sex } of responses) pupils.push({ pupilId: randomUUID(), classId, institutionId, grade, sex })
        await client.query('insert into statistics.turnout (municipality_id, survey_id, class_id, answered) values ($1, $2, $3, $4)', [
          municipalityId,
          surveyId,
          classId,
          responses.map(() => randomBytes(32)),
        ])
        await insertResponses(client, municipalityId, surveyId, classId, grade, responses)
      }
    }
    for (const { unit, level, institutionId, classId, grade, invited, invitedFemale, invitedMale } of unitsOf(pupils)) {
      await client.query('insert into common.survey_unit values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)', [
        municipalityId,
        surveyId,
        unit,
        level,
        institutionId,
        classId,
        grade,
        invited,
        invitedFemale,
        invitedMale,
      ])
    }
  })
  return { municipalityId, surveyId, institutions, classes }
}

/** Some more of a class answer. */
export async function answerLate(
  database: TestDatabase,
  { municipalityId, surveyId }: AnsweredWave,
  classId: string,
  grade: number,
  responses: readonly RawResponse[],
): Promise<void> {
  await database.asOwner(async (client) => {
    for (const _ of responses)
      await client.query(
        'update statistics.turnout set answered = answered || $4::bytea where municipality_id = $1 and survey_id = $2 and class_id = $3',
        [municipalityId, surveyId, classId, randomBytes(32)],
      )
    await insertResponses(client, municipalityId, surveyId, classId, grade, responses)
  })
}

/** No more answers, as when an administrator closes it. */
export async function closeWave(database: TestDatabase, { municipalityId, surveyId }: AnsweredWave): Promise<void> {
  await database.asOwner((client) =>
    client.query("update common.survey set state = 'closed' where municipality_id = $1 and id = $2", [municipalityId, surveyId]),
  )
}

async function insertResponses(
  client: { query: (text: string, values: readonly unknown[]) => Promise<unknown> },
  municipalityId: number,
  surveyId: string,
  classId: string,
  grade: number,
  responses: readonly RawResponse[],
): Promise<void> {
  for (const { sex, answers } of responses) {
    await client.query('insert into statistics.response values ($1, $2, $3, $4, $5, $6, $7)', [
      municipalityId,
      randomUUID(),
      surveyId,
      classId,
      grade,
      sexLetter[sex],
      answers,
    ])
  }
}
