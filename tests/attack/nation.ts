/**
 * A small nation in an installation of its own: municipalities of several regions that release over three nights, and one of them in steps. After each
 * night one municipality reads region, country and similar schools, and anybody fetches the open statistics. Its ledger is written out
 * by the program's own command, and what was released stays at hand for somebody who knows who released when.
 */
import { execFile } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import pg from 'pg'
import { listReleases, lockBenchmarks, type WaveKey } from '#database/release.ts'
import type { Benchmark, MunicipalRelease } from '#domain/disclosure/benchmark.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import type { Stratum } from '#domain/disclosure/stratum.ts'
import type { SealedSum } from '#domain/disclosure/sum.ts'
import { answeredAt, codebook } from '#domain/questionnaire/codebook.ts'
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts'
import { seedNation } from '#lillekoebing/nation.ts'
import { closeWave, readQuestionnaire } from '#lillekoebing/seed.ts'
import { questionnaireAsked } from '#lillekoebing/waves.ts'
import { readConfig } from '#server/config.ts'
import { sealingOf } from '#server/demo/sealing.ts'
import type { House } from '#server/house.ts'
import { buildApp } from '#server/http/app.ts'
import { houseOf, migrateInstallation, openInstallation } from '#server/installation.ts'
import { releaseFigures } from '#server/jobs/release-figures.ts'
import { call, signInAs } from '../sign-in-as.ts'
import { readOpenStatistics } from './lillekoebing.ts'
import type { Step } from './nights.ts'

const size = { municipalities: 12, schools: 60, every: 8 }
const today = '2026-11-22'
const wave: WaveKey = { ...questionnaireAsked, schoolYear: 2026 }
const program = fileURLToPath(new URL('../../bin/boernungeliv.js', import.meta.url))

/** Who closes on which night, by their places; the last one has sealed half of its classes on the first night already. */
const nightsOf = [
  [0, 1, 2, 3, 4, 5],
  [6, 7, 8],
  [9, 10, 11],
] as const
const inSteps = 11
const gradesFirst = 4

export type Nation = {
  readonly questionnaire: Questionnaire
  /** After each night: everything that was released by then, and what was made of it. */
  readonly nights: readonly { readonly releases: readonly MunicipalRelease[]; readonly benchmarks: readonly Benchmark[] }[]
  readonly lines: readonly PublicationLine[]
  readonly looks: number
  /** What `boernungeliv attack --ledger` says of the ledger as it was written out, and with one child counted out of the country. */
  readonly command: Said
  readonly planted: Said
}

export type Said = { readonly code: number; readonly said: string }

export async function playNation(): Promise<Nation> {
  const directory = mkdtempSync(join(tmpdir(), 'bul-nation-'))
  chmodSync(directory, 0o755)
  try {
    await using installation = await openInstallation(readConfig({ isDemo: true }, { DATA_DIR: directory }))
    await migrateInstallation(installation)
    const { doors, keyring, databaseUrl } = installation
    const house = houseOf(installation, [])
    await seedNation({ doors, keyring, today, size })
    const surveys = await listSurveys(databaseUrl)
    const app = await buildApp(house, { isReady: async () => true })
    const leader = await signInAs(installation, 'institutionLeader', {
      municipalityId: surveys[0]?.municipalityId ?? 0,
      institutionIds: surveys[0]?.institutionIds ?? [],
      at: new Date(),
    })
    const analyst = await signInAs(installation, 'politicalReader', { municipalityId: surveys[0]?.municipalityId ?? 0, at: new Date() })
    const nights: Nation['nights'][number][] = []
    let looks = 0
    for (const night of nightsOf.keys()) {
      await closeNight(house, surveys, night)
      await releaseFigures(house, { everybody: 1 })
      nights.push(await nightIn(house))
      for (const reader of [leader, analyst]) looks += await readAreas(app, reader)
      looks += await readOpenStatistics(app)
    }
    await app.close()
    const ledger = join(directory, 'ledger.jsonl')
    const environment = { DATA_DIR: directory }
    const exported = await run(['ledger', 'export', '--out', ledger], environment)
    if (exported.code !== 0) throw new Error(exported.said)
    const command = await run(['attack', '--ledger', ledger], {})
    const text = readFileSync(ledger, 'utf8')
    const lines = text
      .trim()
      .split('\n')
      .map((line): PublicationLine => JSON.parse(line))
    const broken = join(directory, 'broken.jsonl')
    writeFileSync(
      broken,
      `${text}${countedOut(lines)
        .map((line) => JSON.stringify(line))
        .join('\n')}\n`,
    )
    const planted = await run(['attack', '--ledger', broken], {})
    return { questionnaire: await readQuestionnaire(doors), nights, lines, looks, command, planted }
  } finally {
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 })
  }
}

type Asked = {
  readonly municipalityId: number
  readonly surveyId: string
  readonly institutionIds: readonly string[]
  readonly classes: readonly { readonly id: string; readonly grade: number }[]
}

async function listSurveys(connectionString: string): Promise<readonly Asked[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  const rows = async (text: string) => (await client.query(text)).rows
  const surveys = await rows('select municipality_id, id from common.survey order by municipality_id')
  const classes = await rows('select municipality_id, id, grade, institution_id from common.class')
  await client.end()
  return surveys.map(({ municipality_id: municipalityId, id: surveyId }) => {
    const own = classes.filter((one) => one.municipality_id === municipalityId)
    return { municipalityId, surveyId, institutionIds: [...new Set(own.map((one) => one.institution_id))], classes: own }
  })
}

async function closeNight(house: House, surveys: readonly Asked[], night: number): Promise<void> {
  const sealing = sealingOf(house)
  for (const place of nightsOf[night] ?? []) {
    const { municipalityId, surveyId } = surveys[place] as Asked
    await closeWave(house.doors, municipalityId, surveyId)
    await sealing.sealRest(municipalityId, surveyId)
  }
  const { municipalityId, surveyId, classes } = surveys[inSteps] as Asked
  if (night === 0) for (const { id, grade } of classes) if (grade <= gradesFirst) await sealing.sealClass(municipalityId, surveyId, id)
}

function nightIn(house: House): Promise<Nation['nights'][number]> {
  return house.doors.asSystem('release-figures', { municipalityId: 0, login: 'sealer' }, async (tx) => {
    const { width } = codebook(await readQuestionnaire(house.doors))
    return { releases: await listReleases(tx, wave), benchmarks: await lockBenchmarks(tx, wave, width) }
  })
}

async function readAreas(app: FastifyInstance, reader: Awaited<ReturnType<typeof signInAs>>): Promise<number> {
  let looks = 0
  for (const { surveyId, units } of (await call(app, reader, 'GET /reports')).body) {
    for (const { unit, level } of units) {
      const isArea = level === 'region' || level === 'country'
      if (!isArea && level !== 'municipality' && level !== 'institution') continue
      for (const query of [{ split: 'sex' }, ...['similar', 'region', 'newRegion', 'country'].map((compare) => ({ compare }))]) {
        const { status } = await call(app, reader, `GET /reports/${surveyId}?${new URLSearchParams({ unit, ...query })}`)
        if (status >= 500) throw new Error(`${unit} ${JSON.stringify(query)}: ${status}`)
        if (status === 200) looks++
      }
    }
  }
  return looks
}

/** The country's last figure of one question, told again without one of those who are in it. */
function countedOut(lines: readonly PublicationLine[]): readonly PublicationLine[] {
  const ofCountry = lines.filter((line) => line.unit === 'country' && line.split === 'all' && line.question === lines[0]?.question)
  const n = Math.max(...ofCountry.map((line) => line.n))
  const last = ofCountry.filter((line) => line.n === n && line.audience === 'municipalities')
  const left = last.findIndex((line) => 'count' in line && line.count > 0)
  return last.map((line, index) => ({
    ...line,
    at: '2099-01-01T00:00:00Z',
    n: n - 1,
    ...('count' in line && index === left ? { count: line.count - 1 } : {}),
  }))
}

function run(args: readonly string[], environment: Readonly<Record<string, string>>): Promise<Said> {
  const env = { PATH: process.env.PATH, LOG_LEVEL: 'silent', ...environment }
  return new Promise((done) => {
    execFile(process.execPath, [program, ...args], { env, cwd: tmpdir(), maxBuffer: 1e8 }, (error, stdout, stderr) =>
      done({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    )
  })
}

/** What each step of each municipality has added to one question, by stratum and sex. */
export function stepsOf(releases: readonly MunicipalRelease[], offset: number): readonly Step[] {
  const at = offset + answeredAt
  const countsOf = (sums: { readonly all: SealedSum; readonly female: SealedSum; readonly male: SealedSum } | undefined) => {
    const [all = 0, female = 0, male = 0] = [sums?.all[at], sums?.female[at], sums?.male[at]]
    return { female, male, neither: all - female - male }
  }
  return releases.flatMap((release) => {
    const { municipalityId: municipality, step, strata } = release
    const before = releases.find((one) => one.municipalityId === municipality && one.step === step - 1)
    const names: readonly Stratum[] = [...(strata?.keys() ?? [])]
    return (['female', 'male', 'neither'] as const).flatMap((sex): readonly Step[] => {
      const grown = (stratum: Stratum) => countsOf(strata?.get(stratum))[sex] - countsOf(before?.strata?.get(stratum))[sex]
      const inStrata = names.map((stratum): Step => ({ municipality, step, stratum, sex, more: grown(stratum) }))
      const total = countsOf(release)[sex] - countsOf(before)[sex]
      const pooled = total - inStrata.reduce((sum, { more }) => sum + more, 0)
      return [...inStrata, { municipality, step, stratum: null, sex, more: pooled }].filter(({ more }) => more > 0)
    })
  })
}
