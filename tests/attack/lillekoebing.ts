/**
 * The ledger of the seeded Lillekøbing: a teacher and a leader read every report that is open to them, of every survey there is,
 * and anybody fetches the open statistics. Then what was open is closed and released, and everybody reads: two of them compared in every
 * way, with the years of units, boards, and files to take away.
 */
import type { FastifyInstance } from 'fastify'
import type { ReportUnit } from '#api/report.ts'
import { mostUnits } from '#api/trend.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import { lillekoebing } from '#lillekoebing/place.ts'
import { seedLillekoebing } from '#lillekoebing/seed.ts'
import { sealingOf } from '#server/demo/sealing.ts'
import { buildApp } from '#server/http/app.ts'
import { closeSurvey } from '#server/jobs/close-survey.ts'
import { releaseFigures } from '#server/jobs/release-figures.ts'
import { listLedgers, readLedger } from '#server/report/ledger.ts'
import { testHouse } from '../play.ts'
import { call, type SignedIn, signInAs } from '../sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../test-database.ts'

const comparedInside = ['municipality', 'earlier'] as const
const comparedOutside = ['similar', 'region', 'newRegion', 'country'] as const
const files = ['workbook', 'csv', 'figures', 'key-figures', 'needs', 'pdf', 'summary'] as const
const comparedOverYears = ['municipality', 'country'] as const

/** Who reads the rest: one who sees institutions, and one who sees the municipality. */
const thorough: ReadonlySet<string> = new Set(['institutionLeader', 'politicalReader'])

type Listed = readonly { readonly surveyId: string; readonly units: readonly ReportUnit[] }[]
type OpenWaves = readonly { readonly code: string; readonly version: string; readonly schoolYear: number }[]

export type Town = { readonly lines: readonly PublicationLine[]; readonly looks: number }

export async function ledgerOfLillekoebing(): Promise<Town> {
  await using database = await openTestDatabase()
  const house = testHouse(database)
  await database.asOwner((migrator) =>
    seedLillekoebing({
      migrator,
      doors: database.doors,
      keyring: database.keyring,
      issuer: 'http://127.0.0.1:8090',
      today: '2026-11-22',
      sealing: sealingOf(house),
    }),
  )
  const app = await buildApp(house, { isReady: async () => true })
  try {
    const readers = await readersOf(database)
    let looks = 0
    for (const reader of readers.slice(0, 2)) looks += await readAll(app, reader, false)
    looks += await readOpenStatistics(app)
    const open = await closeAll(database)
    for (const surveyId of open) {
      await closeSurvey(house, { municipalityId: lillekoebing.id, surveyId })
      await releaseFigures(house, { municipalityId: lillekoebing.id, surveyId })
    }
    await releaseFigures(house, {})
    for (const reader of readers) looks += await readAll(app, reader, thorough.has(reader.actor.role))
    looks += await readOpenStatistics(app)
    const lines: PublicationLine[] = []
    for (const id of await listLedgers(database.doors)) for await (const line of readLedger(database.doors, id)) lines.push(line)
    return { lines, looks }
  } finally {
    await app.close()
  }
}

async function readersOf(database: TestDatabase): Promise<readonly SignedIn[]> {
  const places = await database.asOwner(async (client) => ({
    institutions: (await client.query('select id from common.institution where municipality_id = $1', [lillekoebing.id])).rows,
    classes: (await client.query('select id from common.class where municipality_id = $1', [lillekoebing.id])).rows,
  }))
  const institutionIds = places.institutions.map(({ id }) => id)
  const classIds = places.classes.map(({ id }) => id)
  return [
    await signInAs(database, 'teacher', { institutionIds, classIds }),
    await signInAs(database, 'institutionLeader', { institutionIds }),
    await signInAs(database, 'healthVisitor'),
    await signInAs(database, 'politicalReader'),
  ]
}

/**
 * Every role reads every unit; what a unit is held against, its years, boards and files are read by two of them, for figures are the same.
 * So are those of region and country beside a class and beside its school.
 */
async function readAll(app: FastifyInstance, reader: SignedIn, isThorough: boolean): Promise<number> {
  let looks = 0
  const look = async (address: string, query: Readonly<Record<string, string>> = {}) => {
    const { status } = await call(app, reader, `GET ${address as `/${string}`}?${new URLSearchParams(query)}`)
    if (status >= 500) throw new Error(`${address} ${JSON.stringify(query)}: ${status}`)
    if (status === 200) looks++
  }
  const list = (await call(app, reader, 'GET /reports')).body as Listed
  for (const { surveyId, units } of list) {
    const report = `/reports/${surveyId}`
    const open = units.filter(({ isOpen }) => isOpen)
    for (const { unit, level } of open) {
      await look(report, { unit, split: 'sex' })
      await look(report, { unit, compare: 'rest' })
      if (!isThorough) continue
      for (const compare of comparedInside) await look(report, { unit, compare })
      if (level === 'class' || level === 'yearGroup') continue
      for (const compare of comparedOutside) await look(report, { unit, compare })
      for (const compare of comparedOverYears) await look(`${report}/trend`, { unit, compare, split: 'sex' })
      // Files have the figures of the page: enough to see that they have no others.
      for (const file of level === 'municipality' ? files : []) await look(`${report}/${file}`, { unit, split: 'sex' })
    }
    for (let from = 0; isThorough && from < open.length; from += mostUnits)
      await look(`${report}/trend-board`, {
        units: open
          .slice(from, from + mostUnits)
          .map(({ unit }) => unit)
          .join(),
      })
  }
  return looks
}

/** As somebody does who is not signed in. */
export async function readOpenStatistics(app: FastifyInstance): Promise<number> {
  let looks = 0
  for (const { code, version, schoolYear } of (await call(app, undefined, 'GET /open-data')).body as OpenWaves) {
    for (const form of ['', '/csv'] as const) {
      const { status } = await call(app, undefined, `GET /open-data/${code}/${version}/${schoolYear}${form}`)
      if (status !== 200) throw new Error(`open statistics of ${code}: ${status}`)
      looks++
    }
  }
  return looks
}

/** What is still open in Lillekøbing is closed by hand. */
async function closeAll(database: TestDatabase): Promise<readonly string[]> {
  return database.asOwner(async (client) => {
    const { rows } = await client.query(
      "update common.survey set state = 'closed' where municipality_id = $1 and state = 'open' returning id",
      [lillekoebing.id],
    )
    return rows.map(({ id }) => id)
  })
}
