/** Open statistics through the contract: for everybody, of what three municipalities have released, and nothing else. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { parse } from 'csv-parse/sync'
import type { OpenFigures, OpenWave } from '#api/open-data.ts'
import { type AnsweredWave, answerWave, group, mellemtrin } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
const released: AnsweredWave[] = []

const house = () => testHouse(database)
const at = `/api/v1/open-data/${mellemtrin.code}/${mellemtrin.version}/2026`

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(house(), { isReady: async () => true })
  for (const municipalityId of [882, 883, 884]) {
    const wave = await answerWave(
      database,
      { Et: { '5.A': group(12, 12) }, To: { '5.A': group(10, 10) }, Tre: { '5.A': group(10, 10, { 'sleep-tired': 'all' }) } },
      { municipalityId, name: `Nabo ${municipalityId}` },
    )
    for (const classId of Object.values(wave.classes)) await sealClass(house(), { municipalityId, surveyId: wave.surveyId, classId })
    released.push(wave)
  }
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const get = (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers })

const linesOf = (csv: string): readonly Record<string, string>[] => parse(csv, { columns: true })

async function release(count: number): Promise<void> {
  for (const { municipalityId, surveyId } of released.slice(0, count)) await releaseFigures(house(), { municipalityId, surveyId })
  await releaseFigures(house(), {})
}

test('what two municipalities have released is open to nobody', async () => {
  await release(2)
  assert.deepEqual((await get('/api/v1/open-data')).json(), [])
  for (const file of ['', '/csv', '/codebook']) assert.equal((await get(`${at}${file}`)).statusCode, 404)
})

test('what three have released is listed for everybody, and whoever is signed in to nothing reads the figures', async () => {
  await release(3)
  const [wave] = (await get('/api/v1/open-data')).json<OpenWave[]>()
  assert.deepEqual(
    wave?.areas.map(({ area, name, municipalities, institutions, answered }) => [area, name.da, municipalities, institutions, answered]),
    [
      ['country', 'Hele landet', 3, 9, 192],
      ['region:1083', 'Region Syddanmark', 3, 9, 192],
    ],
  )
  const figures = (await get(at)).json<OpenFigures>()
  const tired = figures.figures.find(
    ({ area, item, split, option }) => `${area} ${item} ${split} ${option}` === 'country sleep-tired all favourable',
  )
  assert.deepEqual([tired?.n, tired?.count], [192, 192 - 60])
  assert.ok((tired?.low ?? 100) < (tired?.percent ?? 0) && (tired?.percent ?? 100) < (tired?.high ?? 0))
  assert.deepEqual([figures.licence.code, figures.notes.da.length], ['CC-BY-4.0', figures.notes.en.length])
  const asked = figures.codebook.find(({ item }) => item === 'sleep-tired')
  assert.ok(asked && asked.question.da !== '' && asked.question.en !== '' && asked.options.every(({ text }) => text.da !== ''))
  for (const { item, option } of figures.figures)
    if (option !== 'favourable' && option !== 'mean')
      assert.ok(
        figures.codebook.find((one) => one.item === item)?.options.some((one) => one.option === option),
        `${item} ${option} is in the codebook`,
      )
})

test('the table holds the same figures, and a Danish spreadsheet reads it', async () => {
  const figures = (await get(at)).json<OpenFigures>().figures
  const plain = linesOf((await get(`${at}/csv`)).body)
  assert.deepEqual(
    plain.map(({ area, item, split, option, n, count, percent }) => [area, item, split, option, Number(n), Number(count), Number(percent)]),
    figures.map(({ area, item, split, option, n, count, percent }) => [area, item, split, option, n, Number(count), Number(percent)]),
  )
  const danish = (await get(`${at}/csv?dialect=danish`)).body
  assert.ok(danish.startsWith('\ufeff"area";"areaName"') && /"\d+,\d+"/.test(danish))
  const book = linesOf((await get(`${at}/codebook?language=en`)).body)
  assert.ok(book.some(({ item, side }) => item === 'sleep-tired' && side === 'favourable'))
})

test('an address that has not changed is not sent again', async () => {
  const first = await get(`${at}/csv`)
  assert.match(String(first.headers['cache-control']), /public, max-age/)
  const again = await get(`${at}/csv`, { 'if-none-match': String(first.headers.etag) })
  assert.deepEqual([again.statusCode, again.body], [304, ''])
  assert.equal((await get(`${at}/csv`, { 'if-none-match': '"another"' })).statusCode, 200)
})

test('the catalogue names every file by an address that answers', async () => {
  const catalogue = (await get('/api/v1/open-data/catalogue')).json()
  assert.equal(catalogue['@type'], 'dcat:Catalog')
  const files: readonly Record<string, string>[] = catalogue['dcat:dataset'].flatMap(
    (set: Record<string, unknown>) => set['dcat:distribution'],
  )
  assert.equal(files.length, 2)
  for (const file of files) {
    const answer = await get(new URL(file['dcat:downloadURL'] ?? '').pathname)
    assert.deepEqual([answer.statusCode, String(answer.headers['content-type']).split(';')[0]], [200, file['dcat:mediaType']])
  }
})

test('the ledger of the association has it all as shown to the public, each figure once in each form', async () => {
  const count = async () =>
    database.asOwner(
      async (client) =>
        (
          await client.query(
            'select audience, form, count(*)::int as shown from audit.publication where municipality_id = 0 group by 1, 2 order by 2',
          )
        ).rows,
    )
  const before = await count()
  const ofPublic = before.filter(({ audience }) => audience === 'public')
  assert.deepEqual(
    ofPublic.map(({ form }) => form),
    ['csv', 'json'],
  )
  assert.equal(ofPublic[0]?.shown, ofPublic[1]?.shown)
  await get(at)
  await get(`${at}/csv?language=en`)
  assert.deepEqual(await count(), before)
})
