/** Submitting: what the respondent sees is what is kept, once, and nothing ties it to them afterwards. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import type { FastifyInstance } from 'fastify'
import { blank, declined, hidden } from '#domain/response/answer.ts'
import { newest } from '#lillekoebing/newest.ts'
import { play, type Play, type PlayedClass, testHouse } from '../../tests/play.ts'
import { type Answer, auditOf, call } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'

/** Places in the questionnaire. */
const asked = newest('mellemtrin').items
const placeOf = (code: string): number => asked.findIndex((item) => item.code === code)
const places = {
  wayToSchool: placeOf('way-to-school'),
  bullied: placeOf('bullied'),
  bulliedWhere: placeOf('bullied-where'),
  bulliedHelp: placeOf('bullied-help'),
  ladder: placeOf('life-ladder'),
}
/** Asked of nobody who left all open: follow-ups, and a page that only is read. */
const neverMet = ['bullied-where', 'bullied-help', 'absence-reason', 'home-self-page'].map(placeOf)
const items = asked.length

let database: TestDatabase
let app: FastifyInstance
let town: Play
let five: PlayedClass
let now: Date
let taken = 0
let epoch: number
let token: string
let sequence: number

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(
    testHouse(database, () => now),
    { isReady: async () => true },
  )
  town = await play(database, { '5.A': 40 })
  ;[five] = town.classes as [PlayedClass]
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const slipHmac = () => five.pupils[taken]!.slipHmac
const headers = () => ({ authorization: `Bearer ${token}` })

/** The next pupil comes in. */
async function begin(): Promise<void> {
  const { body } = await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: five.pupils[++taken]!.slip })
  ;({ token, epoch } = body)
}

type Given = Readonly<Record<number, number | null>>

async function save(given: Given): Promise<void> {
  if (Object.keys(given).length === 0) return
  const answers = Object.entries(given).map(([place, value]) => ({ place: Number(place), value, sequence: ++sequence }))
  assert.equal((await call(app, undefined, 'POST /responses/answers', { epoch, answers }, headers())).status, 200)
}

const row = (given: Given): (number | null)[] => Array.from({ length: items }, (_, place) => given[place] ?? null)
const submit = (answers: readonly (number | null)[], with_ = headers()): Promise<Answer> =>
  call(app, undefined, 'POST /responses/submit', { answers }, with_)

/** Saves and submits one pupil's answers, and returns what is kept of them. */
async function keep(given: Given): Promise<readonly number[]> {
  const before = (await responses()).map(({ id }) => id)
  await save(given)
  const answered = await submit(row(given))
  assert.deepEqual([answered.status, answered.text], [204, ''])
  const added = (await responses()).filter(({ id }) => !before.includes(id))
  assert.equal(added.length, 1)
  return added[0]!.answers
}

const responses = () =>
  database.asOwner(
    async (client) =>
      (await client.query('select * from statistics.response')).rows as {
        id: string
        answers: number[]
        class_id: string
        grade: number
        sex: string
      }[],
  )
const turnout = () =>
  database.asOwner(
    async (client) =>
      (await client.query('select answered, declined from statistics.turnout where class_id = $1', [five.id])).rows[0] as {
        answered: Buffer[]
        declined: Buffer[]
      },
  )
const draft = () =>
  database.asOwner(
    async (client) => (await client.query('select answers from statistics.draft where slip_hmac = $1', [slipHmac()])).rows[0],
  )
const isAnswered = async () => (await turnout()).answered.some((one) => one.equals(slipHmac()))

async function changesNothing(work: () => Promise<void>): Promise<void> {
  const before = [await responses(), await turnout(), await draft()]
  await work()
  assert.deepEqual([await responses(), await turnout(), await draft()], before)
}

/** A test that begins with a pupil who has just come in. */
function scene(name: string, work: () => Promise<void>): void {
  test(name, async () => {
    now = new Date('2026-11-23T09:00:00Z')
    sequence = 0
    await begin()
    await work()
  })
}

scene('what was answered is kept question by question: answers, "jeg vil ikke svare", open, and not asked', async () => {
  const kept = await keep({ [places.wayToSchool]: 5, 3: 2, 4: declined, [places.bullied]: 1, [places.ladder]: 11 })
  const expected = Array.from({ length: items }, () => blank)
  Object.assign(expected, {
    [places.wayToSchool]: 5,
    3: 2,
    4: declined,
    [places.bullied]: 1,
    ...Object.fromEntries(neverMet.map((place) => [place, hidden])),
    [places.ladder]: 11,
  })
  assert.deepEqual(kept.slice(0, items), expected)
})

scene('after the answers stand the scores of the indices, and of an index that nobody answered enough of that it is open', async () => {
  const of = (code: string) => newest('mellemtrin').items.findIndex((item) => item.code === code)
  const kept = await keep(Object.fromEntries(['school-glad', 'class-safe', 'recess-safe'].map((code) => [of(code), 4])))
  assert.deepEqual(kept.slice(items), [11, blank])
})

scene('a follow-up that was answered and then left behind is not kept: it is as if it had never been asked', async () => {
  const kept = await keep({ [places.bullied]: 1, [places.bulliedWhere]: 3, [places.bulliedHelp]: 2 })
  assert.deepEqual([kept[places.bullied], kept[places.bulliedWhere], kept[places.bulliedHelp]], [1, hidden, hidden])
})

scene('a follow-up that is asked is kept, several choices as one number', async () => {
  const kept = await keep({ [places.bullied]: 2, [places.bulliedWhere]: 1 + 4 + 16, [places.bulliedHelp]: 4 })
  assert.deepEqual([kept[places.bulliedWhere], kept[places.bulliedHelp]], [21, 4])
})

scene('nothing answered at all can be submitted: taking part without answering is allowed', async () => {
  const kept = (await keep({})).slice(0, items)
  assert.deepEqual(
    [kept.filter((value) => value === blank).length, kept.filter((value) => value === hidden).length],
    [items - neverMet.length, neverMet.length],
  )
})

scene('what is kept carries the class, the grade and the sex, an id that is new, and nothing else', async () => {
  await keep({ 2: 1 })
  const all = await responses()
  assert.deepEqual(Object.keys(all[0]!).toSorted(), [
    'answers',
    'class_id',
    'grade',
    'id',
    'is_by_name',
    'municipality_id',
    'sex',
    'survey_id',
  ])
  assert.ok(
    all.every((row) => 'is_by_name' in row && row.is_by_name === false),
    'by name is what comes from the health track',
  )
  assert.ok(all.every(({ class_id: classId, grade }) => classId === five.id && grade === 5))
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
})

scene('after submit the draft is gone and the slip stands among those who have answered', async () => {
  await keep({ 2: 1 })
  assert.equal(await draft(), undefined)
  assert.equal(await isAnswered(), true)
})

scene('a submit that is sent again is done already, and changes nothing, whatever it says', async () => {
  await keep({ 2: 1 })
  await changesNothing(async () => {
    for (const answers of [row({ 2: 1 }), row({ 2: 4 }), [], row({ 0: 9 })]) assert.equal((await submit(answers)).status, 204)
  })
})

scene('a double click submits once', async () => {
  const before = (await responses()).length
  await save({ 2: 3 })
  // Held back until all of them have come as far as they can.
  const answers = await database.asOwner(async (client) => {
    await client.query('begin')
    await client.query('select from statistics.draft where slip_hmac = $1 for update', [slipHmac()])
    const clicks = Array.from({ length: 4 }, () => submit(row({ 2: 3 })))
    await wait(150)
    await client.query('commit')
    return Promise.all(clicks)
  })
  assert.ok(answers.every(({ status }) => status === 204))
  assert.equal((await responses()).length, before + 1)
})

scene('who comes in on a second device in the moment of submitting is told that it is done', async () => {
  const { slip } = five.pupils[taken]!
  await save({ 2: 3 })
  // Held back until submit waits, and behind it the second device.
  const [submitted, entered] = await database.asOwner(async (client) => {
    await client.query('begin')
    await client.query('select from statistics.draft where slip_hmac = $1 for update', [slipHmac()])
    const first = submit(row({ 2: 3 }))
    await wait(150)
    const second = call(app, undefined, 'POST /responses/enter', { code: five.code, slip })
    await wait(150)
    await client.query('commit')
    return Promise.all([first, second])
  })
  assert.equal(submitted.status, 204)
  assert.deepEqual([entered.status, entered.body.title], [404, 'code-unknown'])
  assert.equal(await draft(), undefined, 'nothing is left that would take answers and keep none')
})

scene('what the server has not got is not submitted: the places that differ are named, and nothing is lost', async () => {
  await save({ 2: 1, 3: 2, 5: 0 })
  await changesNothing(async () => {
    const cases: readonly [(number | null)[], number[]][] = [
      [row({ 2: 1, 3: 3, 5: 0 }), [3]],
      [row({ 2: 1, 3: 2 }), [5]],
      [row({ 2: 1, 3: 2, 5: 0, 7: 4, 29: 1 }), [7, 29]],
      [[], [2, 3, 5]],
      [[...row({ 2: 1, 3: 2, 5: 0 }), 1], [items]],
    ]
    for (const [answers, differing] of cases) {
      const refused = await submit(answers)
      assert.deepEqual([refused.status, refused.body.title, refused.body.places], [409, 'answers-differ', differing])
      assert.doesNotMatch(JSON.stringify(refused.body), /"value"|"answers":/)
    }
  })
  assert.equal((await submit(row({ 2: 1, 3: 2, 5: 0 }))).status, 204)
})

scene('a shorter row is one whose end was left open', async () => {
  await save({ 2: 1 })
  assert.equal((await submit([null, null, 1])).status, 204)
})

scene('an answer that its question cannot have is refused by its place, and can be put right', async () => {
  const impossible: readonly [number, number][] = [
    [places.wayToSchool, 6],
    [1, 5],
    [places.ladder, 12],
    [29, 32_767],
  ]
  for (const [place, value] of impossible) {
    await save({ [place]: value })
    await changesNothing(async () => {
      const refused = await submit(row({ [place]: value }))
      assert.deepEqual(
        [refused.status, refused.body.title, refused.body.places],
        [422, 'answer-not-possible', [place]],
        `${value} at ${place}`,
      )
    })
    await save({ [place]: null })
  }
  await save({ [places.bullied]: 2, [places.bulliedWhere]: 32 })
  assert.deepEqual((await submit(row({ [places.bullied]: 2, [places.bulliedWhere]: 32 }))).body.places, [places.bulliedWhere])
  await save({ [places.bulliedWhere]: 31 })
  assert.equal((await submit(row({ [places.bullied]: 2, [places.bulliedWhere]: 31 }))).status, 204)
})

scene("an impossible answer to a question that was left behind stands in nobody's way", async () => {
  const kept = await keep({ [places.bullied]: 1, [places.bulliedWhere]: 32_000 })
  assert.equal(kept[places.bulliedWhere], hidden)
})

scene('the day after the last, and from the moment it closes, nothing is submitted; what was saved stays until it is sealed', async () => {
  await save({ 2: 1 })
  await changesNothing(async () => {
    now = new Date('2026-12-18T23:30:00Z')
    assert.deepEqual([(await submit(row({ 2: 1 }))).status, (await submit(row({ 2: 1 }))).body.title], [409, 'survey-not-open'])
    now = new Date('2026-12-18T22:30:00Z')
    for (const state of ['closed', 'sealed']) {
      await database.asOwner((client) => client.query('update common.survey set state = $2 where id = $1', [town.survey.id, state]))
      assert.equal((await submit(row({ 2: 1 }))).body.title, 'survey-not-open', state)
    }
    await database.asOwner((client) => client.query("update common.survey set state = 'open' where id = $1", [town.survey.id]))
  })
  assert.equal((await submit(row({ 2: 1 }))).status, 204, 'and on the last evening it is')
})

scene('a retried submit is done also after the survey has closed', async () => {
  await keep({ 2: 1 })
  await database.asOwner((client) => client.query("update common.survey set state = 'closed' where id = $1", [town.survey.id]))
  assert.equal((await submit(row({ 2: 1 }))).status, 204)
  await database.asOwner((client) => client.query("update common.survey set state = 'open' where id = $1", [town.survey.id]))
})

scene('when the invitations are gone there is nothing to submit to', async () => {
  await database.asOwner((client) =>
    client.query('create table kept as select * from statistics.invitation; delete from statistics.invitation'),
  )
  assert.deepEqual([(await submit([])).status, (await submit([])).body.title], [410, 'response-gone'])
  assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, headers())).body.title, 'response-gone')
  await database.asOwner((client) => client.query('insert into statistics.invitation select * from kept; drop table kept'))
})

scene('submit is all or nothing: when the response cannot be kept, the draft is, and the slip has not answered', async () => {
  await save({ 2: 1 })
  await changesNothing(async () => {
    await database.asOwner((client) => client.query('revoke insert on statistics.response from bul_statistics'))
    assert.equal((await submit(row({ 2: 1 }))).status, 500)
    await database.asOwner((client) => client.query('grant insert on statistics.response to bul_statistics'))
  })
  assert.equal((await submit(row({ 2: 1 }))).status, 204)
})

scene('a wrong shape is refused before anything is looked at', async () => {
  for (const answers of [undefined, null, 'x', [-1], [1.5], [32_768], ['1'], Array.from({ length: 501 }, () => null)]) {
    assert.equal((await submit(answers as (number | null)[])).status, 400)
  }
})

scene('saying no deletes what was answered, counts as no answer, and can be said twice', async () => {
  await save({ 2: 1 })
  for (let times = 0; times < 2; times++)
    assert.equal((await call(app, undefined, 'POST /responses/decline', undefined, headers())).status, 204)
  assert.equal(await draft(), undefined)
  assert.deepEqual([(await turnout()).declined.some((one) => one.equals(slipHmac())), await isAnswered()], [true, false])
  assert.deepEqual([(await submit(row({ 2: 1 }))).status, (await submit([])).body.title], [410, 'response-gone'])
})

scene('who has submitted cannot take it back, for nobody knows any more which was theirs', async () => {
  await keep({ 2: 1 })
  await changesNothing(async () => {
    const refused = await call(app, undefined, 'POST /responses/decline', undefined, headers())
    assert.deepEqual([refused.status, refused.body.title], [409, 'response-already-submitted'])
  })
})

scene('who said no and thinks again begins anew, with nothing of what was', async () => {
  await save({ 2: 1 })
  await call(app, undefined, 'POST /responses/decline', undefined, headers())
  const { body } = await call(app, undefined, 'POST /responses/enter', { code: five.code, slip: five.pupils[taken]!.slip })
  assert.deepEqual(body.answers, row({}))
  ;({ token, epoch } = body)
  assert.equal(
    (await turnout()).declined.some((one) => one.equals(slipHmac())),
    false,
  )
  assert.equal((await keep({ 3: 1 }))[3], 1)
})

scene('turnout is sorted, and no audit row tells of any of it', async () => {
  for (const list of Object.values(await turnout())) assert.deepEqual(list, list.toSorted(Buffer.compare))
  assert.deepEqual(await auditOf(database), [])
})
