/** The operations by which a municipality's administrator tells people, and deals with whom nothing has reached. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { fromBufferPromise } from 'yauzl'
import { countMessages, countUnsettled, findPlan, listPlannedSurveys, listUnsettled } from '#database/invitation.ts'
import { buildApp } from '../http/app.ts'
import { type PlantedFamilies, plantFamilies } from '../../tests/plant-families.ts'
import { openPostOffice, type PostOffice } from '../../tests/post-office.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { startWorker } from '../worker.ts'
import { takeBounce } from './take-bounce.ts'

let database: TestDatabase
let town: PlantedFamilies
let post: PostOffice
let app: FastifyInstance
let admin: SignedIn
let surveyId: string

before(async () => {
  database = await openTestDatabase()
  town = await plantFamilies(database)
  post = await openPostOffice(database)
  app = await buildApp(post.house, { isReady: async () => true })
  admin = await signInAs(database, 'municipalAdmin')
  surveyId = town.surveys.parentsByName.id
})
after(async () => {
  await app.close()
  await post[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})
beforeEach(async () => {
  post.office.clear()
  post.setClock('2026-11-23T09:00:00Z')
  await database.asOwner((client) => client.query('delete from common.invitation_message; delete from common.invitation_plan'))
})

const plan = { channels: ['email', 'letter'], invitesOn: '2026-11-23', remindsOn: ['2026-11-30'] }
const asSystem = <R>(work: Parameters<typeof database.doors.asSystem<R>>[2]) =>
  database.doors.asSystem('test', { municipalityId: 881, login: 'staff' }, work)

test('who may: the administrator tells; lead nurse and data protection officer read numbers; nobody else', async () => {
  const post = { institutionIds: town.surveys.parentsByName.institutionIds, classIds: [] }
  for (const role of ['leadHealthVisitor', 'dataProtectionOfficer'] as const) {
    const reader = await signInAs(database, role, post)
    assert.equal((await call(app, reader, `GET /surveys/${surveyId}/invitations`)).status, 200)
    assert.equal((await call(app, reader, `PUT /surveys/${surveyId}/invitations/plan`, plan)).status, 403)
    assert.equal((await call(app, reader, `GET /surveys/${surveyId}/invitations/troubles`)).status, 403)
  }
  for (const role of ['teacher', 'healthVisitor', 'municipalAnalyst', 'institutionLeader'] as const)
    assert.equal((await call(app, await signInAs(database, role, post), `GET /surveys/${surveyId}/invitations`)).status, 403, role)
})

test('what waits over all surveys: which nobody has planned to tell of, and how many messages reached nobody', async () => {
  const listed = async (who: SignedIn) => call(app, who, 'GET /invitations')
  const ours = async () => (await listed(admin)).body.find((one: { surveyId: string }) => one.surveyId === surveyId)
  assert.deepEqual([(await ours()).isPlanned, (await ours()).troubles], [false, 0])
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, plan)
  post.office.misbehave('mail', 'unknown-receiver', { times: 2 })
  await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })
  await post.run(surveyId)
  const { isPlanned, troubles } = await ours()
  assert.deepEqual([isPlanned, troubles], [true, await asSystem((tx) => countUnsettled(tx, surveyId))])
  assert.ok(troubles > 0)
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-11-22' where id = $1", [surveyId]))
  assert.equal(await ours(), undefined, 'what is over is told of no more')
  await database.asOwner((client) => client.query("update common.survey set closes_on = '2026-12-18' where id = $1", [surveyId]))
  for (const role of ['teacher', 'healthVisitor', 'municipalAnalyst', 'institutionLeader'] as const)
    assert.equal((await listed(await signInAs(database, role))).status, 403, role)
})

test('a survey that is only planned: who would be told, and what its planner should know before it opens', async () => {
  const { questionnaire, track, grades, institutionIds } = town.surveys.parentsByName
  const drafted = { title: 'Til foråret', questionnaire, track, grades, institutionIds, opensOn: '2026-11-30', closesOn: '2026-12-18' }
  const { id } = (await call(app, admin, 'POST /surveys', drafted)).body
  const said = async () =>
    (await call(app, admin, `GET /surveys/${id}/check`)).body.findings
      .map(({ name }: { name: string }) => name)
      .filter((name: string) => name.startsWith('invitations'))
  const change = async (some: object) =>
    assert.equal(
      (await call(app, admin, `PUT /surveys/${id}/invitations/plan`, { ...plan, invitesOn: '2026-11-30', remindsOn: [], ...some })).status,
      200,
    )
  assert.ok(
    (await call(app, admin, `GET /surveys/${id}/invitations`)).body.receivers.people > 10,
    'nobody has a link yet, but who would get one is known',
  )
  assert.deepEqual(await said(), ['invitations-unplanned'])
  await change({})
  assert.deepEqual(await said(), [])
  await change({ channels: ['sms'] })
  assert.deepEqual(await said(), ['invitations-unreached'])
  await change({ invitesOn: '2026-12-16' })
  assert.deepEqual(await said(), ['invitations-late'])
  await call(app, admin, `PUT /surveys/${id}`, { ...drafted, isRolling: false, opensOn: '2026-12-17' })
  assert.deepEqual(await said(), ['invitations-outside'])
})

test('before anybody has planned: what one would do, and how many would be reached by what', async () => {
  const { status, body } = await call(app, admin, `GET /surveys/${surveyId}/invitations`)
  assert.equal(status, 200)
  assert.deepEqual([body.plan, body.isStopped, body.troubles, body.messages], [null, false, 0, []])
  assert.deepEqual(body.suggested, {
    channels: ['digitalPost', 'email', 'sms', 'letter'],
    invitesOn: '2026-11-23',
    remindsOn: ['2026-11-30', '2026-12-15'],
  })
  assert.deepEqual(body.available.toSorted(), ['digitalPost', 'email', 'letter', 'sms'])
  const { people, byChannel, none } = body.receivers
  assert.equal(
    byChannel.digitalPost + byChannel.email + byChannel.sms + byChannel.letter + none,
    people + 1,
    'a parent of twins is told of both',
  )
})

test('planned, sent, counted; the page’s numbers say what became of it', async () => {
  const planned = await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, plan)
  assert.deepEqual([planned.status, planned.body.plan], [200, plan])
  const sent = await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })
  const [{ counts }] = sent.body.messages
  assert.ok(counts.waiting > 10)
  assert.deepEqual(
    (await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })).body.messages,
    sent.body.messages,
  )
  await post.send(surveyId)
  const status = await call(app, admin, `GET /surveys/${surveyId}/invitations`)
  assert.deepEqual(status.body.messages, [
    { occasion: 'invitation', channel: 'email', counts: { ...counts, waiting: 0, sent: counts.waiting } },
  ])
  assert.deepEqual(await asSystem((tx) => countMessages(tx, surveyId)), [
    { occasion: 'invitation', channel: 'email', state: 'sent', messages: counts.waiting },
  ])
  assert.deepEqual(await asSystem(listPlannedSurveys), [surveyId])
  const acts = (await auditOf(database)).map(({ act }) => act)
  for (const act of ['invitation.planned', 'invitation.sent']) assert.ok(acts.includes(act), act)
})

test('what a plan asks for is done by the worker, also one that starts later; no address and no word of it is kept anywhere', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, plan)
  const worker = await startWorker(post.house, database.connectionString)
  try {
    const isDone = async () =>
      (await post.messages(surveyId)).length > 10 && (await post.messages(surveyId)).every(({ state }) => state === 'sent')
    for (let tries = 0; tries < 600 && !(await isDone()); tries++) await new Promise((done) => setTimeout(done, 100))
    assert.ok(await isDone())
  } finally {
    await worker[Symbol.asyncDispose]()
  }
  assert.equal(new Set(post.to('mail')).size, post.to('mail').length)
  const kept = await database.asOwner(async (client) => {
    const { rows: tables } = await client.query(
      "select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema')",
    )
    const texts: string[] = []
    for (const { name } of tables)
      texts.push((await client.query(`select coalesce(json_agg(t), '[]')::text as rows from ${name} t`)).rows[0].rows)
    return texts.join('\n')
  })
  assert.ok(kept.includes(surveyId))
  assert.doesNotMatch(kept, /mail\.example|200000\d\d|20 00 00|har et spørgeskema til dig/)
})

test('who has the first word today is not reminded today; a reminder sent by hand goes once a day', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, { ...plan, remindsOn: [] })
  await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })
  await post.send(surveyId)
  const invited = post.to('mail').length
  const remind = async () => {
    const { status } = await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'reminder' })
    assert.equal(status, 200)
    await post.send(surveyId)
    return post.to('mail').length
  }
  assert.equal(await remind(), invited)
  post.setClock('2026-11-23T23:30:00Z')
  admin = await signInAs(database, 'municipalAdmin', { at: new Date('2026-11-23T23:00:00Z') })
  const reminded = await remind()
  assert.ok(reminded > invited, 'it is tomorrow in Denmark')
  assert.equal(await remind(), reminded)
  admin = await signInAs(database, 'municipalAdmin')
})

test('a plan that cannot be kept is refused with the reason', async () => {
  const refused = async (change: object) =>
    (await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, { ...plan, ...change })).body.title
  assert.equal(await refused({ invitesOn: '2026-12-19' }), 'invitation-days-wrong')
  assert.equal(await refused({ remindsOn: ['2026-11-23'] }), 'invitation-days-wrong')
  assert.equal(await refused({ remindsOn: ['2026-12-19'] }), 'invitation-days-wrong')
  assert.equal(
    (await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'reminder' })).body.title,
    'invitation-not-planned',
  )
  await database.asOwner((client) => client.query('update common.municipality set cvr = null'))
  assert.equal(
    await refused({ channels: ['digitalPost'] }),
    'invitation-channel-missing',
    'Digital Post has no sender without a CVR number',
  )
  await database.asOwner((client) => client.query("update common.municipality set cvr = '11111111'"))
})

test('stopped: what waits is not sent, and planning again lets it run', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, plan)
  await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })
  const stopped = await call(app, admin, `POST /surveys/${surveyId}/invitations/stop`)
  assert.deepEqual([stopped.body.isStopped, stopped.body.messages[0].counts.waiting], [true, 0])
  await post.send(surveyId)
  assert.deepEqual(post.to('mail'), [])
  assert.equal(
    (await call(app, admin, `POST /surveys/${surveyId}/invitations/send`, { occasion: 'invitation' })).body.title,
    'invitation-not-planned',
  )
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, plan)
  assert.equal((await asSystem((tx) => findPlan(tx, surveyId)))?.stoppedAt, null)
})

test('whom nothing has reached is shown by name, with what can be tried; a protected name is not', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, { ...plan, channels: ['email', 'digitalPost'] })
  post.office.misbehave('mail', 'unknown-receiver', { to: 'post1@mail.example' })
  post.office.misbehave('post', 'not-registered', { to: '0101859901' })
  post.office.misbehave('post', 'not-registered', { to: '0101859910' })
  post.office.misbehave('mail', 'die-after', { to: 'post2@mail.example' })
  await post.run(surveyId)
  const { status, body } = await call(app, admin, `GET /surveys/${surveyId}/invitations/troubles`)
  assert.equal(status, 200)
  const shown = body.map((one: Record<string, unknown>) => [one.child, one.receiver, one.channel, one.state, one.reason, one.others])
  assert.deepEqual(
    shown.toSorted(),
    [
      ['Alma Alrø', 'Anja Alrø', 'digitalPost', 'failed', 'not-registered', ['email', 'sms', 'letter']],
      ['Bo Brix', 'Bente Brix', 'email', 'uncertain', 'unknown', ['digitalPost', 'sms', 'letter']],
      ['Gry Gade', '', 'digitalPost', 'failed', 'not-registered', ['letter']],
    ].toSorted(),
  )
  assert.deepEqual([body[0].className, body[0].institution], ['1.A', 'Skolen ved 1.A'])
  assert.doesNotMatch(JSON.stringify(body), /@|20 00|0101\d{6}/, 'no address and no number')
  const look = await database.asOwner(
    async (client) =>
      (await client.query("select purpose, pupil_ids from audit.event where act = 'invitation.troublesShown' order by seq desc limit 1"))
        .rows[0],
  )
  assert.deepEqual([look.purpose, look.pupil_ids.length], ['invitation', 3])
})

test('dealt with three ways: by another channel, again, and by hand', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, { ...plan, channels: ['email'] })
  for (const to of ['post1@mail.example', 'post3@mail.example']) post.office.misbehave('mail', 'unknown-receiver', { to })
  post.office.misbehave('mail', 'die-after', { to: 'post2@mail.example' })
  await post.run(surveyId)
  const troubles = await asSystem((tx) => listUnsettled(tx, surveyId))
  assert.equal(await asSystem((tx) => countUnsettled(tx, surveyId)), 3)
  const [anja, bente, borge] = ['Anja Alrø', 'Bente Brix', 'Børge Brix'].map(
    (name) => troubles.find(({ personId }) => personId === town.personIds.get(name))?.id,
  )
  const settle = (id: string | undefined, how: object) => call(app, admin, `POST /surveys/${surveyId}/invitations/troubles/${id}`, how)
  assert.equal((await settle(anja, { how: 'another', channel: 'sms' })).status, 200)
  assert.equal((await settle(anja, { how: 'another', channel: 'sms' })).status, 404, 'once')
  assert.equal((await settle(bente, { how: 'again' })).status, 200)
  assert.deepEqual((await settle(borge, { how: 'dealtWith' })).body.troubles, 0)
  await post.send(surveyId)
  assert.deepEqual(post.to('sms'), ['+4520000011'])
  assert.equal(post.to('mail').filter((to) => to === 'post2@mail.example').length, 2, 'the second because somebody said so')
})

test('a mail that comes back is noted, all children’s that it told of, and shown', async () => {
  await call(app, admin, `PUT /surveys/${surveyId}/invitations/plan`, { ...plan, channels: ['email'] })
  await post.run(surveyId)
  const twins = (await post.messages(surveyId)).filter(({ person_id }) => person_id === town.personIds.get('Mona Munk'))
  const mail = post.office.caught.find(({ from }) => twins.some(({ id }) => from.includes(id)))!
  const report = bounceOf(mail.from, mail.key, '5.1.1')
  assert.equal(await takeBounce(post.house, report.replace('Action: failed', 'Action: delayed')), 'not-failed')
  assert.equal(await takeBounce(post.house, 'Subject: Ferie\r\n\r\nJeg er på ferie'), 'not-ours')
  assert.equal(await takeBounce(post.house, report), 'noted')
  assert.equal(await takeBounce(post.house, report), 'unknown-message')
  const made = report.replaceAll(/([+<])\d+\.(?=[\da-f]{8}-)/g, '$17777.')
  assert.notEqual(made, report)
  assert.equal(await takeBounce(post.house, made), 'unknown-message', 'of a municipality that somebody has made up')
  const begun = await database.asOwner((client) => client.query('select 1 from audit.event where municipality_id = 7777'))
  assert.equal(begun.rowCount, 0, 'and no log begins for it')
  const { body } = await call(app, admin, `GET /surveys/${surveyId}/invitations/troubles`)
  assert.deepEqual(body.map((one: Record<string, unknown>) => [one.child, one.state, one.reason]).toSorted(), [
    ['Mads Munk', 'bounced', 'unknown-receiver'],
    ['Mille Munk', 'bounced', 'unknown-receiver'],
  ])
})

/** As Postfix writes it. */
function bounceOf(to: string, messageId: string, status: string): string {
  return [
    'Return-Path: <>',
    `To: ${to}`,
    'Subject: Undelivered Mail Returned to Sender',
    'Content-Type: multipart/report; report-type=delivery-status; boundary="grænse"',
    '',
    '--grænse',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mail.example',
    '',
    'Final-Recipient: rfc822; nobody@mail.example',
    'Action: failed',
    `Status: ${status}`,
    'Diagnostic-Code: smtp; 550 5.1.1 unknown',
    '',
    '--grænse',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    '',
    '--grænse--',
  ].join('\r\n')
}

test('a text for Aula says nothing of anybody, in the languages of the families', async () => {
  for (const language of ['da', 'en', 'ar', 'uk']) {
    const { status, body } = await call(app, admin, `GET /surveys/${surveyId}/invitations/text?language=${language}&occasion=reminder`)
    assert.equal(status, 200)
    assert.doesNotMatch(`${body.title} ${body.text}`, /1\.A|Trivsel|#k=/)
    assert.ok(body.text.includes('/min-familie'))
  }
})

test('files for Digital Post by another road: one for each, and it says that nobody has validated them', async () => {
  const { status, bytes } = await call(app, admin, `GET /surveys/${surveyId}/invitations/memo`)
  assert.equal(status, 200)
  const zip = await fromBufferPromise(bytes, { lazyEntries: true })
  const files = new Map<string, string>()
  for await (const entry of zip.eachEntry()) {
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    files.set(entry.fileName, Buffer.concat(chunks).toString('utf8'))
  }
  const note = files.get('LAES-MIG.txt') ?? ''
  assert.match(note, /IKKE KONTROLLERET/)
  const reached = town.expectedOf('parentsByName').filter((line) => line.includes('digitalPost'))
  assert.equal(files.size - 1, reached.length)
  assert.ok([...files].filter(([name]) => name.startsWith('memo-')).every(([, xml]) => /<memo:recipientID>\d{10}</.test(xml)))
  assert.deepEqual(await post.messages(surveyId), [], 'nothing is queued by it')
})

test('a municipality’s survey is nobody else’s', async () => {
  await database.asOwner((client) =>
    client.query("insert into common.municipality values (882, 'Storkøbing', '1083', 'Syddanmark', true) on conflict do nothing"),
  )
  const neighbour = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  for (const address of ['', '/troubles', '/text', '/memo'])
    assert.equal((await call(app, neighbour, `GET /surveys/${surveyId}/invitations${address}`)).status, 404)
})
