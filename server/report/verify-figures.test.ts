/** Sealed figures counted through: whole as they were sealed, and every way of changing them told. */
import assert from 'node:assert/strict'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { type AnsweredWave, answerLate, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { anchorsAt, noteAnchors } from '../audit/anchors.ts'
import { verifyChain } from '../audit/verify.ts'
import { tellFigures } from '../cli/verify-figures.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { verifyFigures } from './verify-figures.ts'

let database: TestDatabase
let wave: AnsweredWave
let open: AnsweredWave
const directory = mkdtempSync(join(tmpdir(), 'bul-anchors-'))

before(async () => {
  database = await openTestDatabase()
  wave = await answerWave(database, {
    Åsum: {
      '5.A': group(12, 12),
      '5.B': [...group(8, 7), ...group(1, 1, { lonely: 'most' })],
      '5.M': group(2, 2),
      '6.A': group(9, 0, { bullied: 'most' }),
    },
    Bakke: { '5.A': group(12, 12), '4.A': group(3, 0) },
    Dal: { '5.A': group(10, 10), '4.A': group(2, 1) },
  })
  const names = Object.keys(wave.classes)
  await Promise.all(names.map((name) => seal(wave, name)))
  await answerLate(database, wave, wave.classes['Åsum/5.A'] ?? '', 5, group(3, 3))
  await seal(wave, 'Åsum/5.A')
  await closeWave(database, wave)
  await closeSurvey(testHouse(database), wave)
  open = await answerWave(database, { Ny: { '5.A': group(10, 10), '5.B': group(3, 3) } })
  for (const name of Object.keys(open.classes)) await seal(open, name)
})

after(() => database[Symbol.asyncDispose]())

const seal = (of: AnsweredWave, name: string) => sealClass(testHouse(database), { ...of, classId: of.classes[name] ?? '' })
const school = () => `institution:${wave.institutions.Åsum}`

type Found = Awaited<ReturnType<typeof verifyFigures>>
const verify = (anchors: Parameters<typeof verifyFigures>[2] = []) => verifyFigures(database.doors, wave.municipalityId, anchors)
const of = (found: Found, { surveyId }: AnsweredWave) => found.find((one) => one.surveyId === surveyId) ?? assert.fail('not verified')
const saidOf = (found: Found) => [
  of(found, wave).finding?.fault,
  ...of(found, wave).faults.map(({ fault, unit, sex }) => `${fault} ${unit} ${sex}`),
]

/** What is said when somebody who may do anything in the database has done this; undone afterwards. */
async function saidWhen(
  statement: string,
  values: readonly unknown[] = [],
  anchors: Parameters<typeof verifyFigures>[2] = [],
): Promise<readonly (string | undefined)[]> {
  const kept = ['atom', 'merged_upward', 'withheld', 'head', 'total', 'turnout']
  await database.asOwner(async (client) => {
    for (const table of kept) await client.query(`create table kept_${table} as select * from sealed.${table}`)
    await client.query("set session_replication_role = 'replica'")
    await client.query(statement, [...values])
    await client.query("set session_replication_role = 'origin'")
  })
  const said = saidOf(await verify(anchors))
  await database.asOwner(async (client) => {
    await client.query("set session_replication_role = 'replica'")
    for (const table of kept) {
      await client.query(`delete from sealed.${table}`)
      await client.query(`insert into sealed.${table} select * from kept_${table}`)
      await client.query(`drop table kept_${table}`)
    }
    await client.query("set session_replication_role = 'origin'")
  })
  return said
}

test('figures as they were sealed are whole, of a survey that is open and of one that is over', async () => {
  const found = await verify()
  assert.equal(found.length, 2)
  for (const one of found) assert.deepEqual([one.finding, one.faults], [undefined, []])
  assert.ok(of(found, wave).good > 10n, 'atoms, mergings and what was withheld are links')
  assert.match(tellFigures(of(found, wave)), /^✓ 881 [0-9a-f-]{36}: \d+ led og \d+ summer i orden$/)
})

test('classes sealed at once are one chain, without gaps, and one sealing’s links say nothing of whose they are', async () => {
  const { rows } = await database.asOwner((client) =>
    client.query(
      'select seq::int as seq from sealed.atom where survey_id = $1 union all select seq::int from sealed.merged_upward where survey_id = $1 union all select seq::int from sealed.withheld where survey_id = $1 order by 1',
      [wave.surveyId],
    ),
  )
  assert.deepEqual(
    rows.map(({ seq }) => seq),
    rows.map((_, index) => index + 1),
  )
})

const mine = () => `municipality_id = ${wave.municipalityId} and survey_id = '${wave.surveyId}'`

test('an atom that is edited, given to another group, taken out or put in is told', async () => {
  const changed: readonly (readonly [string, string])[] = [
    [`update sealed.atom set counts[1] = counts[1] + 1 where ${mine()} and seq = 3`, 'edited'],
    [
      `update sealed.atom set sex = null where ${mine()} and seq = (select min(seq) from sealed.atom where ${mine()} and sex = 'female')`,
      'edited',
    ],
    [`update sealed.atom set unit = 'municipality' where ${mine()} and seq = 2`, 'edited'],
    [`delete from sealed.atom where ${mine()} and seq = 4`, 'missing'],
    [`delete from sealed.withheld where ${mine()}`, 'truncated'],
    [`update sealed.withheld set answers = answers + 1 where ${mine()}`, 'edited'],
    [
      `insert into sealed.merged_upward select municipality_id, survey_id, gen_random_uuid(), unit, 'bullied', 0, hash from sealed.atom where ${mine()} and seq = 5`,
      'inserted',
    ],
    [`delete from sealed.head where ${mine()}`, 'beyond-head'],
    [`update sealed.head set hash = decode(repeat('ab', 32), 'hex') where ${mine()}`, 'head-differs'],
  ]
  for (const [statement, fault] of changed) assert.equal((await saidWhen(statement))[0], fault, statement)
})

test('a total that is not the sum of its atoms is told, also where the chain is whole', async () => {
  const where = `where ${mine()} and unit = '${school()}' and sex = 'all'`
  assert.deepEqual(await saidWhen(`update sealed.total set counts[1] = counts[1] + 1 ${where}`), [undefined, `differs ${school()} all`])
  assert.deepEqual(await saidWhen(`delete from sealed.total ${where}`), [undefined, `missing ${school()} all`])
  const invented = 'class:00000000-0000-4000-8000-000000000001'
  assert.deepEqual(
    await saidWhen(`insert into sealed.total select municipality_id, survey_id, '${invented}', sex, counts from sealed.total ${where}`),
    [undefined, `withoutAtoms ${invented} all`],
  )
  assert.deepEqual(
    await saidWhen(`update sealed.total set moments[2] = moments[2] + 1 where ${mine()} and unit = 'municipality' and sex = 'female'`),
    [undefined, 'momentsDiffer municipality female'],
  )
  assert.deepEqual(await saidWhen(`update sealed.turnout set answered = answered + 1 where ${mine()} and unit = 'municipalYearGroup:5'`), [
    undefined,
    'turnoutDiffers municipalYearGroup:5 all',
  ])
})

test('figures sealed before schools were compared have no moments, and are whole', async () => {
  assert.deepEqual(await saidWhen(`update sealed.total set moments = null where ${mine()}`), [undefined])
})

test('a chain that was written anew as a whole, or is gone with its head, is seen by an anchor alone', async () => {
  await noteAnchors(database.doors, directory, new Date('2026-11-23T02:00:00Z'))
  const anchors = anchorsAt(directory)
  assert.deepEqual(saidOf(await verify(anchors)), [undefined])
  assert.equal((await verifyChain(database.doors, wave.municipalityId, anchors)).finding, undefined, 'the log has its own')
  const shorter = `with gone as (delete from sealed.withheld where ${mine()} returning seq)
    update sealed.head set seq = (select min(seq) - 1 from gone), hash = (select hash from (
      select seq, hash from sealed.atom where ${mine()} union all select seq, hash from sealed.merged_upward where ${mine()}
    ) as link order by seq desc limit 1) where ${mine()}`
  assert.deepEqual(await saidWhen(shorter), [undefined])
  assert.deepEqual(await saidWhen(shorter, [], anchors), ['truncated'])
  const other = anchors.map((anchor) => (anchor.surveyId === wave.surveyId ? { ...anchor, hash: 'ab'.repeat(32) } : anchor))
  assert.equal(saidOf(await verify(other))[0], 'anchor-differs')
})

test('what is wrong is told in plain words', async () => {
  const [found] = await verify()
  assert.ok(found)
  const said = tellFigures({ ...found, faults: [{ fault: 'differs', unit: 'municipality', sex: 'female' }] })
  assert.match(said, /^✗ 881 .* talt efter\n {4}municipality, piger er ikke summen af de forseglede svar$/)
})
