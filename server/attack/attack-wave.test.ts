/**
 * A wave in a real database: classes are sealed one after the other, some answer late, the survey is closed and released, and after each
 * step everybody reads over HTTP all that they may. Then the ledger is exported and attacked, by somebody who besides knows how many
 * girls and boys of each class have answered.
 */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { KnownGroup } from '#domain/disclosure/attack/from-ledger.ts'
import type { PublicationLine } from '#domain/disclosure/publication.ts'
import type { RawResponse } from '#domain/disclosure/raw.ts'
import { answerLate, type AnsweredWave, answerWave, closeWave, respondent } from '../../tests/answered-wave.ts'
import { chanceFrom } from '../../tests/faults/chance.ts'
import { testHouse } from '../../tests/play.ts'
import { call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'
import { listLedgers, readLedger } from '../report/ledger.ts'
import { knownRules } from './asked-questions.ts'
import { attackLedger } from './attack-ledger.ts'
import { explainAll } from './explain.ts'
import { openSolver } from './highs.ts'

const insiders = 2
const queries = [{ split: 'sex' }, { compare: 'rest' }, { compare: 'country' }]

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let neighbours: AnsweredWave[]
let readers: readonly SignedIn[]
let looks = 0
let lines: readonly PublicationLine[]
const known: KnownGroup[] = []
const chance = chanceFrom(2026)

/** So many girls and boys, each with answers of their own. */
function pupils(girls: number, boys: number): readonly RawResponse[] {
  const pick = (...some: readonly (string | null)[]) => some[Math.floor(chance() * some.length)] ?? null
  return [...Array<'female'>(girls).fill('female'), ...Array<'male'>(boys).fill('male')].map((sex) =>
    respondent(sex, {
      bullied: pick('never', 'never', 'never', 'few', 'many', null),
      'sleep-tired': pick('all', 'none', null, 'some'),
    }),
  )
}

const unitOf = (name: string) => `class:${wave.classes[name]}`

/** Everybody reads the class and all that it lies in. */
async function readAll(name: string): Promise<void> {
  const institution = wave.institutions[name.split('/')[0] ?? '']
  const grade = name.split('/')[1]?.[0]
  const units = [
    unitOf(name),
    `yearGroup:${institution}:${grade}`,
    `institution:${institution}`,
    `municipalYearGroup:${grade}`,
    'municipality',
    'region:1083',
    'country',
  ]
  for (const reader of readers) {
    for (const unit of units) {
      for (const query of queries) {
        const { status } = await call(app, reader, `GET /reports/${wave.surveyId}?${new URLSearchParams({ unit, ...query })}`)
        if (status === 200) looks++
        else break
      }
    }
  }
}

before(async () => {
  database = await openTestDatabase()
  const house = testHouse(database)
  app = await buildApp(house, { isReady: async () => true })
  const schools = {
    Åsum: { '5.A': pupils(12, 10), '5.B': pupils(8, 7), '5.M': pupils(2, 2), '6.A': pupils(12, 13) },
    Bakke: { '5.A': pupils(11, 4), '6.A': pupils(5, 6) },
    Dal: { '4.A': pupils(10, 12) },
  }
  wave = await answerWave(database, schools)
  for (const [school, classes] of Object.entries(schools)) {
    for (const [name, some] of Object.entries(classes)) {
      for (const sex of ['female', 'male'] as const)
        known.push({ unit: unitOf(`${school}/${name}`), sex, arrived: null, answered: some.filter((one) => one.sex === sex).length })
    }
  }
  neighbours = []
  for (const municipalityId of [882, 883, 884])
    neighbours.push(
      await answerWave(
        database,
        { Et: { '5.A': pupils(12, 12) }, To: { '5.A': pupils(10, 10) }, Tre: { '5.A': pupils(10, 10) } },
        { municipalityId, name: `Nabo ${municipalityId}` },
      ),
    )
  const asum = wave.institutions.Åsum ?? ''
  readers = [
    await signInAs(database, 'teacher', {
      institutionIds: [asum],
      classIds: [wave.classes['Åsum/5.A'] ?? '', wave.classes['Åsum/5.M'] ?? ''],
    }),
    await signInAs(database, 'institutionLeader', { institutionIds: Object.values(wave.institutions) }),
    await signInAs(database, 'politicalReader'),
  ]

  const sealed = async (of: AnsweredWave, name: string) => {
    await sealClass(house, { municipalityId: of.municipalityId, surveyId: of.surveyId, classId: of.classes[name] ?? '' })
  }
  for (const name of ['Bakke/6.A', 'Åsum/5.M', 'Åsum/5.A', 'Dal/4.A', 'Åsum/6.A', 'Bakke/5.A', 'Åsum/5.B']) {
    await sealed(wave, name)
    await readAll(name)
  }
  const late = pupils(2, 1)
  await answerLate(database, wave, wave.classes['Åsum/5.A'] ?? '', 5, late)
  known.push({ unit: unitOf('Åsum/5.A'), sex: null, arrived: null, answered: late.length })
  await sealed(wave, 'Åsum/5.A')
  await readAll('Åsum/5.A')
  for (const one of neighbours) for (const name of Object.keys(one.classes)) await sealed(one, name)
  for (const { municipalityId, surveyId } of [wave, ...neighbours]) await releaseFigures(house, { municipalityId, surveyId })
  await releaseFigures(house, {})
  await readAll('Dal/4.A')
  await closeWave(database, wave)
  await closeSurvey(house, { municipalityId: wave.municipalityId, surveyId: wave.surveyId })
  for (const name of Object.keys(wave.classes)) await readAll(name)

  const exported: PublicationLine[] = []
  for (const id of await listLedgers(database.doors)) for await (const line of readLedger(database.doors, id)) exported.push(line)
  lines = exported
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

test('everybody has read everything, and it is in the ledger', () => {
  assert.ok(looks > 150, `${looks} looks`)
  const told = (isSuch: (line: PublicationLine) => boolean, what: string) => assert.ok(lines.some(isSuch), what)
  for (const level of ['class', 'yearGroup', 'institution', 'municipalYearGroup', 'municipality', 'region', 'country'])
    told(({ unit }) => unit.split(':')[0] === level, level)
  told(({ without }) => without !== null, 'the rest of something')
  told(({ split }) => split === 'female', 'girls')
  told((line) => 'low' in line, 'bands')
  assert.deepEqual(
    new Set(lines.map(({ audience }) => audience)),
    new Set(['teacher', 'institutionLeader', 'politicalReader', 'municipalities']),
  )
})

test('from the whole ledger nothing is learnt below the threshold', async () => {
  const attacks = [...attackLedger(lines, { groups: known, rules: knownRules(insiders), insiders }, await openSolver())]
  assert.ok(attacks.length > 40)
  const { isLearnt, lines: told } = explainAll(attacks)
  assert.equal(isLearnt, false, told.join('\n'))
})

test('one class with one pupil fewer, and it is learnt what that pupil said', async () => {
  const own = lines.filter(
    (line) => line.unit === unitOf('Åsum/5.A') && line.question === 'sleep-tired' && line.split === 'all' && !line.without,
  )
  const first = own.filter(({ at, audience }) => at === own[0]?.at && audience === own[0]?.audience)
  const chosen = first.find((line) => 'count' in line && line.count > 0 && line.category === 'all')
  const erased = first.map((line): PublicationLine => {
    const count = 'count' in line ? line.count : 0
    return { ...line, at: '2030-01-01T00:00:00.000Z', n: line.n - 1, count: line === chosen ? count - 1 : count }
  })
  const attacks = [...attackLedger([...lines, ...erased], { groups: known, rules: knownRules(insiders), insiders }, await openSolver())]
  const { isLearnt, lines: told } = explainAll(attacks)
  assert.equal(isLearnt, true)
  assert.match(told.join('\n'), /sleep-tired: tallet for class:\S+ gik fra \d+ til \d+\. Forskellen er 1/)
})
