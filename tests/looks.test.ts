/**
 * Promise 5: every look at a named child is written down in the transaction of the look, with who, what, why and
 * which children; a look whose row cannot be written does not happen; and a family reads the looks at its own.
 *
 * Generated from the contract: every operation of the health track and of PLUS that somebody signed in may call, and
 * those by which professionals invite children by name, called as the table below says. One that is missing fails.
 */
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { citizens } from '#domain/access/actor.ts'
import { relationOf } from '#domain/audit/relation.ts'
import { isAct } from '#domain/access/policy.ts'
import { insertSurvey } from '#database/survey.ts'
import type { Survey } from '#domain/survey/survey.ts'
import { buildApp } from '#server/http/app.ts'
import { answerAll as answerLink, type AssessmentTown, invite, openCase, settleAssessmentTown } from './assessment-town.ts'
import { answerAll, type HealthPlay, playHealth } from './play-health.ts'
import { testHouse } from './play.ts'
import { type Answer, call, type Json, type SignedIn, signInAs } from './sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'
import { newestVersion } from '#lillekoebing/newest.ts'

type Call = {
  readonly who: SignedIn
  readonly body?: unknown
  /** What stands for the parameters and the query of the address. */
  readonly at?: Readonly<Record<string, string>>
  readonly query?: string
  /** The children the row must name, neither more nor fewer. */
  readonly about: readonly string[]
  /** Why, as the row must say it; null where one's own family is looked at. */
  readonly purpose: string | null
  /** What whoever looks has to do with the child; left out, a health professional's class or a citizen's family. */
  readonly relation?: string
  /** Somebody who may do the same, and not to this child; null for a list, where everybody has their own. */
  readonly stranger: SignedIn | null
}

let database: TestDatabase
let app: FastifyInstance
let town: HealthPlay
/** A class whose parents answer from their own page. */
let starters: HealthPlay
let plus: AssessmentTown
/** A response by name of the first child of `town`. */
let responseId: string
/** A survey that invites one family at a time. */
let rolling: Survey
/** A planned survey in which nobody reads one child's answers. */
let counted: Survey
/** What shows a child, by child: its id and its name. */
const signs = new Map<string, readonly string[]>()
let mother: SignedIn
let secondMother: SignedIn
let otherPsychologist: SignedIn
let nurseElsewhere: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await playHealth(database, app, { cprs: ['2411129990', '2411129991', '2411129992'] })
  starters = await playHealth(database, app, { cprs: ['2411209990'], questionnaire: 'foraeldre-indskoling', className: '0.A' })
  plus = await settleAssessmentTown(database)
  for (const { id, name } of town.children) signs.set(id, [id, name])
  for (const { id } of starters.children) signs.set(id, [id])
  for (const { pupilId, name } of [plus.twelve, plus.six]) signs.set(pupilId, [pupilId, name])
  mother = await town.parentOf(town.children[0]!)
  secondMother = await town.parentOf(town.children[1]!)
  nurseElsewhere = town.stranger
  otherPsychologist = await signInAs(database, 'eduPsychologist', { name: 'Ingen Sag' })

  rolling = {
    ...town.survey,
    id: randomUUID(),
    title: 'Før besøget',
    track: 'statistics',
    questionnaire: newestVersion('foraeldre-8-10-maaneder'),
    isRolling: true,
  }
  counted = { ...town.survey, id: randomUUID(), title: 'Klassen uden navne', track: 'statistics', state: 'draft' }
  await database.doors.as(town.nurse.actor, 'staff', async (tx) => {
    await insertSurvey(tx, rolling)
    await insertSurvey(tx, counted)
  })

  for (const [place, parent] of [mother, secondMother].entries()) {
    assert.equal((await decide(parent, place, 'given')).status, 204)
    const { body } = await town.enter(town.children[place]!)
    assert.equal((await answerAll(app, body, { 0: 1, 3: 2 })).status, 204)
  }
  responseId = await responseOf(town.children[0]!.id)
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const decide = (who: SignedIn, place: number, decision: string) =>
  call(app, who, 'POST /family/consents', { pupilId: town.children[place]!.id, surveyId: town.survey.id, decision })

async function responseOf(pupilId: string): Promise<string> {
  return database.asOwner(
    async (client) => (await client.query('select id from health.response where pupil_id = $1', [pupilId])).rows[0].id,
  )
}

/** A case of the psychologist with a mother who has answered, a teacher who has not, and a goal; a new one each time. */
async function newCase() {
  const who = plus.psychologist
  const id = await openCase(app, who, plus.twelve)
  const mothers = await invite(app, who, id, 'mother', 'Mor')
  assert.equal((await answerLink(app, mothers.symbols, () => 1)).status, 204)
  const teachers = await invite(app, who, id, 'teacher', 'Dansklærer')
  const { body: goal } = await call(app, who, `POST /assessments/${id}/goals`, {
    text: 'Sove',
    who: 'Mor',
    dueOn: '2027-01-01',
    score: null,
  })
  return { id, answeredId: mothers.id, waitingId: teachers.id, goalId: goal.id as string }
}

const onCase = async (body?: unknown, which: 'answeredId' | 'waitingId' = 'waitingId'): Promise<Call> => {
  const made = await newCase()
  return {
    who: plus.psychologist,
    at: { id: made.id, informantId: made[which], goalId: made.goalId },
    body,
    about: [plus.twelve.pupilId],
    purpose: 'ppr',
    relation: 'case',
    stranger: otherPsychologist,
  }
}

const onChild = (more: Partial<Call>): Call => ({
  who: town.nurse,
  at: { id: town.children[0]!.id },
  about: [town.children[0]!.id],
  purpose: null,
  stranger: nurseElsewhere,
  ...more,
})

/** How each is called so that it succeeds, made anew for each test. */
const table: Readonly<Record<string, () => Promise<Call>>> = {
  listChildren: async () => ({ who: town.nurse, about: town.children.map(({ id }) => id), purpose: 'list', stranger: null }),
  // Counts alone: no child is shown, so that none is named.
  getCoverage: async () => ({
    who: await signInAs(database, 'leadHealthVisitor', { classIds: [town.classId] }),
    about: [],
    purpose: null,
    stranger: null,
  }),
  countWaiting: async () => ({ who: town.nurse, about: [], purpose: null, stranger: null }),
  getChild: async () => onChild({ query: '?purpose=talk', purpose: 'talk' }),
  hideAnswer: async () =>
    onChild({ at: { id: responseId }, body: { item: 'sleep-tired', reason: 'Svaret er givet i fortrolighed.' }, purpose: 'protection' }),
  async unhideAnswer() {
    const item = 'sleep-tired'
    await call(app, town.nurse, `PUT /health/responses/${responseId}/hidden`, { item, reason: 'Svaret er givet i fortrolighed.' })
    return onChild({ at: { id: responseId }, body: { item }, purpose: 'protection' })
  },
  saveNote: async () => onChild({ body: { text: 'Skal ses igen.' }, purpose: 'record' }),
  flagAnswer: async () => onChild({ at: { id: responseId }, body: { item: 'sleep-tired', flag: { kind: 'talked' } }, purpose: 'record' }),
  markJournalled: async () => onChild({ at: { id: responseId }, purpose: 'journal' }),
  async unmarkJournalled() {
    await call(app, town.nurse, `PUT /health/responses/${responseId}/journal`)
    return onChild({ at: { id: responseId }, purpose: 'journal' })
  },

  getFamily: async () => ({ who: mother, about: [town.children[0]!.id], purpose: null, stranger: null }),
  async decideConsent() {
    const child = town.children[2]!
    return {
      who: await town.parentOf(child),
      body: { pupilId: child.id, surveyId: town.survey.id, decision: 'refused' },
      about: [child.id],
      purpose: null,
      stranger: mother,
    }
  },
  withdrawConsent: async () => ({
    who: secondMother,
    body: { pupilId: town.children[1]!.id, surveyId: town.survey.id },
    about: [town.children[1]!.id],
    purpose: null,
    stranger: mother,
  }),
  sayNo: async () => ({
    who: mother,
    body: { pupilId: town.children[0]!.id, surveyId: counted.id, isOut: true },
    about: [town.children[0]!.id],
    purpose: null,
    stranger: secondMother,
  }),
  async withdrawFromCase() {
    const { id } = await newCase()
    const { pupilId, personId, name } = plus.twelve
    const who = await town.parentOf({ id: pupilId, personId, name, slip: '', slipHmac: Buffer.alloc(0) })
    return { who, at: { id }, about: [pupilId], purpose: null, stranger: mother }
  },
  async openOwnInvitation() {
    const child = starters.children[0]!
    const who = await starters.parentOf(child)
    const body = { pupilId: child.id, surveyId: starters.survey.id }
    assert.equal((await call(app, who, 'POST /family/consents', { ...body, decision: 'given' })).status, 204)
    return { who, body, about: [child.id], purpose: null, stranger: mother }
  },

  async listAssessments() {
    await newCase()
    await openCase(app, plus.psychologist, plus.six)
    return {
      who: plus.psychologist,
      about: [plus.twelve.pupilId, plus.six.pupilId],
      purpose: 'assessment',
      relation: 'case',
      stranger: null,
    }
  },
  // Anybody who may start a case may look a child up by its whole number, so the row is all that holds.
  findChild: async () => ({
    who: plus.socialWorker,
    body: { cpr: plus.six.cpr },
    about: [plus.six.pupilId],
    purpose: 'assessment',
    relation: 'lookedUp',
    stranger: null,
  }),
  startAssessment: async () => ({
    who: plus.socialWorker,
    body: { pupilId: plus.six.pupilId, reason: 'Sover dårligt.', legalBasis: 'screening', ownerId: null },
    about: [plus.six.pupilId],
    purpose: 'screening',
    relation: 'lookedUp',
    stranger: null,
  }),
  getAssessment: () => onCase(),
  recordAssessmentConsent: () => onCase({ givenBy: 'custodyHolder', way: 'spoken', decision: 'given' }),
  inviteInformant: () => onCase({ relation: 'father', label: '', dueOn: '2026-12-10' }),
  getInformantLink: () => onCase(),
  remindInformant: () => onCase(),
  withdrawInformant: () => onCase(),
  getInformantAnswers: () => onCase(undefined, 'answeredId'),
  getPrediction: async () => {
    const given = await onCase()
    // The algorithm is the SDQ's, and no words of the SDQ are here to open a case with.
    await database.asOwner((client) =>
      client.query("update assessment.assessment set instrument = 'sdq' where id = $1", [given.at?.['id']]),
    )
    return given
  },
  setGoal: () => onCase({ text: 'Læse hver aften', who: 'Far', dueOn: '2027-01-01', score: null }),
  concludeGoal: () => onCase({ state: 'reached' }),
  startFollowUp: () => onCase({ dueOn: '2027-03-01' }),
  changeMembers: () => onCase({ accountId: plus.caseOwner.actor.accountId, isOn: true }),
  closeAssessment: () => onCase(),
  shareFamilyVersion: () => onCase(),

  listInvitees: async () => ({
    who: town.nurse,
    at: { id: rolling.id },
    about: town.children.map(({ id }) => id),
    purpose: 'invitation',
    stranger: null,
  }),
  inviteOne: async () => onChild({ at: { id: rolling.id }, body: { pupilId: town.children[0]!.id }, purpose: 'invitation' }),
  async getLetters() {
    await call(app, town.nurse, `POST /surveys/${rolling.id}/invitees`, { pupilId: town.children[0]!.id })
    return onChild({ at: { id: rolling.id }, query: `?classId=${town.classId}&language=da`, purpose: 'invitation' })
  },
  getOptOutLetters: async () => ({
    who: town.nurse,
    at: { id: counted.id },
    query: `?classId=${town.classId}&language=da`,
    about: town.children.map(({ id }) => id),
    purpose: 'invitation',
    stranger: nurseElsewhere,
  }),
}

/** Operations of staff that show named children: they belong to no track, for who is invited is no answer. */
const ofStaff = ['listInvitees', 'inviteOne', 'getLetters', 'getOptOutLetters']

const named = (Object.entries(operations) as [string, Operation][]).filter(
  ([name, { login, act }]) => ((login === 'health' || login === 'assessment') && isAct(act)) || ofStaff.includes(name),
)

type Row = {
  readonly id: string
  readonly actor_id: string | null
  readonly role: string
  readonly act: string
  readonly purpose: string | null
  readonly relation: string | null
  readonly refusal: string | null
  readonly object: string | null
  readonly pupil_ids: readonly string[]
}

async function log(): Promise<readonly Row[]> {
  return database.asOwner(
    async (client) =>
      (
        await client.query(
          'select id, actor_id, role, act, purpose, relation, refusal, object, pupil_ids from audit.event where municipality_id = 881 order by seq',
        )
      ).rows,
  )
}

/** Everything that is stored about anybody but the log itself, as one text. */
async function everything(): Promise<string> {
  return database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where c.relkind = 'r' and n.nspname in ('common', 'identity', 'statistics', 'sealed', 'released', 'health', 'assessment') order by 1`)
    const texts: string[] = []
    for (const { name } of tables)
      texts.push(
        `${name}: ${(await client.query(`select coalesce(json_agg(t order by t::text), '[]')::text as rows from ${name} t`)).rows[0].rows}`,
      )
    return texts.join('\n')
  })
}

/** The children that a text shows, by id or by name. */
function shownIn(text: string): readonly string[] {
  return [...signs].filter(([, found]) => found.some((sign) => text.includes(sign))).map(([id]) => id)
}

function send({ method, path }: Operation, { at = {}, query = '', body }: Call, who: SignedIn | undefined): Promise<Answer> {
  const address = `${method} ${path.replace(/:([a-zA-Z]+)/g, (_, name: string) => at[name] ?? assert.fail(`say what ${name} is`))}${query}`
  return call(app, who, address as Parameters<typeof call>[2], body)
}

test('the table above knows every operation on a named child, and no other', () => {
  assert.deepEqual(named.map(([name]) => name).toSorted(), Object.keys(table).toSorted())
  assert.deepEqual(
    named.filter(([, { audit }]) => audit === null).map(([name]) => name),
    [],
    'what reads of named children names an event',
  )
})

for (const [name, operation] of named) {
  const prepare = table[name]
  if (prepare === undefined) continue

  test(`${name}: what is refused is no look, and leaves a row of the refusal alone`, async () => {
    const given = await prepare()
    const passer = await signInAs(database, 'researcher')
    const before = await everything()
    const known = new Set((await log()).map(({ id }) => id))
    const refused = [undefined, passer, ...(given.stranger ? [given.stranger] : [])]
    for (const who of refused) {
      const answer = await send(operation, given, who)
      assert.ok(answer.status >= 400 && answer.status < 500, `${who?.actor.role} was answered ${answer.status}`)
      assert.deepEqual(shownIn(answer.text), [])
    }
    assert.equal(await everything(), before)
    const rows = (await log()).filter(({ id }) => !known.has(id))
    assert.deepEqual(
      rows.map(({ act, actor_id: who, pupil_ids: ids }) => ({ act, who, ids })),
      refused.flatMap((who) => (who ? [{ act: operation.audit, who: who.actor.accountId, ids: [] }] : [])),
    )
    assert.ok(rows.every(({ refusal }) => refusal !== null))
  })

  test(`${name}: a look whose row cannot be written does not happen`, async () => {
    const given = await prepare()
    const before = await everything()
    const logged = await log()
    await database.asOwner((client) => client.query(`revoke execute on function audit.append from bul_${operation.login}`))
    let answer: Answer
    try {
      answer = await send(operation, given, given.who)
    } finally {
      await database.asOwner((client) => client.query(`grant execute on function audit.append to bul_${operation.login}`))
    }
    assert.equal(answer.status, 500, answer.text)
    assert.deepEqual(Object.keys(answer.body).toSorted(), ['requestId', 'status', 'title', 'type'])
    assert.deepEqual(shownIn(answer.text), [])
    assert.equal(await everything(), before, 'nothing was changed')
    assert.deepEqual(await log(), logged, 'and nothing written')
  })

  test(`${name}: leaves one row that says who, what, why and which children`, async () => {
    const given = await prepare()
    const known = new Set((await log()).map(({ id }) => id))
    const answer = await send(operation, given, given.who)
    assert.ok(answer.status === 200 || answer.status === 204, answer.text)
    const rows = (await log()).filter(({ id }) => !known.has(id))
    assert.deepEqual(
      rows.map(({ id: _id, object: _object, pupil_ids: ids, ...row }) => ({ ...row, pupil_ids: ids.toSorted() })),
      [
        {
          actor_id: given.who.actor.accountId,
          role: given.who.actor.role,
          act: operation.audit,
          purpose: given.purpose,
          relation: given.about.length === 0 ? null : (given.relation ?? relationOf(given.who.actor.role, 'health')),
          refusal: null,
          pupil_ids: [...new Set(given.about)].toSorted(),
        },
      ],
    )
    // What the answer shows is what the row says: nobody who is shown is missing, and nobody is named for nothing.
    const shown = shownIn(answer.text)
    if (shown.length > 0) assert.deepEqual(shown.toSorted(), rows[0]?.pupil_ids.toSorted())
    const isLookOfProfessional = given.about.length > 0 && !citizens.includes(given.who.actor.role)
    if (isLookOfProfessional) assert.notEqual(rows[0]?.purpose, null, 'who looks says why')
  })
}

test('a family reads every look of others at its own child, and at no other child', async () => {
  await call(app, town.nurse, `GET /health/children/${town.children[0]!.id}?purpose=followUp`)
  await call(app, town.nurse, `GET /health/children/${town.children[0]!.id}?purpose=followUp`)
  await call(app, town.nurse, `GET /health/children/${town.children[1]!.id}?purpose=request`)
  const written = await log()
  const seen = new Map<string, readonly string[]>()
  for (const [place, parent] of [mother, secondMother].entries()) {
    const { id } = town.children[place]!
    const { body } = await call(app, parent, 'GET /family')
    assert.deepEqual(
      body.children.map(({ pupilId }: Json) => pupilId),
      [id],
    )
    const rows = written.filter(
      ({ role, pupil_ids: ids, refusal }) =>
        refusal === null && ids.includes(id) && ![...citizens, 'respondent', 'system'].includes(role as 'parent'),
    )
    // What is kept from a parent is not told to them by the list either; opening the child, without which nobody does it, is.
    const isKept = ({ act }: Row) => act === 'answer.hidden' || act === 'answer.unhidden'
    // A list that is looked at again the same day is one look.
    const isListing = ({ act }: Row) => act === 'children.listed'
    const owed = [...rows.filter((row) => !isListing(row) && !isKept(row)), ...rows.filter(isListing).slice(0, 1)].map(
      ({ act, purpose }) => `${act} ${purpose}`,
    )
    const told: string[] = body.children[0].looks.map(({ act, purpose }: Json) => `${act} ${purpose}`)
    assert.deepEqual(told.toSorted(), owed.toSorted())
    assert.ok(body.children[0].looks.every((look: Json) => look.role === 'healthVisitor' && look.relation === 'class' && !('name' in look)))
    seen.set(id, told)
  }
  const [first = [], second = []] = [...seen.values()]
  assert.ok(first.filter((look) => look === 'child.opened followUp').length === 2 && !second.includes('child.opened followUp'))
  assert.ok(second.includes('child.opened request') && !first.includes('child.opened request'))
})
