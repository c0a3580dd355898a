/** Pupils for a load: classes with open lessons and a questionnaire of 60 closed items, nobody named. */
import { randomBytes, randomUUID } from 'node:crypto'
import type pg from 'pg'
import type { Keyring } from '#database/keyring.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { lessonCode, slipFrom } from '#domain/survey/code.ts'

/** Where a crowd is put: past row-level security, and with the keys of the installation. */
export type Ground = { readonly keyring: Keyring; readonly asOwner: <R>(work: (client: pg.Client) => Promise<R>) => Promise<R> }

export type Respondent = { readonly code: string; readonly slip: string; readonly slipHmac: Buffer }

export const crowdMunicipality = 889

const items = 60

/** Adds a survey with so many classes of 25 pupils, and returns who may answer. */
export async function gatherCrowd(ground: Ground, classes: number): Promise<readonly Respondent[]> {
  const { keyring } = ground
  const municipality = crowdMunicipality
  const surveyId = randomUUID()
  const institutionId = randomUUID()
  const version = `${1 + Math.floor(Math.random() * 1e6)}.0`
  const respondents: Respondent[] = []
  await ground.asOwner(async (client) => {
    await client.query(
      `insert into common.municipality values (${municipality}, 'Belastning', '1083', 'Syddanmark', true) on conflict do nothing`,
    )
    await client.query(`insert into common.institution values ($1, $2, 'school', $3, 'Belastning', null)`, [
      municipality,
      institutionId,
      randomBytes(3).toString('hex').toUpperCase(),
    ])
    await client.query(`insert into common.questionnaire values ($1, 'load', $2, true, $3, $4)`, [
      municipality,
      version,
      questionnaire(version),
      { da: words(), en: words() },
    ])
    await client.query(
      `insert into common.survey values ($1, $2, 'Belastning', 'statistics', $1, 'load', $3, 'open', 2026, current_date - 1, current_date + 30, '{5}', $4)`,
      [municipality, surveyId, version, [institutionId]],
    )
    for (let at = 0; at < classes; at++) {
      const classId = randomUUID()
      const code = lessonCode(municipality, randomBytes(8))
      await client.query(`insert into common.class values ($1, $2, $3, 2026, 5, $4, null)`, [
        municipality,
        classId,
        institutionId,
        `${at}.A`,
      ])
      await client.query(`insert into common.survey_unit values ($1, $2, 'class:' || $3, 'class', $4, $3::uuid, 5, 25)`, [
        municipality,
        surveyId,
        classId,
        institutionId,
      ])
      const taken = await client.query(
        `insert into common.lesson values ($1, $2, $3, $4, $5, $6, 'open', now(), null) on conflict do nothing`,
        [municipality, randomUUID(), surveyId, institutionId, classId, code],
      )
      if (taken.rowCount === 0) continue
      await client.query(`insert into statistics.turnout values ($1, $2, $3)`, [municipality, surveyId, classId])
      const slips = Array.from({ length: 25 }, () => slipFrom(randomBytes(12)))
      const hmacs = slips.map((slip) => keyring.slipHmac(municipality, surveyId, classId, slip))
      await client.query(`insert into statistics.invitation select $1, hmac, $2, $3, 'female', 5 from unnest($4::bytea[]) hmac`, [
        municipality,
        surveyId,
        classId,
        hmacs,
      ])
      respondents.push(...slips.map((slip, place) => ({ code, slip, slipHmac: hmacs[place] ?? Buffer.alloc(0) })))
    }
  })
  // Neighbours in this list sit in different classes, as they do when many classes answer at once.
  const places = respondents.map((_, place) => ((place * 25) % respondents.length) + Math.floor((place * 25) / respondents.length))
  return places.flatMap((place) => respondents[place] ?? [])
}

function questionnaire(version: string): Questionnaire {
  return {
    format: 1,
    code: 'load',
    version,
    respondent: 'pupil',
    grades: [5],
    themes: ['load'],
    items: Array.from({ length: items }, (_, place) => ({
      code: `item-${place}`,
      theme: 'load',
      kind: 'single',
      options: ['a', 'b', 'c', 'd', 'e'],
      questionClass: 'open',
      sensitiveOptions: [],
      favourable: [],
      isCore: true,
      isTeachingEnvironment: false,
    })),
  }
}

function words() {
  const entries = Array.from({ length: items }, (_, place) => [
    `item-${place}`,
    { question: `Spørgsmål ${place}?`, why: 'Belastning.', finding: '', options: { a: 'A', b: 'B', c: 'C', d: 'D', e: 'E' } },
  ])
  return { title: 'Belastning', intro: 'Belastning.', themes: { load: 'Belastning' }, items: Object.fromEntries(entries) }
}
