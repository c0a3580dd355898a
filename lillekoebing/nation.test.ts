import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openTestDatabase } from '../tests/test-database.ts'
import { nationPlans, seedNation, wholeNation } from './nation.ts'
import { makeTown } from './town.ts'

const someCodes = Array.from({ length: 98 }, (_, place) => ({ id: place === 0 ? 101 : 102 + place * 7, name: `Kommune ${place}` }))

test('the nation has 98 municipalities, 1,800 schools, about 45,000 classes, and 700,000 pupils who answer', () => {
  const plans = nationPlans(someCodes, wholeNation.schools)
  assert.equal(plans.length, 98)
  assert.equal(
    plans.reduce((sum, { schools }) => sum + schools.length, 0),
    1_800,
  )
  const classes = plans.reduce(
    (sum, { schools }) => sum + schools.reduce((inner, { tracks, grades }) => inner + tracks * grades.length, 0),
    0,
  )
  assert.ok(classes > 43_000 && classes < 47_000, String(classes))
  const some = makeTown(plans[0] ?? assert.fail(), 2026).thisYear
  const answering = (some.reduce((sum, { sexes }) => sum + sexes.length, 0) / some.length) * classes * 0.945
  assert.ok(answering > 660_000 && answering < 740_000, String(answering))
})

test('every municipality has schools enough to release, and none is three quarters of the whole', () => {
  const sizes = nationPlans(someCodes, wholeNation.schools).map(({ schools }) => schools.length)
  assert.ok(Math.min(...sizes) >= 3)
  assert.ok(Math.max(...sizes) < wholeNation.schools * 0.2)
})

test('the numbers of invented schools are used once, and are not of the kind real schools have', () => {
  const numbers = nationPlans(someCodes, wholeNation.schools).flatMap(({ schools }) => schools.map(({ number }) => number))
  assert.equal(new Set(numbers).size, numbers.length)
  assert.ok(numbers.every((number) => /^\d{3}N[0-9A-Z]{2}$/.test(number)))
})

test('a small nation is written with raw responses and turnout, without a pupil, a name or a slip; twice is once', async () => {
  await using database = await openTestDatabase()
  const seen: number[] = []
  const given = {
    doors: database.doors,
    keyring: database.keyring,
    today: '2026-11-22',
    size: { municipalities: 2, schools: 8 },
    onProgress: ({ done }: { done: number }) => seen.push(done),
  }
  const made = await seedNation(given)
  assert.deepEqual([made.municipalities, made.schools], [2, 8])
  assert.deepEqual(seen, [0.5, 1])

  const count = (from: string) =>
    database.asOwner(async (client) => Number((await client.query(`select count(*) as n from ${from}`)).rows[0].n))
  for (const table of ['identity.person', 'common.pupil', 'common.slip', 'statistics.invitation', 'common.account'])
    assert.equal(await count(table), 0, table)
  const responses = await count('statistics.response')
  assert.equal(
    await database.asOwner(async (client) =>
      Number((await client.query('select sum(answered_count) as n from statistics.turnout')).rows[0].n),
    ),
    responses,
  )
  assert.equal(
    await database.asOwner(async (client) =>
      Number((await client.query(`select sum(invited) as n from common.survey_unit where level = 'class'`)).rows[0].n),
    ),
    made.pupils,
  )
  assert.equal(
    await database.asOwner(async (client) =>
      Number((await client.query(`select sum(invited) as n from common.survey_unit where level = 'municipality'`)).rows[0].n),
    ),
    made.pupils,
  )
  assert.equal(await count(`common.survey where state = 'open'`), 2)

  assert.deepEqual(await seedNation(given), made)
  assert.equal(await count('statistics.response'), responses)
})
