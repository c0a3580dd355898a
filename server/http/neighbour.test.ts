/** A neighbour's ids, through every operation that takes one: the same answer as for ids that are nobody's. */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { type Role, roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { invite, openCase, settleAssessmentTown } from '../../tests/assessment-town.ts'
import { anExample } from '#domain/intervention/specimen.ts'
import { answerAll, playHealth } from '../../tests/play-health.ts'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { call, refusalOf, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from './app.ts'
import { newest, newestVersion } from '#lillekoebing/newest.ts'

let database: TestDatabase
let app: FastifyInstance
let home: Play
/** Ids of the neighbour by the collection they are in. */
const theirs: Record<string, string[]> = {}
/** What lies below them, by the name it has in a path. */
const further: Record<string, string> = {}

const textsOf = (code: string) =>
  Object.fromEntries(
    ['da', 'en'].map((language) => [
      language,
      JSON.parse(readFileSync(new URL(`../../content/questionnaires/${code}/text.${language}.json`, import.meta.url), 'utf8')),
    ]),
  )

const plan = (institutionId: string) => ({
  title: 'Ny titel',
  questionnaire: newestVersion('mellemtrin'),
  opensOn: '2026-12-01',
  closesOn: '2026-12-10',
  grades: [5],
  institutionIds: [institutionId],
})

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  home = await play(database, { '5.A': 6 })
  const neighbour = await play(database, { '5.A': 6 }, 882)
  const planner = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  const drafted = await call(app, planner, 'POST /surveys', plan(neighbour.institutionId))
  assert.equal(drafted.status, 200, drafted.text)
  const lessons = await database.asOwner(
    async (client) => (await client.query('select id from common.lesson where municipality_id = 882')).rows,
  )
  const rosterImport = randomUUID()
  await database.asOwner((client) =>
    client.query(
      "insert into common.roster_import (municipality_id, id, state, created_by, created_at, key_encryption_key, wrapped_key) values (882, $1, 'ready', $2, now(), 'test', '\\x01')",
      [rosterImport, planner.actor.accountId],
    ),
  )
  further['messageId'] = randomUUID()
  await database.asOwner((client) =>
    client.query(
      `insert into common.invitation_message values (882, $1, $2, $3, $4, 'invitation', '2026-11-01', 0, 'email', 'custodyHolder', 'da', 'failed', 'refused', 1, null, null, now(), null, false)`,
      [further['messageId'], neighbour.survey.id, randomUUID(), neighbour.classes[0]?.pupils[0]?.id],
    ),
  )
  further['pupilId'] = neighbour.classes[0]?.pupils[0]?.id ?? ''
  theirs['openMissedLesson'] = [neighbour.survey.id]
  theirs['surveys'] = [neighbour.survey.id, drafted.body.id]
  theirs['reports'] = [neighbour.survey.id]
  theirs['lessons'] = lessons.map(({ id }) => id)
  theirs['roster-imports'] = [rosterImport]
  const support = await call(app, planner, 'POST /support-grants', { reason: 'Hjælp med lister', hours: 2 })
  theirs['support-grants'] = [support.body.id]
  const health = await playHealth(database, app, { cprs: ['2411129990'], municipalityId: 882 })
  const [child] = health.children
  const parent = await health.parentOf(child!)
  await call(app, parent, 'POST /family/consents', { pupilId: child!.id, surveyId: health.survey.id, decision: 'given' })
  assert.equal((await answerAll(app, (await health.enter(child!)).body, { 0: 1 })).status, 204)
  const responses = await database.asOwner(
    async (client) => (await client.query('select id from health.response where municipality_id = 882')).rows,
  )
  theirs['health'] = [child!.id, ...responses.map(({ id }) => id)]
  const town = await settleAssessmentTown(database, 882)
  const assessment = await openCase(app, town.psychologist, town.twelve)
  const mother = await invite(app, town.psychologist, assessment, 'mother')
  const goal = await call(app, town.psychologist, `POST /assessments/${assessment}/goals`, bodies['setGoal']?.(''))
  assert.equal(goal.status, 200, goal.text)
  theirs['assessments'] = [assessment]
  theirs['withdrawFromCase'] = [assessment]
  further['informantId'] = mother.id
  further['goalId'] = goal.body.id
  await haveAmongThemselves(neighbour, planner.actor.accountId)
  await haveQuestions(planner.actor.accountId)
  theirs['audit-events'] = [child!.id]
  theirs['audit-samples'] = [randomUUID()]
  await database.asOwner(async (client) => {
    await client.query("insert into audit.shown values (882, '\\x01', $1, 'municipality', '{}', null, 'all', '[]')", [neighbour.survey.id])
    await client.query("insert into audit.publication values (882, '\\x01', 'teacher', 'screen')")
  })
  further['eventId'] = await database.asOwner(async (client) => {
    const { rows } = await client.query('select id from audit.event where municipality_id = 882 limit 1')
    await client.query(
      "insert into audit.sample values (882, $1, now(), null, now() - interval '1 day', now(), '00', 5, '{}', null, null)",
      theirs['audit-samples'] as string[],
    )
    await client.query("insert into audit.sample_item values (882, $1, $2, 1, null, '', null, null)", [
      theirs['audit-samples']?.[0],
      rows[0].id,
    ])
    return rows[0].id as string
  })
})

/** What the neighbour's professionals have among themselves: sheets, plans, the network, what is talked about. */
async function haveAmongThemselves({ institutionId, survey }: Play, accountId: string): Promise<void> {
  const [drafted, inReview, plan, told, person, hidden, asked, answer, news, comment, task, saved, said, toSay, imported] = Array.from(
    { length: 15 },
    () => randomUUID(),
  )
  const subject = `report:${survey.id}:institution:${institutionId}`
  const sheet = JSON.stringify(anExample('kladde').sheet).replaceAll("'", "''")
  await database.asOwner((client) =>
    client.query(`
      insert into common.intervention values (882, '${drafted}', 'kladde', 1, 'draft', '${accountId}', '${sheet}', now()), (882, '${inReview}', 'til-gennemsyn', 1, 'inReview', '${accountId}', '${sheet}', now());
      insert into common.saved_report values (882, '${saved}', '${accountId}', 'Til udvalget', '/rapporter/${survey.id}?unit=municipality', true, '2026-11-01');
      insert into common.imported_figure values (882, 'mellemtrin', 'municipality', 'school-glad', 2021, null, 81, 400, 'Trivselsrapport 2021', '${imported}', '${accountId}', now());
      insert into common.action_plan values (882, '${plan}', '${institutionId}', 'institution:${institutionId}', '${survey.id}', 'sleep', null, null, 'Mere søvn', 'Ro', 'Trivselsteamet', 'running', '2026-11-01', '2027-03-01', null, '', null);
      insert into common.feedback values (882, '${said}', '${survey.id}', 'institution:${institutionId}', '${institutionId}', null, 1, 'published', '[]', 'Vi flyttede bordene', '', null, '${accountId}', now(), '2026-11-20'), (882, '${toSay}', '${survey.id}', 'institution:${institutionId}', '${institutionId}', null, 2, 'draft', '[]', 'Vi flyttede stolene', '', null, '${accountId}', now(), null);
      insert into common.leader_comment values (882, '${survey.id}', 'municipality', null, '${accountId}', 'Vi begynder med roen', '2026-11-20');
      insert into common.environment_assessment values (882, '${institutionId}', '${survey.id}', '{"summary":"","themes":[],"involved":"","followUp":""}', null, null, now(), '${accountId}');
      insert into common.intervention_experience values (882, '${told}', 'udgivet', 'mixed', 'Godt', false, true, '${accountId}', '2026-11-01');
      insert into common.reference_person values (882, '${person}', '${accountId}', 'school', 'Opfundet Person', '', 'opfundet@example.org', '', true, now());
      insert into common.network_question values (882, '${hidden}', '${accountId}', 'school', 'Taget tilbage', '', null, false, now()), (882, '${asked}', '${accountId}', 'school', 'Hvordan gør I?', '', null, true, now());
      insert into common.network_answer values (882, '${answer}', '${accountId}', 882, '${asked}', 'Sådan', null, true, now());
      insert into common.news values (882, '${news}', '{}', '2026-11-01', false, now());
      insert into common.discussion_comment values (882, '${comment}', '${subject}', '${institutionId}', '${accountId}', 'Lad os tale om det', now());
      insert into common.discussion_task values (882, '${task}', '${subject}', '${institutionId}', '${accountId}', '${accountId}', 'Tag det med på mødet', null, now(), null)`),
  )
  const own: Readonly<Record<string, readonly (string | undefined)[]>> = {
    'intervention-drafts': [drafted, inReview],
    plans: [plan],
    'saved-reports': [saved],
    'imported-figures': [imported],
    feedback: [said, toSay],
    environments: [survey.id],
    experiences: [told],
    'reference-persons': [person],
    'network-questions': [hidden],
    'network-answers': [answer],
    news: [news],
    comments: [comment],
    tasks: [task],
    // What is published others read; taking it back is its author's alone.
    withdrawNetworkQuestion: [hidden, asked],
  }
  for (const [where, ids] of Object.entries(own)) theirs[where] = ids.map(String)
  further['institutionId'] = institutionId
}

/** What the neighbour asks of its own: a question of the bank with a comment, a composition, and a next version with a try-out. */
async function haveQuestions(accountId: string): Promise<void> {
  const [item, comment, composition, edition, said, pilot] = Array.from({ length: 6 }, () => randomUUID())
  await database.asOwner((client) =>
    client.query(`
      insert into common.bank_item values (882, '${item}', 'k882-eget', 1, 'draft', 'new', '', 1, '${accountId}', now(), '{}', '{}');
      insert into common.bank_comment values (882, '${comment}', '${item}', null, now(), '${accountId}', 'municipalAdmin', '', 'Kan vi sige det kortere?', null);
      insert into common.composition values (882, '${composition}', 'mellemtrin', '1.0', 'Vores', 'draft', null, '{"leftOut":[],"added":[]}', 1, '${accountId}', now());
      insert into common.edition values (882, '${edition}', 'mellemtrin', '1.0', '1.1', 'draft', '{}', '{}', 1, '${accountId}', now());
      insert into common.edition_comment values (882, '${said}', '${edition}', '', 'Kan vi spørge senere?', 'secretariat', '${accountId}', now(), null);
      insert into common.edition_pilot values (882, '${pilot}', '${edition}', 'To skoler', '2026-09-01', '2026-09-05', 40, 'Ét ord var svært', '${accountId}', now(), null, null, null, null)`),
  )
  theirs['bank-comments'] = [String(comment)]
  theirs['compositions'] = [String(composition)]
  theirs['editions'] = [String(edition)]
  further['commentId'] = String(said)
  further['pilotId'] = String(pilot)
}

/** Ids of what is told to all municipalities, and so stands in lists of others. */
const toldToAll = ['experiences', 'reference-persons', 'network-answers', 'news', 'withdrawNetworkQuestion']

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** Everything of a municipality, in every table, as one text. */
async function everythingOf(municipalityId: number): Promise<string> {
  return database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality_id'
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema') order by 1`)
    const texts: string[] = []
    for (const { name } of tables)
      texts.push(
        `${name}: ${(await client.query(`select coalesce(json_agg(t order by t::text), '[]')::text as rows from ${name} t where municipality_id = $1`, [municipalityId])).rows[0].rows}`,
      )
    return texts.join('\n')
  })
}

/** What an operation needs besides the id to be understood at all. */
const bodies: Readonly<Record<string, (institutionId: string) => unknown>> = {
  changeSurvey: plan,
  saveFeedback: (institutionId) => ({
    unit: `institution:${institutionId}`,
    items: [],
    did: 'Det gik',
    next: '',
    nextOn: null,
    revision: 0,
  }),
  publishFeedback: () => ({ revision: 1 }),
  saveLeaderComment: () => ({ unit: 'municipality', text: 'Det går', revision: 1 }),
  showLeaderComment: () => ({ unit: 'municipality', revision: 1 }),
  saveEnvironment: () => ({ changes: [{ field: 'summary', from: '', to: 'Mit nu' }] }),
  publishEnvironment: () => ({ revision: 1 }),
  saveReleaseRule: () => ({ rule: 'decision', isForAll: false }),
  changeSavedReport: () => ({ name: 'Min nu', isShared: true }),
  inviteOne: () => ({ pupilId: randomUUID() }),
  renewLink: () => ({ pupilId: randomUUID() }),
  planInvitations: () => ({ channels: ['letter'], invitesOn: '2026-11-23', remindsOn: [] }),
  sendInvitations: () => ({ occasion: 'invitation' }),
  settleTrouble: () => ({ how: 'dealtWith' }),
  flagAnswer: () => ({ item: 'sleep-tired', flag: { kind: 'talked' } }),
  hideAnswer: () => ({ item: 'sleep-tired', reason: 'Svaret er givet i fortrolighed.' }),
  unhideAnswer: () => ({ item: 'sleep-tired' }),
  saveNote: () => ({ text: 'Set' }),
  recordAssessmentConsent: () => ({ givenBy: 'custodyHolder', way: 'spoken', decision: 'given' }),
  inviteInformant: () => ({ relation: 'mother', label: '', dueOn: '2026-12-10' }),
  setGoal: () => ({ text: 'Sove', who: 'Mor', dueOn: '2027-01-01', score: null }),
  concludeGoal: () => ({ state: 'reached' }),
  startFollowUp: () => ({ dueOn: '2027-03-01' }),
  changeMembers: () => ({ accountId: randomUUID(), isOn: true }),
  changeIntervention: () => anExample('kladde').sheet,
  signOffIntervention: () => ({ interests: 'Ingen', comment: '' }),
  returnIntervention: () => ({ comment: 'Mangler en kilde' }),
  judgeSampleItem: () => ({ verdict: 'inOrder', note: '' }),
  changePlan: () => ({
    title: 'Mindre søvn',
    aim: 'Uro',
    owner: 'Ingen',
    startsOn: '2026-11-01',
    dueOn: '2027-03-01',
    theme: 'sleep',
    item: null,
    interventionCode: null,
  }),
  evaluatePlan: () => ({ outcome: 'better', lesson: 'Det gik' }),
  dropPlan: () => ({ lesson: 'Det gik ikke' }),
  answerNetwork: () => ({ body: 'Sådan', isNamed: false }),
  saveNews: () => ({ texts: { da: { title: 'Nyt', body: 'Nyt' }, en: null }, shownOn: '2026-11-20', isPublished: true }),
  finishTask: () => ({ isDone: true }),
  resolveBankComment: () => ({ isResolved: true }),
  resolveEditionComment: () => ({ isResolved: true }),
  commentEdition: () => ({ item: '', words: 'Godt' }),
  saveComposition: () => ({ name: 'Vores', choice: { leftOut: [], added: [] }, revision: 1 }),
  publishComposition: () => ({ revision: 1 }),
  saveEdition: () => ({ revision: 1, questionnaire: newest('mellemtrin'), texts: textsOf('mellemtrin') }),
  recordPilot: () => ({ place: 'Tre skoler', from: '2026-10-01', to: '2026-10-20', respondents: 40, found: 'Alle forstod det.' }),
  signOffPilot: () => ({ words: 'Rettet.', revision: 1 }),
  publishEdition: () => ({ revision: 1 }),
  choosePaper: () => ({ takesPaper: true, typists: [] }),
}
const queries: Readonly<Record<string, string>> = {
  getTrend: '?unit=municipality',
  getTrendBoard: '?units=municipality',
  getTrendPdf: '?unit=municipality',
  getTrendWorkbook: '?unit=municipality',
  getTrendBoardPdf: '?units=municipality',
  getTrendBoardWorkbook: '?units=municipality',
  getReport: '?unit=municipality',
  getReportVersion: '?unit=municipality',
  getReportPdf: '?unit=municipality',
  getReportSummary: '?unit=municipality',
  getReportWorkbook: '?unit=municipality',
  getReportCsv: '?unit=municipality',
  getReportFigures: '?unit=municipality',
  getLessonPdf: '?unit=municipality',
  getKeyFigures: '?unit=municipality',
  getLeaderComment: '?unit=municipality',
  getFeedback: `?unit=class:${randomUUID()}`,
  getChild: '?purpose=talk',
  getLetters: `?classId=${randomUUID()}`,
  getPaperForms: `?classId=${randomUUID()}&language=da`,
  getOptOutLetters: `?classId=${randomUUID()}`,
  suggestInterventions: '?themes=sleep',
}

/** Answer alike whether there is such a thing or not: what matters is that the neighbour's stays as it was. */
const answersAlike = ['saveNews', 'deleteNews']

const withIds = (Object.entries(operations) as [string, Operation][]).filter(
  ([, { act, path }]) => isAct(act) && /:(id|surveyId)\b/.test(path),
)

for (const [name, operation] of withIds) {
  const { method, path, act } = operation
  const allowed = roles.filter((role): role is Role => isAct(act) && may({ role }, act))

  test(`${name}: a neighbour's is as if it did not exist, for ${allowed.length === 1 ? 'the one role' : `each of the ${allowed.length} roles`} it is for`, async () => {
    const ids = theirs[name] ?? theirs[path.split('/')[1] ?? '']
    assert.ok(ids && ids.length > 0, 'say in this test what the neighbour has of this')
    const before = await everythingOf(882)
    for (const role of allowed) {
      const who = await signInAs(database, role, {
        institutionIds: [home.institutionId],
        classIds: role === 'teacher' ? [home.classes[0]!.id] : [],
      })
      const at = (id: string) =>
        `${method} ${path.replace(/:(id|surveyId)/, id).replace(/:(\w+)/g, (whole, part: string) => further[part] ?? whole)}${queries[name] ?? ''}` as Parameters<
          typeof call
        >[2]
      const body = bodies[name]?.(home.institutionId)
      if (answersAlike.includes(name)) {
        for (const id of ids) assert.equal((await call(app, who, at(id), body)).text, (await call(app, who, at(randomUUID()), body)).text)
        continue
      }
      const unknown = refusalOf(await call(app, who, at(randomUUID()), body))
      assert.equal(unknown.status, 404)
      for (const id of ids) assert.deepEqual(refusalOf(await call(app, who, at(id), body)), unknown, role)
    }
    assert.equal(await everythingOf(882), before)
  })
}

/** A log, as JSON or as a table, without what was asked for where it was refused. */
function withoutRefused(log: string): string {
  const isDone = (line: string) => !/";"\d+";"[^"]+";"\d+"$/.test(line)
  return log
    .replaceAll(/"object":"[^"]*","refusal":"/g, '')
    .split('\r\n')
    .filter(isDone)
    .join('\n')
}

test('lists hold nothing of the neighbour', async () => {
  const lists = (Object.entries(operations) as [string, Operation][]).filter(
    ([, { method, path, act }]) => method === 'GET' && !path.includes(':') && isAct(act),
  )
  const known = [
    ...Object.entries(theirs).flatMap(([where, ids]) => (toldToAll.includes(where) ? [] : ids)),
    ...(
      await database.asOwner(
        async (client) =>
          (
            await client.query(
              'select id from common.class where municipality_id = 882 union select id from common.institution where municipality_id = 882',
            )
          ).rows,
      )
    ).map(({ id }) => id),
  ]
  for (const [name, { path, act }] of lists) {
    for (const role of roles.filter((some) => isAct(act) && may({ role: some }, act))) {
      const who = await signInAs(database, role, {
        institutionIds: [home.institutionId],
        classIds: role === 'teacher' ? [home.classes[0]!.id] : [],
      })
      const { status, text } = await call(app, who, `GET ${path}${queries[name] ?? ''}` as 'GET /x')
      // The log repeats which id one's own people have asked for in vain.
      const said = name.endsWith('AuditEvents') ? withoutRefused(text) : text
      assert.ok(
        known.every((id) => !said.includes(id)),
        `${name} as ${role}`,
      )
      assert.equal(status, 200, `${name} as ${role}: ${text}`)
    }
  }
})

test("and the neighbour's own people see it: the test is not blind", async () => {
  const planner = await signInAs(database, 'municipalAdmin', { municipalityId: 882 })
  const list = await call(app, planner, 'GET /surveys')
  for (const id of theirs['surveys'] ?? []) assert.ok(list.text.includes(id))
  assert.equal((await call(app, planner, `GET /surveys/${theirs['surveys']?.[0]}`)).status, 200)
})

test("a session with the neighbour's number in front of it is nobody's", async () => {
  const who = await signInAs(database, 'municipalAdmin')
  const moved = { ...who, headers: { cookie: who.headers.cookie.replace('=881.', '=882.') } }
  assert.equal((await call(app, moved, 'GET /me')).status, 401)
  assert.equal((await call(app, who, 'GET /me')).status, 200)
})
