/**
 * The ledger of the seeded Lillekøbing: everybody reads every report that is open to them, of every survey there is, split and compared
 * in every way; then what was open is closed and released, and everybody reads again.
 */
import type { FastifyInstance } from 'fastify'
import type { ReportUnit } from '#api/report.ts'
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

const queries = [{ split: 'sex' }, { compare: 'rest' }, { compare: 'municipality' }, { compare: 'country' }, { compare: 'earlier' }]

type Listed = readonly { readonly surveyId: string; readonly units: readonly ReportUnit[] }[]

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
    for (const reader of readers) looks += await readAll(app, reader)
    const open = await closeAll(database)
    for (const surveyId of open) {
      await closeSurvey(house, { municipalityId: lillekoebing.id, surveyId })
      await releaseFigures(house, { municipalityId: lillekoebing.id, surveyId })
    }
    await releaseFigures(house, {})
    for (const reader of readers) looks += await readAll(app, reader)
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

async function readAll(app: FastifyInstance, reader: SignedIn): Promise<number> {
  let looks = 0
  const list = (await call(app, reader, 'GET /reports')).body as Listed
  for (const { surveyId, units } of list) {
    for (const { unit, isOpen } of units) {
      for (const query of isOpen ? queries : []) {
        const { status } = await call(app, reader, `GET /reports/${surveyId}?${new URLSearchParams({ unit, ...query })}`)
        if (status === 200) looks++
      }
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
