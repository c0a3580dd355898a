import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { Doors, Statement } from '#database/transaction.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { inCompany } from './in-company.ts'

let database: TestDatabase
/** The real doors, and how many statements each transaction of theirs had. */
let doors: Doors
let journeys: { municipalityId: number; statements: number }[]

describe('saves in company', () => {
  before(async () => {
    database = await openTestDatabase()
    journeys = []
    doors = {
      ...database.doors,
      pipeline: (who, login, statements) => {
        journeys.push({ municipalityId: who.municipalityId, statements: statements.length })
        return database.doors.pipeline(who, login, statements)
      },
    }
    await database.asOwner((client) =>
      client.query(`insert into statistics.draft (municipality_id, slip_hmac, epoch, answers)
      select municipality, decode(lpad(to_hex(n), 64, '0'), 'hex'), 1, array[null]::bigint[]
      from generate_series(1, 30) n, unnest(array[881, 882]) municipality`),
    )
  })

  after(() => database[Symbol.asyncDispose]())

  const slipOf = (n: number) => Buffer.from(n.toString(16).padStart(64, '0'), 'hex')

  const saved = (municipalityId: number, n: number, value: number | string): Statement => ({
    name: 'save-marks-test',
    text: 'update statistics.draft set answers = $3::bigint[] where municipality_id = $1 and slip_hmac = $2',
    values: [municipalityId, slipOf(n), `{${value}}`],
  })

  const save = (municipalityId: number, n: number, value: number | string) =>
    inCompany(doors, { municipalityId, role: 'respondent' }, 'statistics', {
      order: slipOf(n),
      statements: [saved(municipalityId, n, value)],
    })

  const kept = (municipalityId: number) =>
    database.asOwner(async (client) => {
      const { rows } = await client.query(
        'select answers[1]::int as value from statistics.draft where municipality_id = $1 order by slip_hmac',
        [municipalityId],
      )
      return rows.map(({ value }) => value as number | null)
    })

  const children = Array.from({ length: 30 }, (_, at) => at + 1)

  test('a class that saves at the same moment goes together, and each hears what became of its own', async () => {
    journeys.length = 0
    const results = await Promise.all([...children, 31].map((n) => save(881, n, n)))
    assert.deepEqual(
      results.map((own) => own.map(({ rowCount }) => rowCount)),
      [...children.map(() => [1]), [0]],
      'nobody has the last one',
    )
    assert.deepEqual(await kept(881), children)
    assert.deepEqual(journeys, [{ municipalityId: 881, statements: 31 }])
  })

  test('two municipalities never go together', async () => {
    journeys.length = 0
    await Promise.all(children.flatMap((n) => [save(881, n, 100 + n), save(882, n, 200 + n)]))
    assert.deepEqual(journeys.map(({ municipalityId }) => municipalityId).toSorted(), [881, 882])
    assert.deepEqual([await kept(881), await kept(882)], [children.map((n) => 100 + n), children.map((n) => 200 + n)])
  })

  test('what one of them is refused for is nothing to the others', async () => {
    const outcomes = await Promise.allSettled(children.map((n) => save(881, n, n === 7 ? 'no number' : 300 + n)))
    assert.deepEqual(
      outcomes.flatMap(({ status }, at) => (status === 'rejected' ? [at + 1] : [])),
      [7],
    )
    assert.deepEqual(
      await kept(881),
      children.map((n) => (n === 7 ? 107 : 300 + n)),
    )
  })

  test('nobody is told before the commit: where it does not come, nobody hears that it did', async () => {
    const lost = { ...database.doors, pipeline: () => Promise.reject(new Error('the line broke')) } as Doors
    const statements = (n: number) => ({ order: slipOf(n), statements: [saved(881, n, 1)] })
    const outcomes = await Promise.allSettled(
      children.map((n) => inCompany(lost, { municipalityId: 881, role: 'respondent' }, 'statistics', statements(n))),
    )
    assert.ok(outcomes.every(({ status }) => status === 'rejected'))
  })

  test("the same two drafts, saved again and again from two devices in either order, are never in each other's way", async () => {
    for (let round = 0; round < 20; round++)
      await Promise.all(
        [1, 2, 2, 1, 1, 2].map(async (n, at) => {
          await new Promise((done) => setTimeout(done, at % 3))
          await save(881, n, round)
        }),
      )
    assert.deepEqual((await kept(881)).slice(0, 2), [19, 19])
  })
})
