/** Answers become figures, in a real database: what is sealed, what waits, and what nobody ever sees. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import fc from 'fast-check'
import { countUnsealed, findUnsealed, takeSealed, withholdRest } from '#database/disclosure.ts'
import { type RawResponse, countAnswers, takeAnswers } from '#domain/disclosure/raw.ts'
import { strataOf } from '#domain/disclosure/group.ts'
import { closeInstitution, closeMunicipality, sealGroup } from '#domain/disclosure/seal.ts'
import { incrementsOf } from '#domain/disclosure/sum.ts'
import { insiders, itemRules } from '#domain/disclosure/thresholds.ts'
import { codebook, optionsAt } from '#domain/questionnaire/codebook.ts'
import { type AnsweredWave, answerLate, answerWave, closeWave, group, mellemtrin, respondent } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { closeSurvey } from './close-survey.ts'
import { sealClass } from './seal-class.ts'

let database: TestDatabase
let house: House

before(async () => {
  database = await openTestDatabase()
  house = testHouse(database)
})

after(() => database[Symbol.asyncDispose]())

const { cells } = codebook(mellemtrin)
const cellOf = (code: string) => cells.find(({ item }) => item.code === code) ?? assert.fail(code)

/** A unit's totals: answered, declined, blank, then the options; undefined when there are none. */
async function totalOf(wave: AnsweredWave, unit: string, code: string, sex = 'all'): Promise<readonly number[] | undefined> {
  return database.asOwner(async (client) => {
    const { rows } = await client.query(
      'select counts from sealed.total where municipality_id = $1 and survey_id = $2 and unit = $3 and sex = $4',
      [wave.municipalityId, wave.surveyId, unit, sex],
    )
    const { offset, item } = cellOf(code)
    return rows[0]?.counts.slice(offset, offset + optionsAt + item.options.length)
  })
}

/** A row as the test knows it to be. */
async function query<R = Readonly<Record<string, unknown>>>(text: string, values: readonly unknown[] = []): Promise<readonly R[]> {
  return database.asOwner(async (client) => (await client.query(text, [...values])).rows)
}

const seal = (wave: AnsweredWave, name: string) =>
  sealClass(house, { municipalityId: wave.municipalityId, surveyId: wave.surveyId, classId: wave.classes[name] ?? '' })
const close = async (wave: AnsweredWave) => {
  await closeWave(database, wave)
  await closeSurvey(house, wave)
}
const unitOf = (wave: AnsweredWave, name: string) => `class:${wave.classes[name]}`
const schoolOf = (wave: AnsweredWave, name: string) => `institution:${wave.institutions[name]}`

test('a class is sealed for itself and every unit above it, by sex where both are enough', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': [...group(6, 5, { 'sleep-tired': 'few' }), respondent('unknown')] } })
  await seal(wave, 'Åsum/5.A')
  const above = [`yearGroup:${wave.institutions.Åsum}:5`, schoolOf(wave, 'Åsum'), 'municipalYearGroup:5', 'municipality']
  for (const unit of [unitOf(wave, 'Åsum/5.A'), ...above]) {
    assert.deepEqual(await totalOf(wave, unit, 'sleep-tired'), [11, 0, 0, 0, 11, 0, 0])
    assert.deepEqual(await totalOf(wave, unit, 'sleep-tired', 'female'), [6, 0, 0, 0, 6, 0, 0])
    assert.deepEqual(await totalOf(wave, unit, 'sleep-tired', 'male'), [5, 0, 0, 0, 5, 0, 0])
    // Ten of each sex would be needed; together they are twelve, the one of unknown sex included.
    assert.deepEqual(await totalOf(wave, unit, 'lonely'), [12, 0, 0, 12, 0, 0, 0])
    assert.deepEqual(await totalOf(wave, unit, 'body'), [0, 0, 0, 0, 0, 0, 0])
  }
  const turnout = await query('select unit, answered from sealed.turnout where survey_id = $1', [wave.surveyId])
  assert.deepEqual(
    turnout.map(({ answered }) => answered),
    [12, 12, 12, 12, 12],
  )
})

test('sealing takes answers away: what is left has no more than was not sealed, under new ids', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': [...group(6, 5), respondent('unknown')] } })
  const before = await query('select id from statistics.response where survey_id = $1', [wave.surveyId])
  await seal(wave, 'Åsum/5.A')
  const rows = await query<{ id: string; sex: string; answers: readonly (number | null)[] }>(
    'select id, sex, answers from statistics.response where survey_id = $1',
    [wave.surveyId],
  )
  assert.equal(rows.length, 12, 'all still wait with the highly sensitive question')
  assert.ok(rows.every(({ id }) => !before.some((row) => row.id === id)))
  for (const { sex, answers } of rows) {
    const kept = mellemtrin.items.filter((_, place) => answers[place] !== null)
    assert.ok(kept.every(({ code, questionClass }) => code === 'body' || (sex === 'u' && questionClass === 'open')))
  }
})

test('sealing twice is sealing once', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6), '5.B': group(3, 1) } })
  for (const name of ['Åsum/5.A', 'Åsum/5.B']) await seal(wave, name)
  const figures = () =>
    query(
      'select unit, sex, counts from sealed.total where survey_id = $1 union all select unit, null, array[answered] from sealed.turnout where survey_id = $1 union all select unit, sex, counts::int[] from sealed.atom where survey_id = $1 order by 1, 2, 3',
      [wave.surveyId],
    )
  const once = await figures()
  for (const name of ['Åsum/5.A', 'Åsum/5.B']) await seal(wave, name)
  assert.deepEqual(await figures(), once)
})

test('two who seal the same class at once count its answers once', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6) } })
  await Promise.all([seal(wave, 'Åsum/5.A'), seal(wave, 'Åsum/5.A')])
  assert.equal((await totalOf(wave, 'municipality', 'lonely'))?.[0], 12)
  assert.equal((await query('select answered from sealed.turnout where survey_id = $1 limit 1', [wave.surveyId]))[0]?.answered, 12)
})

test('classes of one school sealed at once lose nothing', async () => {
  const names = Array.from({ length: 8 }, (_, index) => `${4 + (index % 3)}.${'ABC'[Math.floor(index / 3)]}`)
  const wave = await answerWave(database, { Åsum: Object.fromEntries(names.map((name) => [name, group(6, 6)])) })
  await Promise.all(names.map((name) => seal(wave, `Åsum/${name}`)))
  assert.equal((await totalOf(wave, 'municipality', 'lonely'))?.[0], 96)
  assert.equal((await totalOf(wave, schoolOf(wave, 'Åsum'), 'lonely'))?.[0], 96)
})

test('four who come late wait; with a fifth they are a new atom of the class', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6) } })
  const classId = wave.classes['Åsum/5.A'] ?? ''
  await seal(wave, 'Åsum/5.A')
  await answerLate(database, wave, classId, 5, group(2, 2))
  await seal(wave, 'Åsum/5.A')
  assert.equal((await totalOf(wave, `class:${classId}`, 'laughed'))?.[0], 12)
  await answerLate(database, wave, classId, 5, group(0, 1))
  await seal(wave, 'Åsum/5.A')
  assert.equal((await totalOf(wave, `class:${classId}`, 'laughed'))?.[0], 17)
  assert.equal((await totalOf(wave, `class:${classId}`, 'lonely'))?.[0], 12)
  const atoms = await query('select count(*)::int as atoms from sealed.atom where survey_id = $1', [wave.surveyId])
  assert.equal(atoms[0]?.atoms, 4, 'girls, boys and the whole of the first lesson, and the five who came late')
})

test('a class of four sees no distribution, at any time, in any order; its answers count at the school', async () => {
  for (const order of [
    ['Åsum/5.M', 'Åsum/5.A', 'Åsum/6.M'],
    ['Åsum/6.M', 'Åsum/5.A', 'Åsum/5.M'],
    ['Åsum/5.A', 'Åsum/5.M', 'Åsum/6.M'],
  ]) {
    const wave = await answerWave(database, { Åsum: { '5.A': group(10, 10), '5.M': group(2, 2, { laughed: 'most' }), '6.M': group(1, 2) } })
    const four = unitOf(wave, 'Åsum/5.M')
    for (const name of order) {
      await seal(wave, name)
      assert.deepEqual(
        await query(
          'select unit from sealed.total where survey_id = $1 and unit = $2 union all select unit from sealed.atom where survey_id = $1 and unit = $2',
          [wave.surveyId, four],
        ),
        [],
      )
      // Nor does the year group give it back: so long it is the other class alone.
      const yearGroup = await totalOf(wave, `yearGroup:${wave.institutions.Åsum}:5`, 'laughed')
      assert.deepEqual(yearGroup, await totalOf(wave, unitOf(wave, 'Åsum/5.A'), 'laughed'))
    }
    await close(wave)
    assert.deepEqual(await query('select unit from sealed.total where survey_id = $1 and unit = $2', [wave.surveyId, four]), [])
    assert.deepEqual(await totalOf(wave, `yearGroup:${wave.institutions.Åsum}:5`, 'laughed'), [20, 0, 0, 20, 0, 0, 0])
    assert.deepEqual(await totalOf(wave, schoolOf(wave, 'Åsum'), 'laughed'), [27, 0, 0, 23, 0, 0, 4])
    assert.deepEqual(await query('select answered from sealed.turnout where survey_id = $1 and unit = $2', [wave.surveyId, four]), [
      { answered: 4 },
    ])
  }
})

test('closing seals the rest, counts what is withheld, and leaves nothing raw', async () => {
  const wave = await answerWave(database, {
    Åsum: { '4.A': group(12, 12), '5.A': group(11, 10), '6.A': group(4, 3) },
    Bakke: { '5.A': group(3, 0) },
  })
  await seal(wave, 'Åsum/4.A')
  await query("insert into statistics.invitation values (881, '\\xab01', $1, $2, 'female', 4)", [wave.surveyId, wave.classes['Åsum/4.A']])
  await query("insert into statistics.draft values (881, '\\xab01', 1, '{}')")
  const steps: number[] = []
  await closeWave(database, wave)
  await closeSurvey(house, wave, (done) => steps.push(done))

  assert.deepEqual(steps, [1 / 3, 2 / 3, 1])
  assert.deepEqual(await query('select state from common.survey where id = $1', [wave.surveyId]), [{ state: 'sealed' }])
  for (const table of ['response', 'turnout', 'invitation'])
    assert.deepEqual(await query(`select from statistics.${table} where survey_id = $1`, [wave.surveyId]), [], table)
  assert.deepEqual(await query("select from statistics.draft where slip_hmac = '\\xab01'"), [])
  // 24 + 21 + 7 at the school; the three of the other school are too few with nobody to join them.
  assert.equal((await totalOf(wave, schoolOf(wave, 'Åsum'), 'laughed'))?.[0], 52)
  assert.equal((await totalOf(wave, 'municipality', 'laughed'))?.[0], 52)
  assert.equal(await totalOf(wave, schoolOf(wave, 'Bakke'), 'laughed'), undefined)
  // Highly sensitive: never a class or year group; the school from thirty.
  assert.equal((await totalOf(wave, schoolOf(wave, 'Åsum'), 'body'))?.[0], 52)
  assert.equal((await totalOf(wave, `yearGroup:${wave.institutions.Åsum}:4`, 'body'))?.[0], 0)
  const withheld = await query('select item, answers from sealed.withheld where survey_id = $1', [wave.surveyId])
  assert.deepEqual(
    withheld.find(({ item }) => item === 'laughed'),
    { item: 'laughed', answers: 3 },
  )
  // Seven of 6.A and three of the other school: ten together, in the municipality's pool.
  assert.equal((await totalOf(wave, 'municipality', 'lonely'))?.[0], 55)
  assert.ok(!withheld.some(({ item }) => item === 'lonely'))
})

test('closing again, or one that is open, does nothing', async () => {
  const wave = await answerWave(database, { Åsum: { '4.A': group(6, 6) } })
  await closeSurvey(house, wave)
  assert.equal((await query('select count(*)::int as rows from statistics.response where survey_id = $1', [wave.surveyId]))[0]?.rows, 12)
  await close(wave)
  const figures = await query('select * from sealed.total where survey_id = $1 order by unit, sex', [wave.surveyId])
  await closeSurvey(house, wave)
  await seal(wave, 'Åsum/4.A')
  assert.deepEqual(await query('select * from sealed.total where survey_id = $1 order by unit, sex', [wave.surveyId]), figures)
})

test('a closing that was broken off goes on where it was', async () => {
  const schools = { Åsum: { '4.A': group(3, 3) }, Bakke: { '4.A': group(2, 2) }, Dal: { '4.A': group(1, 0) } }
  const wave = await answerWave(database, schools)
  await closeWave(database, wave)
  await assert.rejects(
    closeSurvey(house, wave, (done) => {
      if (done > 0.4) throw new Error('the machine went down')
    }),
  )
  assert.deepEqual(await query('select state from common.survey where id = $1', [wave.surveyId]), [{ state: 'closed' }])
  await closeSurvey(house, wave)
  assert.equal((await totalOf(wave, 'municipality', 'laughed'))?.[0], 11)
  assert.deepEqual(await query('select state from common.survey where id = $1', [wave.surveyId]), [{ state: 'sealed' }])
})

test('somebody who is submitting while the survey closes is counted, or told that it is closed', async () => {
  const wave = await answerWave(database, { Åsum: { '4.A': group(6, 6) } })
  const classId = wave.classes['Åsum/4.A']
  await closeWave(database, wave)
  const late = await database.connectAs('bul_statistics')
  await late.query("begin; select common.begin_ctx(881, 'respondent', '', '')")
  await late.query(
    "update statistics.turnout set answered = answered || '\\x01'::bytea where municipality_id = 881 and survey_id = $1 and class_id = $2",
    [wave.surveyId, classId],
  )
  const closing = closeSurvey(house, wave)
  await new Promise((done) => setTimeout(done, 150))
  await late.query("insert into statistics.response values (881, gen_random_uuid(), $1, $2, 4, 'f', $3)", [
    wave.surveyId,
    classId,
    respondent('female').answers,
  ])
  await late.query('commit')
  await closing
  assert.equal((await totalOf(wave, unitOf(wave, 'Åsum/4.A'), 'laughed'))?.[0], 13)
  const after = await late.query(
    `begin; select common.begin_ctx(881, 'respondent', '', ''); select * from statistics.turnout where class_id = '${classId}'`,
  )
  assert.equal((after as unknown as { rowCount: number }[]).at(-1)?.rowCount, 0, 'nobody finds a place to put an answer any more')
  await late.query('rollback')
  await late.end()
})

test('an answer that comes while a class is being counted is left for the next time', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6) } })
  const classId = wave.classes['Åsum/5.A'] ?? ''
  const rules = itemRules(mellemtrin)
  await database.doors.asSystem('test', { municipalityId: 881, login: 'sealer' }, async (tx) => {
    const {
      populations: [ids = []],
    } = await findUnsealed(tx, wave.surveyId, [classId])
    await answerLate(database, wave, classId, 5, group(0, 1))
    const counts = await countUnsealed(tx, wave.surveyId, [classId], ids, rules)
    assert.equal(
      counts.filter(({ place }) => place === 0).reduce((sum, { count }) => sum + count, 0),
      12,
    )
    // Everything that was counted, each stratum once: an index waits for its questions, which are taken beside it.
    const taken = new Map(
      counts.map(({ sex, place, waitsFor }) => [`${sex} ${place} ${waitsFor}`, { classId, sex, place, waitsFor }] as const),
    )
    await takeSealed(tx, wave.surveyId, { classIds: [classId], ids, taken: [...taken.values()], rules })
  })
  assert.equal((await query('select 1 from statistics.response where survey_id = $1', [wave.surveyId])).length, 1)
})

test('answers that have gone while they were counted are a defect, and nothing is kept of it', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6) } })
  const classId = wave.classes['Åsum/5.A'] ?? ''
  const attempt = database.doors.asSystem('test', { municipalityId: 881, login: 'sealer' }, async (tx) => {
    const {
      populations: [ids = []],
    } = await findUnsealed(tx, wave.surveyId, [classId])
    await query('delete from statistics.response where id = $1', [ids[0]])
    await takeSealed(tx, wave.surveyId, { classIds: [classId], ids, taken: [], rules: itemRules(mellemtrin) })
  })
  await assert.rejects(attempt, /taken away while/)
  assert.equal((await query('select 1 from statistics.response where survey_id = $1', [wave.surveyId])).length, 11)
})

test('a pooled rest that nobody has counted is not deleted', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(1, 1) } })
  const attempt = database.doors.asSystem('test', { municipalityId: 881, login: 'sealer' }, (tx) => withholdRest(tx, wave.surveyId, [], []))
  await assert.rejects(attempt, /nobody has counted/)
})

test('nearly everybody bullied: the class is merged upward and that is logged', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': [...group(6, 6, { bullied: 'many' }), ...group(1, 0)] } })
  await seal(wave, 'Åsum/5.A')
  assert.equal((await totalOf(wave, unitOf(wave, 'Åsum/5.A'), 'bullied'))?.[0], 0)
  assert.deepEqual(await query('select unit, item from sealed.merged_upward where survey_id = $1', [wave.surveyId]), [
    { unit: unitOf(wave, 'Åsum/5.A'), item: 'bullied' },
  ])
})

test('an atom never changes, and nobody but the sealer writes one', async () => {
  const wave = await answerWave(database, { Åsum: { '5.A': group(6, 6) } })
  await seal(wave, 'Åsum/5.A')
  for (const change of ["update sealed.atom set unit = 'municipality'", 'delete from sealed.atom', 'truncate sealed.atom'])
    await assert.rejects(query(change), /never changed or deleted/)
  for (const login of ['bul_staff', 'bul_report', 'bul_statistics', 'bul_worker']) {
    const client = await database.connectAs(login)
    await assert.rejects(client.query('insert into sealed.atom (municipality_id) values (881)'), /permission denied/)
    await client.end()
  }
})

type Counted = { readonly unit: string; readonly sex: string | null; readonly counts: readonly number[] }

/** Answers along the questionnaire's paths, few different ones, so that all cases come up. */
const response = fc
  .record({
    sex: fc.constantFrom('female' as const, 'female' as const, 'male' as const, 'male' as const, 'unknown' as const),
    bullied: fc.constantFrom('never', 'never', 'few', 'many', null),
    lonely: fc.constantFrom('none', 'some', null),
    laughed: fc.constantFrom('none', 'few', 'most', null),
  })
  .map(({ sex, ...chosen }) => respondent(sex, chosen))

test('SQL counts and takes what the domain says, through a whole wave', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          grade: fc.constantFrom(4, 5),
          first: fc.array(response, { maxLength: 24 }),
          late: fc.array(response, { maxLength: 6 }),
        }),
        { minLength: 1, maxLength: 4 },
      ),
      async (drawn) => {
        const names = drawn.map(({ grade }, index) => `${grade}.${index}`)
        const wave = await answerWave(database, { Åsum: Object.fromEntries(drawn.map(({ first }, index) => [names[index] ?? '', first])) })
        const institutionId = wave.institutions.Åsum ?? ''
        const classes = drawn.map(({ grade, first, late }, index) => ({
          classId: wave.classes[`Åsum/${names[index]}`] ?? '',
          grade,
          first,
          late,
        }))
        const places = new Map(classes.map(({ classId, grade }) => [classId, { institutionId, grade }]))
        const rules = itemRules(mellemtrin)
        const units = (await query('select 1 from common.survey_unit where survey_id = $1 and level = $2', [wave.surveyId, 'class'])).length
        fc.pre(units === classes.length)

        // In memory…
        const atoms = []
        const rest = new Map<string, readonly RawResponse[]>()
        for (const { classId, first, late } of classes) {
          const { atoms: made, taken } = sealGroup(
            mellemtrin,
            { unit: `class:${classId}`, level: 'class', counts: countAnswers(rules, first) },
            insiders.lesson,
          )
          atoms.push(...made)
          rest.set(classId, [...takeAnswers(rules, first, strataOf(taken)), ...late])
        }
        const closing = closeInstitution(
          mellemtrin,
          institutionId,
          classes
            .toSorted((one, other) => (one.classId < other.classId ? -1 : 1))
            .map(({ classId, grade }) => ({ classId, grade, counts: countAnswers(rules, rest.get(classId) ?? []) })),
          insiders.lesson,
        )
        const pool = classes.flatMap(({ classId }) =>
          takeAnswers(rules, rest.get(classId) ?? [], strataOf(closing.taken.filter((stratum) => stratum.classId === classId))),
        )
        const last = closeMunicipality(mellemtrin, countAnswers(rules, pool), insiders.lesson)
        atoms.push(...closing.atoms, ...last.atoms)

        // …and in the database.
        for (const { classId, grade, late } of classes) {
          await sealClass(house, { municipalityId: 881, surveyId: wave.surveyId, classId })
          await answerLate(database, wave, classId, grade, late)
        }
        await close(wave)
        const text = (rows: readonly Counted[]) => rows.map(({ unit, sex, counts }) => `${unit} ${sex} ${counts.join()}`).toSorted()
        assert.deepEqual(
          text(await query<Counted>('select unit, sex, counts from sealed.atom where survey_id = $1', [wave.surveyId])),
          text(atoms),
        )
        assert.deepEqual(
          text(await query<Counted>('select unit, sex, counts from sealed.total where survey_id = $1', [wave.surveyId])),
          text(sumUp(incrementsOf(atoms, places))),
        )
        const withheld = await query<{ item: string; answers: number }>('select item, answers from sealed.withheld where survey_id = $1', [
          wave.surveyId,
        ])
        assert.deepEqual(
          withheld.toSorted((one, other) => (one.item < other.item ? -1 : 1)),
          last.withheld.toSorted((one, other) => (one.item < other.item ? -1 : 1)),
        )
        const turnout = await query("select answered from sealed.turnout where survey_id = $1 and unit = 'municipality'", [wave.surveyId])
        assert.equal(
          turnout[0]?.answered,
          classes.reduce((sum, { first, late }) => sum + first.length + late.length, 0),
        )
      },
    ),
    { numRuns: 12 },
  )
})

function sumUp(increments: ReturnType<typeof incrementsOf>) {
  return [...Map.groupBy(increments, ({ unit, sex }) => `${unit} ${sex}`).values()].map((rows) =>
    rows.reduce((sum, row) => ({ ...sum, counts: sum.counts.map((count, at) => count + (row.counts[at] ?? 0)) as never })),
  )
}

test('answers given by name never share an atom with those nobody knows: taking the known ones away tells nothing', async () => {
  const wave = await answerWave(database, {
    Åsum: { '5.A': group(7, 7, { 'sleep-tired': 'few' }), '5.B': group(8, 8, { 'sleep-tired': 'few' }) },
  })
  const byName = (name: string, count: number) =>
    query(
      'update statistics.response set is_by_name = true where id in (select id from statistics.response where class_id = $1 limit $2)',
      [wave.classes[name], count],
    )
  await byName('Åsum/5.A', 12)
  await byName('Åsum/5.B', 6)
  await seal(wave, 'Åsum/5.A')
  await seal(wave, 'Åsum/5.B')
  assert.equal(
    (await totalOf(wave, unitOf(wave, 'Åsum/5.A'), 'sleep-tired'))?.[0],
    12,
    'two whom nobody knows are no atom of their own, and wait',
  )
  assert.equal((await totalOf(wave, unitOf(wave, 'Åsum/5.B'), 'sleep-tired'))?.[0], 16, 'ten whom nobody knows are one')
  const waiting = await query('select from statistics.response where class_id = $1 and not is_by_name', [wave.classes['Åsum/5.A']])
  assert.equal(waiting.length, 2)
  await close(wave)
  assert.equal(
    (await totalOf(wave, 'municipality', 'sleep-tired'))?.[0],
    28,
    'and what is still too little in the municipality is shown nowhere',
  )
  const atoms = await query<{ counts: number[] }>('select counts from sealed.atom where survey_id = $1', [wave.surveyId])
  const { offset } = cellOf('sleep-tired')
  assert.ok(atoms.every(({ counts }) => (counts[offset] ?? 0) === 0 || (counts[offset] ?? 0) >= 5))
})
