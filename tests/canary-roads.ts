/** The roads of a named child for `canary.test.ts`: answering by name, and PLUS, with every kind of error on the way. */
import assert from 'node:assert/strict'
import { packMark } from '#domain/response/answer.ts'
import { slipFrom } from '#domain/survey/code.ts'
import { type Json, type SignedIn, signInAs } from './sign-in-as.ts'
import type { TestDatabase } from './test-database.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

/** Values that occur nowhere else, in every place where somebody may write about a child. */
export const written = {
  wish: 'kanariefuglens eget ønske',
  note: 'kanariefuglens notat hos sundhedsplejen',
  text: 'kanariefuglens egne ord om natten',
  reason: 'kanariefuglens bekymring i begrundelsen',
  label: 'kanariefuglens dansklærer Dompap',
  goal: 'kanariefuglens mål om rolige morgener',
  goalWho: 'kanariefuglens mormor Solsort',
  parent: 'Stær Kanariemoder',
} as const

export type Road = {
  readonly database: TestDatabase
  readonly send: (
    address: string,
    sent?: { readonly as?: SignedIn; readonly token?: string; readonly body?: unknown; readonly raw?: string },
  ) => Promise<{ readonly status: number; readonly body: Json }>
  /** Adds a check to a table for as long as the work takes, and sees that the work fails by it. */
  readonly failing: (table: string, condition: string, work: () => Promise<unknown>) => Promise<void>
  readonly secrets: Map<string, string>
  readonly unloggable: Map<string, string>
  readonly planner: SignedIn
  readonly teacher: SignedIn
  readonly institutionId: string
  readonly classId: string
  readonly pupilId: string
  readonly personId: string
  readonly cpr: string
}

/** Answers by place that nobody would find by chance, by name and as an informant. */
const byName = [4, 3, 2, 3, 1, 4, 4, 2, 1, 3, 3, 1, 2, 3, 1]
const informed = [3, 1, 2, 2, 3, 1, 1, 3, 2, 1, 3, 3, 1, 2]

function remember({ unloggable }: Road, what: string, pattern: readonly number[], epoch: number): void {
  for (const separator of [',', ', ', ';', ' ']) unloggable.set(`${what} with "${separator}"`, pattern.join(separator))
  for (const [at, value] of pattern.entries()) unloggable.set(`mark ${at} of ${what}`, String(packMark({ epoch, sequence: at + 1, value })))
}

const marks = (pattern: readonly number[]) => pattern.map((value, place) => ({ place, value, sequence: place + 1 }))
const sent = (answers: readonly unknown[], pattern: readonly number[]) => answers.map((_, place) => pattern[place] ?? null)

/** Consent, answers and wishes by name; then the talk: list, child, mark, note, journal. */
export async function walkByName(road: Road): Promise<void> {
  const { database, send, failing, secrets, planner, teacher, classId, institutionId, pupilId } = road
  for (const what of ['wish', 'note', 'text', 'parent'] as const) secrets.set(what, written[what])
  const nurse = await signInAs(database, 'healthVisitor', { classIds: [classId] })
  const parent = await parentOf(road)
  for (const [who, { token }] of Object.entries({ nurse, parent })) secrets.set(`session of the ${who}`, token)

  const { body: survey } = await send('POST /surveys', {
    as: planner,
    body: {
      title: 'Sundhedsår blandt fugle',
      questionnaire: newestVersion('udskoling'),
      track: 'health',
      opensOn: '2026-11-20',
      closesOn: '2026-12-10',
      grades: [5],
      institutionIds: [institutionId],
    },
  })
  assert.equal((await send(`POST /surveys/${survey.id}/open`, { as: planner })).status, 200)
  const { body: lesson } = await send('POST /lessons', { as: teacher, body: { surveyId: survey.id, classId } })
  const { body: view } = await send(`GET /lessons/${lesson.id}`, { as: teacher })

  const decide = () => send('POST /family/consents', { as: parent, body: { pupilId, surveyId: survey.id, decision: 'given' } })
  await failing('health.consent', "scope = 'x'", decide)
  await failing('health.invitation', "decision = 'none'", decide)
  assert.equal((await decide()).status, 204)

  const slip = slipFrom(database.keyring.slipSymbols(881, survey.id, pupilId, 0))
  const { body: entered } = await send('POST /responses/enter', { body: { code: view.code, slip } })
  assert.equal(entered.about.track, 'health')
  secrets.set('slip by name', slip).set('token by name', entered.token)
  remember(road, 'answers by name', byName, entered.epoch)
  const answers = sent(entered.answers, byName)
  const wishes = { talkAbout: ['sleep'], notTalkAbout: ['family'], text: written.wish }
  const save = () =>
    send('POST /health/responses/answers', { token: entered.token, body: { epoch: entered.epoch, answers: marks(byName) } })
  const submit = (said: object = wishes) => send('POST /health/responses/submit', { token: entered.token, body: { answers, wishes: said } })
  const write = (text: string | undefined, sequence: number) =>
    send('POST /health/responses/answers', {
      token: entered.token,
      body: { epoch: entered.epoch, answers: [{ place: byName.length, value: text === undefined ? null : 1, sequence, text }] },
    })
  await failing('health.draft', 'texts is null', () => write(written.text, 1))
  assert.equal((await write(written.text, 2)).status, 200)
  assert.equal((await write(written.text.repeat(40), 3)).status, 400)
  assert.equal((await submit()).body.title, 'answers-differ')
  assert.equal((await write(undefined, 4)).status, 200)
  await failing('health.draft', 'answers[1] is null', save)
  assert.equal((await save()).status, 200)
  await failing('health.response', 'answers[1] is null', submit)
  await failing('statistics.response', 'answers[1] is null', submit)
  assert.equal((await submit({ ...wishes, text: written.wish.repeat(40) })).status, 400)
  assert.equal((await submit({ ...wishes, talkAbout: [written.wish] })).status, 400)
  assert.equal((await submit()).status, 204)

  const { body: list } = await send('GET /health/children', { as: nurse })
  assert.ok(list.children.some((child: Json) => child.pupilId === pupilId && child.answeredOn !== null))
  const note = (text: unknown) => send(`PUT /health/children/${pupilId}/note`, { as: nurse, body: { text } })
  await failing('health.note', "text = '\\x00'", () => note(written.note))
  assert.equal((await note([written.note])).status, 400)
  assert.equal((await note(written.note)).status, 200)
  const { body: child } = await send(`GET /health/children/${pupilId}?purpose=talk`, { as: nurse })
  assert.deepEqual([child.note.text, child.response.wishes.text], [written.note, written.wish])
  await send(`PUT /health/responses/${child.response.id}/flag`, {
    as: nurse,
    body: { item: child.response.themes[0].answers[0].item, flag: { kind: 'talked' } },
  })
  await send(`PUT /health/responses/${child.response.id}/journal`, { as: nurse })
  await send(`GET /health/children/${pupilId}?purpose=${encodeURIComponent(written.note)}`, { as: nurse })
  const { body: family } = await send('GET /family', { as: parent })
  assert.ok(family.children[0].looks.length > 0)
}

async function parentOf({ database, pupilId, personId }: Road): Promise<SignedIn> {
  const parent = await signInAs(database, 'parent', { name: written.parent })
  await database.asOwner((client) =>
    client.query(
      "insert into identity.family (municipality_id, person_id, pupil_id, pupil_person_id, relation) select 881, person_id, $2, $3, 'custody' from common.account where id = $1",
      [parent.actor.accountId, pupilId, personId],
    ),
  )
  return parent
}

/** From the look-up by CPR number to a goal, with an informant who answers. */
export async function walkAssessment(road: Road): Promise<void> {
  const { database, send, failing, secrets, pupilId, cpr } = road
  for (const what of ['reason', 'label', 'goal', 'goalWho'] as const) secrets.set(what, written[what])
  const psychologist = await signInAs(database, 'eduPsychologist')
  secrets.set('session of the psychologist', psychologist.token)
  const as = psychologist
  const found = await send('POST /assessments/child', { as, body: { cpr } })
  assert.equal(found.body.pupilId, pupilId)
  await send('POST /assessments/child', { as, body: { cpr: `${cpr}1` } })
  await send('POST /assessments/child', { as, body: { cpr: [cpr] } })

  const start = (reason: unknown) => send('POST /assessments', { as, body: { pupilId, reason, legalBasis: 'ppr', ownerId: null } })
  await failing('assessment.assessment', "legal_basis = 'x'", () => start(written.reason))
  assert.equal((await start([written.reason])).status, 400)
  const { body: opened } = await start(written.reason)
  const at = `/assessments/${opened.id}`
  await send(`POST ${at}/consents`, { as, body: { givenBy: 'custodyHolder', way: 'meeting', decision: 'given' } })

  const invite = (label: unknown) => send(`POST ${at}/informants`, { as, body: { relation: 'teacher', label, dueOn: '2026-12-10' } })
  await failing('assessment.informant', "relation = 'x'", () => invite(written.label))
  assert.equal((await invite({ label: written.label })).status, 400)
  const { body: invited } = await invite(written.label)
  const symbols = String(invited.link).split('#p=')[1] ?? assert.fail('a link has symbols')
  secrets.set('link of an informant', symbols).set('link of an informant in small letters', symbols.toLowerCase())
  await send(`GET ${at}/informants/${invited.id}/link`, { as })
  await send(`POST ${at}/informants/${invited.id}/remind`, { as })

  await send('POST /assessment/responses/enter', { raw: `{"link": "${symbols}"` })
  await send('POST /assessment/responses/enter', { body: { link: [symbols] } })
  await send('POST /assessment/responses/enter', { body: { link: `${symbols.slice(0, -1)}${symbols.endsWith('A') ? 'B' : 'A'}` } })
  const { body: entered } = await send('POST /assessment/responses/enter', { body: { link: symbols } })
  secrets.set('token of an informant', entered.token)
  remember(road, 'answers of an informant', informed, entered.epoch)
  const answers = sent(entered.answers, informed)
  const save = () =>
    send('POST /assessment/responses/answers', { token: entered.token, body: { epoch: entered.epoch, answers: marks(informed) } })
  const submit = () => send('POST /assessment/responses/submit', { token: entered.token, body: { answers } })
  await failing('assessment.draft', 'answers[1] is null', save)
  assert.equal((await save()).status, 200)
  await failing('assessment.response', 'answers[1] is null', submit)
  assert.equal((await submit()).status, 204)

  const goal = (text: unknown) => send(`POST ${at}/goals`, { as, body: { text, who: written.goalWho, dueOn: '2026-12-24', score: null } })
  await failing('assessment.goal', "state = 'x'", () => goal(written.goal))
  assert.equal((await goal([written.goal])).status, 400)
  assert.equal((await goal(written.goal)).status, 200)
  const { body: seen } = await send(`GET ${at}`, { as })
  assert.deepEqual([seen.reason, seen.informants[0].label, seen.goals[0].text], [written.reason, written.label, written.goal])
  assert.equal((await send(`GET ${at}/informants/${invited.id}/answers`, { as })).status, 200)
}
