/** Published questionnaires, from their files into the database. A published version never changes. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { isDeepStrictEqual } from 'node:util'
import type pg from 'pg'
import type { ColourRules } from '#domain/health/colour-rules.ts'
import { ColourRules as ColourRulesSchema } from '#domain/health/colour-rules-schema.ts'
import { Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire-schema.ts'
import { StartRefusal } from './start-refusal.ts'

/** The association's own number: it is the author of what all municipalities share. */
const association = 0

/**
 * Adds the questionnaires that are missing, and languages that have come since. Throws a `StartRefusal` when
 * a file differs from the version already published, for answers point to it. Runs as the owner, in a transaction.
 */
export async function publishContent(
  client: Pick<pg.Client, 'query'>,
  directory: string = fileURLToPath(new URL('../content/questionnaires', import.meta.url)),
): Promise<void> {
  await client.query("select common.begin_ctx($1, 'system', '', '*')", [association])
  for (const folder of existsSync(directory) ? readdirSync(directory).sort() : []) {
    const path = `${directory}/${folder}`
    if (!existsSync(`${path}/questionnaire.json`)) continue
    const definition = Questionnaire.parse(readJson(`${path}/questionnaire.json`))
    await publish(client, definition, readTexts(path))
    if (existsSync(`${path}/colours.json`)) await publishColours(client, ColourRulesSchema.parse(readJson(`${path}/colours.json`)))
  }
}

/** Adds colour rules of a version that is missing. One that is there may not change, for responses keep theirs. */
async function publishColours(client: Pick<pg.Client, 'query'>, { questionnaire, version, rules }: ColourRules): Promise<void> {
  const key = [association, questionnaire.code, questionnaire.version, version]
  const found = await client.query(
    'select rules from common.colour_rules where municipality_id = $1 and questionnaire_code = $2 and questionnaire_version = $3 and version = $4',
    key,
  )
  const published: { rules: unknown } | undefined = found.rows[0]
  if (published === undefined) {
    await client.query(
      'insert into common.colour_rules (municipality_id, questionnaire_code, questionnaire_version, version, is_published, rules) values ($1, $2, $3, $4, true, $5)',
      [...key, JSON.stringify(rules)],
    )
  } else if (!isDeepStrictEqual(published.rules, asJson(rules))) {
    throw new StartRefusal(
      `Farvereglerne ${version} til ${questionnaire.code} ${questionnaire.version} er udgivet og må ikke ændres: giv dem et nyt versionsnummer (eller begynd forfra med --fresh)`,
      'published colour rules may not change: give them a new version (or start over with --fresh)',
    )
  }
}

type Texts = Readonly<Record<string, unknown>>

async function publish(
  client: Pick<pg.Client, 'query'>,
  definition: { readonly code: string; readonly version: string },
  texts: Texts,
): Promise<void> {
  const key = [association, definition.code, definition.version]
  const found = await client.query(
    'select definition, texts from common.questionnaire where municipality_id = $1 and code = $2 and version = $3',
    key,
  )
  const published: { definition: unknown; texts: Texts } | undefined = found.rows[0]
  if (published === undefined) {
    await client.query(
      'insert into common.questionnaire (municipality_id, code, version, is_published, definition, texts) values ($1, $2, $3, true, $4, $5)',
      [...key, JSON.stringify(definition), JSON.stringify(texts)],
    )
    return
  }
  const isKept =
    isDeepStrictEqual(published.definition, asJson(definition)) &&
    Object.entries(published.texts).every(([language, text]) => isDeepStrictEqual(text, texts[language]))
  if (!isKept) {
    throw new StartRefusal(
      `Spørgeskemaet ${definition.code} ${definition.version} er udgivet og må ikke ændres: giv det et nyt versionsnummer (eller begynd forfra med --fresh)`,
      'a published questionnaire may not change: give it a new version (or start over with --fresh)',
    )
  }
  if (Object.keys(texts).length > Object.keys(published.texts).length) {
    await client.query('update common.questionnaire set texts = $4 where municipality_id = $1 and code = $2 and version = $3', [
      ...key,
      JSON.stringify(texts),
    ])
  }
}

function readTexts(path: string): Texts {
  const files = readdirSync(path)
    .map((name) => /^text\.([a-z]{2})\.json$/.exec(name))
    .filter((match) => match !== null)
  return Object.fromEntries(files.map(([name, language]) => [language, asJson(QuestionnaireText.parse(readJson(`${path}/${name}`)))]))
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'))
}

/** As it comes back from a JSON column: members that are undefined are gone. */
function asJson(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}
