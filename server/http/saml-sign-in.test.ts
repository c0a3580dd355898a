/** Context Handler and NemLog-in all the way: what we ask, what they answer, who gets in and to how much, and out again. */
import assert from 'node:assert/strict'
import { createHash, randomUUID } from 'node:crypto'
import { after, before, beforeEach, test } from 'node:test'
import { inflateRawSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import type { Role } from '#domain/access/actor.ts'
import { insertAccounts, subjectIndex } from '#database/access.ts'
import { insertPersons } from '#database/identity.ts'
import { listLoginEvents } from '#database/login.ts'
import type { Person } from '../../stand-ins/identity-provider/people.ts'
import { faultNames } from '../../stand-ins/identity-provider/saml/faults.ts'
import { readKey } from '../../stand-ins/identity-provider/saml/keys.ts'
import { encryptNameId, logoutRequest, logoutResponse } from '../../stand-ins/identity-provider/saml/logout.ts'
import { fieldsWith, redirectWith } from '../../stand-ins/identity-provider/saml/messages.ts'
import { readServiceProviders, writeMetadata } from '../../stand-ins/identity-provider/saml/metadata.ts'
import { buildRefusal, buildResponse, entityIds, type ResponseWish, signingKey } from '../../stand-ins/identity-provider/saml/response.ts'
import { isQuerySigned } from '../../stand-ins/identity-provider/saml/signature.ts'
import type { Profile } from '../../stand-ins/identity-provider/saml/subject.ts'
import { settleSmallTown, type SmallTown } from '../../tests/small-town.ts'
import { findFreePort, walk, type Walker } from '../../tests/stand-in-process.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import type { House } from '../house.ts'
import { forgetLogins } from '../jobs/forget-logins.ts'
import { buildApp } from './app.ts'
import { type SamlLogin, uniLogin } from './login.ts'
import { loginCookie, loginSessionCookie, openChoice } from './login-cookie.ts'
import { readMetadata } from './saml/metadata.ts'
import { sessionCookie } from './session.ts'

const site = 'localhost'
const uuid = (end: number) => `0f7e2a3c-1111-4222-8333-${String(end).padStart(12, '0')}`
const mother = '0101809996'
const fourteen = '0103129994'
const fifteen = '0103119997'
const stranger = '0202809991'

let database: TestDatabase
let town: SmallTown
let otherSchoolId: string
let app: FastifyInstance
let house: House
let ahead = 0

before(async () => {
  database = await openTestDatabase()
  const origin = `http://${site}:${await findFreePort()}`
  const saml = (id: string, kind: SamlLogin['kind'], profile: Profile): SamlLogin => ({
    kind,
    id,
    label: undefined,
    issuer: entityIds[profile],
    entityId: `https://boernungeliv.example/${id}`,
    signing: readKey('service-provider'),
    encryption: [readKey('service-provider')],
    roles: 'http://boernungeliv.example',
    metadataAddress: undefined,
    metadata: metadataOf(profile),
  })
  house = {
    doors: database.doors,
    keyring: database.keyring,
    origin,
    logins: [
      uniLogin({ issuer: 'https://login.example', clientId: 'x', clientSecret: 'x' }),
      saml('context-handler', 'context-handler', 'contextHandler'),
      saml('mitid', 'nemlog-in', 'nemLogin'),
    ],
    isDemo: true,
    now: () => new Date(Date.now() + ahead),
  }
  town = await settleSmallTown(database, 'https://login.example')
  otherSchoolId = randomUUID()
  await database.asOwner(async (client) => {
    await client.query("update common.municipality set cvr = '99000' || municipality_id where municipality_id in (881, 882)")
    await client.query("insert into common.institution values (881, $1, 'school', 'X81102', 'Mølle Skole', null)", [otherSchoolId])
    await client.query("insert into common.institution_directory values ('X81102', 881)")
    await client.query("insert into common.class values (881, $1, $2, 2026, 5, '5.C', null)", [randomUUID(), town.schoolId])
  })
  app = await buildApp(house, { isReady: async () => true })
  await app.listen({ host: site, port: Number(new URL(origin).port) })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

beforeEach(() => {
  ahead = 0
})

function metadataOf(profile: Profile) {
  const base = `https://${profile.toLowerCase()}.example`
  const document = writeMetadata({
    entityId: entityIds[profile],
    singleSignOn: `${base}/sso`,
    singleLogout: `${base}/slo`,
    nameIdFormat: 'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent',
    signing: signingKey(profile),
    encryption: readKey('forger'),
  })
  const read = readMetadata(document, entityIds[profile])
  assert.ok(typeof read !== 'string', String(read))
  return read
}

type Rights = NonNullable<Person['logins']['contextHandler']>['privileges']

function employee(end: number, privileges: Rights, more: { readonly cvr?: string; readonly generation?: 'dk-saml-2' } = {}): Person {
  const contextHandler = {
    cvr: '99000881',
    organisation: 'Lillekøbing Kommune',
    uuid: uuid(end),
    generation: 'oiosaml-3' as const,
    assurance: 'Substantial' as const,
    privileges,
    ...more,
  }
  return { ...nobody, logins: { contextHandler } }
}

function citizen(cpr: string): Person {
  return { ...nobody, logins: { nemLogin: { cpr, uuid: randomUUID(), assurance: 'Substantial' } } }
}

const nobody: Person = {
  uniid: 'opfu0001',
  name: 'Opfundet Person',
  role: '',
  aktoerGruppe: 'Medarbejder',
  institutionNumbers: [],
  municipality: '',
  note: '',
  assurance: 'Substantial',
  isVouchedByAdult: false,
  logins: {},
}

/** An account that a roster has made for a user of Context Handler. */
async function known(
  end: number,
  role: Role,
  {
    institutionIds = [],
    classIds = [],
    municipalityId = 881,
  }: { readonly institutionIds?: string[]; readonly classIds?: string[]; readonly municipalityId?: number } = {},
): Promise<string> {
  const [id, personId] = [randomUUID(), randomUUID()]
  await database.doors.as({ municipalityId, role: 'guest' }, 'staff', async (tx) => {
    await insertPersons(tx, database.keyring, [{ id: personId, name: `Ansat ${role}` }])
    const subject = subjectIndex(database.keyring, municipalityId, entityIds.contextHandler, uuid(end))
    await insertAccounts(tx, database.keyring, [{ id, personId, role, subjectIndex: subject, institutionIds, classIds }])
  })
  return id
}

/** A family as a roster makes it: somebody with a CPR number, and a child of theirs, or who is the child. */
async function family(
  cpr: string,
  relation: 'custody' | 'self',
  more: { readonly until?: string; readonly left?: string } = {},
): Promise<string> {
  const [adult, child, pupilId] = [randomUUID(), randomUUID(), randomUUID()]
  await database.doors.as({ municipalityId: 881, role: 'guest' }, 'staff', (tx) =>
    insertPersons(tx, database.keyring, [
      { id: adult, name: 'Opfundet Voksen', cpr },
      { id: child, name: 'Opfundet Barn' },
    ]),
  )
  await database.asOwner(async (client) => {
    await client.query(
      `insert into common.pupil (municipality_id, id, person_id, institution_id, class_id, sex, left_on) values (881, $1, $2, $3, $4, 'unknown', $5)`,
      [pupilId, relation === 'self' ? adult : child, town.schoolId, town.classId, more.left ?? null],
    )
    await client.query(
      `insert into identity.family (municipality_id, person_id, pupil_id, pupil_person_id, relation, valid_until) values (881, $1, $2, $3, $4, $5)`,
      [adult, pupilId, relation === 'self' ? adult : child, relation, more.until ?? null],
    )
  })
  return adult
}

type Asked = { readonly id: string; readonly relayState: string; readonly address: URL; readonly document: string }

/** Leaves for a login, and reads what it is asked. */
async function leave(walker: Walker, login: 'context-handler' | 'mitid', returnTo = '/hjem'): Promise<Asked> {
  const response = await walker.go(`${house.origin}/auth/sign-in?${new URLSearchParams({ login, returnTo })}`)
  assert.equal(response.status, 302)
  const address = new URL(response.headers.get('location') ?? '')
  const document = inflateRawSync(Buffer.from(address.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  return { address, document, id: / ID="([^"]+)"/.exec(document)?.[1] ?? '', relayState: address.searchParams.get('RelayState') ?? '' }
}

const acs = (login: string) => `${house.origin}/auth/saml/${login}/acs`

async function answer(login: 'context-handler' | 'mitid', person: Person, asked: Pick<Asked, 'id'>, more: Partial<ResponseWish> = {}) {
  return buildResponse({
    person,
    profile: login === 'mitid' ? 'nemLogin' : 'contextHandler',
    spEntityId: `https://boernungeliv.example/${login}`,
    acsUrl: acs(login),
    inResponseTo: asked.id,
    encryptFor: readKey('service-provider').certificate,
    now: house.now(),
    ...more,
  })
}

/** Leaves, is somebody there, and comes back. */
async function enter(login: 'context-handler' | 'mitid', person: Person, more: Partial<ResponseWish> = {}, walker = walk()) {
  const asked = await leave(walker, login)
  const built = await answer(login, person, asked, more)
  const response = await walker.go(
    acs(login),
    { SAMLResponse: built.samlResponse, RelayState: asked.relayState },
    { origin: 'https://login.example' },
  )
  return { walker, response, page: await response.text(), built, asked }
}

type Me = {
  readonly role: Role
  readonly institutions: readonly { readonly id: string }[]
  readonly classIds: readonly string[]
  readonly municipality: { readonly id: number }
}
const call = async (walker: Walker, path: string) => walker.go(`${house.origin}/api/v1${path}`)
const me = async (walker: Walker) => (await (await call(walker, '/me')).json()) as Me
const isSignedIn = async (walker: Walker) => (await call(walker, '/me')).status === 200

function assertRefused({ response, page, walker }: Awaited<ReturnType<typeof enter>>, status: number, text: RegExp): void {
  assert.equal(response.status, status, page)
  assert.match(page, text)
  assert.match(page, /\/auth\/sign-in\?returnTo=/, 'the page says how to try again')
  assert.equal(walker.cookie(site, sessionCookie), undefined)
  assert.equal(walker.cookie(site, loginCookie), undefined, 'an attempt is spent whatever comes of it')
}

test('with several logins one is asked which, in plain words; with one nobody is asked', async () => {
  const response = await walk().go(`${house.origin}/auth/sign-in?returnTo=/rapporter`)
  const page = await response.text()
  assert.equal(response.status, 200)
  assert.deepEqual(response.headers.getSetCookie(), [], 'nothing is remembered')
  for (const words of ['Hvordan vil du logge ind?', 'UNI-Login: skole', 'Kommunens login', 'MitID: forældre og unge'])
    assert.match(page, new RegExp(words))
  assert.match(page, /href="[^"]*login=mitid&#38;returnTo=%2Frapporter"/)
  assert.doesNotMatch(page, /<img|<svg/, 'nobody’s emblem')
})

test('what we ask is signed, for at least substantial, and to be answered at our address alone', async () => {
  for (const [login, kind] of [
    ['context-handler', 'Professional'],
    ['mitid', 'Person'],
  ] as const) {
    const { address, document, relayState } = await leave(walk(), login)
    assert.ok(isQuerySigned(address.search.slice(1), [readKey('service-provider').certificate]))
    assert.match(document, /Comparison="minimum"/)
    assert.match(document, /https:\/\/data\.gov\.dk\/concept\/core\/nsis\/loa\/Substantial</)
    assert.match(document, new RegExp(`https://data\\.gov\\.dk/eid/${kind}<`))
    assert.match(document, new RegExp(`AssertionConsumerServiceURL="${acs(login)}"`))
    assert.ok(relayState.length >= 32)
  }
})

test('our metadata says who we are, where, with which keys, and what we want to be told', async () => {
  const response = await walk().go(`${house.origin}/auth/saml/mitid/metadata`)
  const document = await response.text()
  const [service, ...others] = readServiceProviders(document)
  assert.deepEqual(others, [])
  assert.equal(service?.entityId, 'https://boernungeliv.example/mitid')
  assert.deepEqual(
    service?.consumers.map(({ location }) => location),
    [acs('mitid')],
  )
  assert.deepEqual(
    service?.logout.map(({ location }) => location),
    [`${house.origin}/auth/saml/mitid/sign-out`, `${house.origin}/auth/saml/mitid/sign-out`],
  )
  assert.equal(
    createHash('sha256')
      .update(service?.encryption ?? '')
      .digest('hex').length,
    64,
  )
  assert.match(document, /RequestedAttribute Name="https:\/\/data\.gov\.dk\/model\/core\/eid\/cprNumber"/)
  assert.doesNotMatch(document, /PRIVATE|fullName|email/)
  assert.equal((await walk().go(`${house.origin}/auth/saml/uni-login/metadata`)).status, 400)
})

for (const generation of ['oiosaml-3', 'dk-saml-2'] as const) {
  test(`a leader comes by Context Handler in the words of ${generation}, and is at the school the right names`, async () => {
    const end = generation === 'oiosaml-3' ? 1 : 2
    await known(end, 'institutionLeader', { institutionIds: [town.schoolId, otherSchoolId] })
    const person = employee(end, [{ role: 'skoleleder', constraints: { institution: 'X81102,X89999' } }])
    const { walker, response, page } = await enter('context-handler', person, { generation })
    assert.equal(response.status, 200, page)
    assert.match(page, /http-equiv="refresh" content="0;url=\/hjem"/)
    const { role, institutions, municipality } = await me(walker)
    assert.deepEqual([role, municipality.id], ['institutionLeader', 881])
    assert.deepEqual(
      institutions.map(({ id }) => id),
      [otherSchoolId],
    )
    const tree = (await (await call(walker, '/institutions')).json()) as readonly { readonly id: string }[]
    assert.deepEqual(
      tree.map(({ id }) => id),
      [otherSchoolId],
    )
  })
}

test('an analyst whose right is for one school sees that one and no other, though the role sees the municipality', async () => {
  await known(3, 'municipalAnalyst')
  const wide = await enter('context-handler', employee(3, [{ role: 'kommunal_analytiker', constraints: {} }]))
  const all = (await (await call(wide.walker, '/institutions')).json()) as readonly unknown[]
  assert.equal(all.length, 3)
  const narrow = await enter('context-handler', employee(3, [{ role: 'kommunal_analytiker', constraints: { institution: 'X81101' } }]))
  const own = (await (await call(narrow.walker, '/institutions')).json()) as readonly { readonly id: string }[]
  assert.deepEqual(
    own.map(({ id }) => id),
    [town.schoolId],
  )
})

test('a teacher’s right to one class takes the other class away', async () => {
  const { rows } = await database.asOwner((client) =>
    client.query("select id from common.class where municipality_id = 881 and name = '5.C'"),
  )
  await known(4, 'teacher', { institutionIds: [town.schoolId], classIds: [town.classId, rows[0].id] })
  const both = await enter('context-handler', employee(4, [{ role: 'laerer_paedagog', constraints: { institution: 'X81101' } }]))
  assert.equal((await me(both.walker)).classIds.length, 2)
  const one = await enter(
    'context-handler',
    employee(4, [{ role: 'laerer_paedagog', constraints: { institution: 'X81101', klasse: '5.B' } }]),
  )
  assert.deepEqual((await me(one.walker)).classIds, [town.classId])
})

test('without a right, with another role’s, the neighbour’s, or one narrowed to nothing we know, an account lets nobody in', async () => {
  await known(5, 'municipalAdmin')
  for (const [privileges, why] of [
    [[], 'no right'],
    [[{ role: 'ppr', constraints: {} }], 'another role’s'],
    [[{ role: 'undersoegelsesadministrator', constraints: {}, cvr: '99000882' }], 'the neighbour’s'],
    [[{ role: 'undersoegelsesadministrator', constraints: {}, cvr: '99123456' }], 'of nobody here'],
    [[{ role: 'undersoegelsesadministrator', constraints: { institution: 'X89999' } }], 'an institution that is not there'],
    [[{ role: 'undersoegelsesadministrator', constraints: { kle: '16' } }], 'a constraint we do not know'],
  ] as const) {
    const refused = await enter('context-handler', employee(5, privileges))
    assert.equal(refused.response.status, 403, why)
    assert.match(refused.page, /Din kommune har ikke givet dig adgang|Du har ikke adgang endnu/, why)
    assert.equal(refused.walker.cookie(site, sessionCookie), undefined)
  }
  assert.equal(
    await isSignedIn((await enter('context-handler', employee(5, [{ role: 'undersoegelsesadministrator', constraints: {} }]))).walker),
    true,
  )
})

test('a right in one municipality is none in another, also for somebody who has an account in both', async () => {
  await known(12, 'municipalAdmin')
  await known(12, 'municipalAdmin', { municipalityId: 882 })
  const right = { role: 'undersoegelsesadministrator', constraints: {} }
  const { walker } = await enter(
    'context-handler',
    employee(12, [
      { role: 'ppr', constraints: {} },
      { ...right, cvr: '99000882' },
    ]),
  )
  const { municipality } = await me(walker)
  assert.equal(municipality.id, 882)
})

test('a right without an account lets nobody in: accounts come from a roster', async () => {
  assertRefused(
    await enter('context-handler', employee(99, [{ role: 'undersoegelsesadministrator', constraints: {} }])),
    403,
    /Du har ikke adgang endnu/,
  )
})

test('low is not enough, whoever says so, and the municipality reads of it', async () => {
  const account = await known(6, 'municipalAdmin')
  const right = [{ role: 'undersoegelsesadministrator', constraints: {} }] as const
  for (const generation of ['oiosaml-3', 'dk-saml-2'] as const)
    assertRefused(await enter('context-handler', employee(6, right), { assurance: 'Low', generation }), 403, /Log ind med to faktorer/)
  const rows = await database.asOwner(
    async (client) =>
      (await client.query('select act, object, refusal from audit.event where municipality_id = 881 and actor_id = $1', [account])).rows,
  )
  assert.deepEqual(rows[0], { act: 'signIn.refused', object: `account:${account}`, refusal: 'assurance-low' })
  assert.equal(await isSignedIn((await enter('context-handler', employee(6, right), { assurance: 'High' })).walker), true)
})

test('the session says by which login and how surely, and holds no name, number or session of the login', async () => {
  const account = await known(7, 'municipalAdmin')
  const { built } = await enter('context-handler', employee(7, [{ role: 'undersoegelsesadministrator', constraints: {} }]))
  const [row] = await database.asOwner(
    async (client) =>
      (
        await client.query(
          'select provider, assurance, length(provider_session) as bytes, row_to_json(s)::text as whole from common.session s where account_id = $1',
          [account],
        )
      ).rows,
  )
  assert.deepEqual([row.provider, row.assurance, row.bytes], ['context-handler', 'substantial', 32])
  assert.ok(!row.whole.includes(built.sessionIndex) && !row.whole.includes('Opfundet'))
})

test('every fault a Response can have is refused with a page that says what to do', async () => {
  await known(8, 'municipalAdmin')
  const person = employee(8, [{ role: 'undersoegelsesadministrator', constraints: {} }])
  for (const fault of faultNames) {
    const refused = await enter('context-handler', person, { fault, forged: person })
    assert.ok([400, 403, 503].includes(refused.response.status), `${fault}: ${refused.response.status}`)
    assert.match(refused.page, /Login blev ikke fuldført|Vi kan ikke stole på svaret|Du er ikke logget ind|Log ind med to faktorer/, fault)
    assert.equal(refused.walker.cookie(site, sessionCookie), undefined, fault)
  }
  assert.equal(await isSignedIn((await enter('context-handler', person)).walker), true)
})

test('an answer lets in once, on this server or another', async () => {
  await known(9, 'municipalAdmin')
  const walker = walk()
  const asked = await leave(walker, 'context-handler')
  const cookie = walker.cookie(site, loginCookie) ?? ''
  const { samlResponse } = await answer('context-handler', employee(9, [{ role: 'undersoegelsesadministrator', constraints: {} }]), asked)
  const fields = { SAMLResponse: samlResponse, RelayState: asked.relayState }
  assert.equal((await walker.go(acs('context-handler'), fields)).status, 200)

  const other = await buildApp({ ...house }, { isReady: async () => true })
  const again = await other.inject({
    method: 'POST',
    url: '/auth/saml/context-handler/acs',
    headers: { cookie: `${loginCookie}=${cookie}`, 'content-type': 'application/x-www-form-urlencoded' },
    payload: new URLSearchParams(fields).toString(),
  })
  assert.equal(again.statusCode, 400)
  assert.match(again.body, /Login blev ikke fuldført/)
  await other.close()
})

test('an answer that nobody asked for, that another browser asked for, or that comes too late is refused', async () => {
  await known(10, 'municipalAdmin')
  const person = employee(10, [{ role: 'undersoegelsesadministrator', constraints: {} }])
  const [victim, attacker] = [walk(), walk()]
  const theirs = await leave(attacker, 'context-handler')
  const stolen = await answer('context-handler', person, theirs)
  const post = (walker: Walker, login: string, relayState: string, samlResponse = stolen.samlResponse) =>
    walker.go(acs(login), { SAMLResponse: samlResponse, RelayState: relayState })
  assert.equal((await post(victim, 'context-handler', theirs.relayState)).status, 400, 'no cookie')
  const own = await leave(victim, 'context-handler')
  assert.equal((await post(victim, 'context-handler', own.relayState)).status, 400, 'another’s request')
  await leave(victim, 'context-handler')
  assert.equal((await post(victim, 'context-handler', theirs.relayState)).status, 400, 'another’s relay state')
  const byOther = await leave(victim, 'mitid')
  assert.equal((await post(victim, 'context-handler', byOther.relayState)).status, 400, 'another login')
  assert.equal(await isSignedIn(victim), false)

  // Everything else fits: what is wrong is the relay state alone, or the login that the browser left for.
  const mine = await leave(victim, 'context-handler')
  const fitting = await answer('context-handler', person, mine)
  assert.equal((await post(victim, 'context-handler', 'x'.repeat(32), fitting.samlResponse)).status, 400, 'a relay state of nobody’s')
  const other = await leave(victim, 'mitid')
  const crossed = await answer('context-handler', person, other)
  assert.equal((await post(victim, 'context-handler', other.relayState, crossed.samlResponse)).status, 400, 'left for another login')
  assert.equal(await isSignedIn(victim), false)

  const late = await leave(victim, 'context-handler')
  ahead = 16 * 60_000
  const built = await answer('context-handler', person, late)
  assert.equal((await post(victim, 'context-handler', late.relayState, built.samlResponse)).status, 400, 'the attempt is over')
})

test('who leaves the login’s page is told so', async () => {
  const walker = walk()
  const asked = await leave(walker, 'mitid')
  const refusal = buildRefusal({
    profile: 'nemLogin',
    acsUrl: acs('mitid'),
    inResponseTo: asked.id,
    status: ['urn:oasis:names:tc:SAML:2.0:status:Responder', 'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed'],
  })
  const response = await walker.go(acs('mitid'), { SAMLResponse: Buffer.from(refusal).toString('base64'), RelayState: asked.relayState })
  assert.equal(response.status, 403)
  assert.match(await response.text(), /Du afbrød login/)
})

test('somebody with two rights chooses, and the choice holds what each was narrowed to and no number or name', async () => {
  await known(11, 'municipalAnalyst')
  await known(11, 'institutionLeader', { institutionIds: [town.schoolId, otherSchoolId] })
  const { walker, page } = await enter(
    'context-handler',
    employee(11, [
      { role: 'kommunal_analytiker', constraints: {} },
      { role: 'skoleleder', constraints: { institution: 'X81102' } },
    ]),
  )
  assert.match(page, /Hvilken rolle vil du arbejde i\?/)
  const choice = openChoice(house.keyring, walker.cookie(site, loginCookie), house.now())
  assert.deepEqual(
    choice?.accounts.map(({ institutionIds }) => institutionIds),
    [[otherSchoolId], undefined],
  )
  const leader = choice?.accounts[0]
  const chosen = await walker.go(`${house.origin}/auth/choose`, { account: `881.${leader?.accountId}` }, { origin: house.origin })
  assert.equal(chosen.status, 303)
  const tree = (await (await call(walker, '/institutions')).json()) as readonly unknown[]
  assert.equal(tree.length, 1)
})

test('a mother whose child is on the roster comes in with MitID, has an account from then on, and is written down', async () => {
  const personId = await family(mother, 'custody')
  const { walker, response, page } = await enter('mitid', citizen(mother))
  assert.equal(response.status, 200, page)
  const { role, institutions } = await me(walker)
  assert.deepEqual([role, institutions.map(({ id }) => id)], ['parent', [town.schoolId]])
  await enter('mitid', citizen(mother))
  const made = await database.asOwner(
    async (client) => (await client.query('select id from common.account where person_id = $1', [personId])).rows,
  )
  assert.equal(made.length, 1, 'made once')
  const acts = await database.asOwner(async (client) =>
    (await client.query('select act from audit.event where municipality_id = 881 and actor_id = $1 order by seq', [made[0].id])).rows.map(
      ({ act }) => act,
    ),
  )
  assert.deepEqual(acts.slice(0, 2), ['account.made', 'session.started'])
})

test('who comes in for the first time in two browsers at once is let in by both, and has one account', async () => {
  const personId = await family('0606809995', 'custody')
  const both = await Promise.all([1, 2, 3, 4, 5, 6, 7, 8].map(() => enter('mitid', citizen('0606809995'))))
  assert.deepEqual([...new Set(both.map(({ response }) => response.status))], [200])
  const made = await database.asOwner(
    async (client) => (await client.query('select id from common.account where person_id = $1', [personId])).rows,
  )
  assert.equal(made.length, 1)
})

test('at fifteen one comes in as oneself, at fourteen not yet', async () => {
  ahead = new Date('2026-11-23T09:00:00Z').getTime() - Date.now()
  await family(fourteen, 'self')
  assertRefused(await enter('mitid', citizen(fourteen)), 403, /når du er 15/)
  await family(fifteen, 'self')
  assert.equal((await me((await enter('mitid', citizen(fifteen))).walker)).role, 'youngPerson')
})

test('whose account as a pupil closed with a school they left comes in as oneself where they are now', async () => {
  ahead = new Date('2026-11-23T09:00:00Z').getTime() - Date.now()
  const personId = await family('0203119998', 'self')
  await database.asOwner((client) =>
    client.query(
      "insert into common.account (municipality_id, id, person_id, role, subject_index, institution_ids, closed_on) values (881, $1, $2, 'pupil', '\\xabcd', '{}', '2026-06-01')",
      [randomUUID(), personId],
    ),
  )
  const came = await enter('mitid', citizen('0203119998'))
  assert.equal(came.response.status, 200, came.page)
  assert.equal((await me(came.walker)).role, 'youngPerson')
})

test('somebody without a child here, whose custody has ended, whose child has left, or with a weak MitID is told so', async () => {
  assertRefused(await enter('mitid', citizen(stranger)), 403, /Vi kender ikke noget barn/)
  await family('0303809992', 'custody', { until: '2026-01-01' })
  assertRefused(await enter('mitid', citizen('0303809992')), 403, /Vi kender ikke noget barn/)
  await family('0404809993', 'custody', { left: '2026-01-01' })
  assertRefused(await enter('mitid', citizen('0404809993')), 403, /Vi kender ikke noget barn/)
  const weak = await family('0505809994', 'custody')
  assertRefused(await enter('mitid', citizen('0505809994'), { assurance: 'Low' }), 403, /Vi kender ikke noget barn|to faktorer/)
  const made = await database.asOwner(
    async (client) => (await client.query('select id from common.account where person_id = $1', [weak])).rows,
  )
  assert.deepEqual(made, [], 'nothing is made by a login that is not sure')
})

test('a CPR number is in no cookie, address or row that is readable', async () => {
  const { walker, response } = await enter('mitid', citizen(mother))
  const set = response.headers.getSetCookie().join('\n')
  assert.ok(!set.includes(mother) && !set.includes(Buffer.from(mother).toString('base64url').slice(0, 10)))
  assert.ok(walker.cookie(site, sessionCookie))
  const rows = await database.asOwner(
    async (client) =>
      (
        await client.query(
          'select row_to_json(e)::text as whole from common.login_event e union all select row_to_json(a)::text from audit.event a',
        )
      ).rows,
  )
  for (const { whole } of rows) assert.ok(!whole.includes(mother))
})

test('what was asked and answered is kept for 180 days with its signature, for the data protection officer alone', async () => {
  // At noon a week on: from winter into summer the clock's hour would else make one day more of them.
  ahead = new Date().setUTCHours(12, 0, 0, 0) + 7 * 24 * 60 * 60_000 - Date.now()
  const since = house.now()
  const { built } = await enter('mitid', citizen(mother))
  const officer = { accountId: randomUUID(), municipalityId: 0, role: 'dataProtectionOfficer', institutionIds: [], classIds: [] } as const
  const read = (municipalityId: number, role: 'dataProtectionOfficer' | 'municipalAdmin') =>
    database.doors.as({ ...officer, municipalityId, role }, 'staff', (tx) => listLoginEvents(tx, database.keyring, 'mitid', since))
  const events = await read(0, 'dataProtectionOfficer')
  assert.deepEqual(
    events.map(({ event }) => event),
    ['asked', 'answered'],
  )
  assert.match(events[0]?.message ?? '', /SigAlg=.*&Signature=/)
  assert.match(events[1]?.message ?? '', new RegExp(`${built.assertionId}[^]*SignatureValue`))
  assert.match(events[1]?.address ?? '', /127\.0\.0\.1|::1/)
  const [entered] = await read(881, 'dataProtectionOfficer')
  assert.equal(entered?.event, 'signedIn')
  assert.deepEqual(entered?.session, events[1]?.session, 'the same session as was answered')
  assert.deepEqual(await read(0, 'municipalAdmin'), [])

  const days = (count: number) => count * 24 * 60 * 60_000
  const answers = () =>
    database.asOwner(async (client) => Number((await client.query('select count(*) from common.used_assertion')).rows[0].count))
  assert.ok((await answers()) > 0)
  ahead += days(179)
  await forgetLogins(house)
  assert.equal(await answers(), 0, 'an answer that has expired lets nobody in by itself')
  assert.equal((await read(0, 'dataProtectionOfficer')).length, 2)
  ahead += days(1)
  await forgetLogins(house)
  assert.deepEqual([await read(0, 'dataProtectionOfficer'), await read(881, 'dataProtectionOfficer')], [[], []])
})

const signOutAt = (login: string) => `${house.origin}/auth/saml/${login}/sign-out`

test('signing out is offered at the login too, asked for with a signature, and told when it is done', async () => {
  const { walker, built } = await enter('mitid', citizen(mother))
  await walker.go(`${house.origin}/api/v1/sign-out`, {}, { origin: house.origin })
  assert.equal(await isSignedIn(walker), false)
  const offer = await (await walker.go(`${house.origin}/auth/signed-out`)).text()
  assert.match(offer, /Log også ud dér/)

  const left = await walker.go(`${house.origin}/auth/sign-out-there`)
  const address = new URL(left.headers.get('location') ?? '')
  assert.ok(isQuerySigned(address.search.slice(1), [readKey('service-provider').certificate]))
  const document = inflateRawSync(Buffer.from(address.searchParams.get('SAMLRequest') ?? '', 'base64')).toString()
  assert.ok(document.includes(built.sessionIndex) && document.includes(built.nameId))
  assert.equal(walker.cookie(site, loginSessionCookie), undefined)

  const id = / ID="([^"]+)"/.exec(document)?.[1] ?? ''
  const relayState = address.searchParams.get('RelayState') ?? undefined
  const done = (inResponseTo: string, { key = signingKey('nemLogin'), issuer = entityIds.nemLogin, now = house.now() } = {}) =>
    redirectWith('SAMLResponse', {
      document: logoutResponse({ issuer, to: signOutAt('mitid'), inResponseTo, isWhole: true, now }),
      to: signOutAt('mitid'),
      relayState,
      key,
    })
  assert.equal((await walk().go(done(id, { key: readKey('forger') }))).status, 403, 'a stranger’s key')
  assert.equal((await walk().go(done(id, { issuer: entityIds.contextHandler }))).status, 403, 'another login’s name')
  assert.equal((await walk().go(done(id, { now: new Date(house.now().getTime() - 20 * 60_000) }))).status, 403, 'twenty minutes old')
  assert.equal((await walk().go(done(id))).status, 400, 'another browser’s')
  const cookie = walker.cookie(site, loginCookie) ?? ''
  assert.equal((await walker.go(done('_another'))).status, 400, 'another request’s')
  walker.setCookie(site, loginCookie, cookie)
  const told = await walker.follow(done(id))
  assert.match((await told.response?.text()) ?? '', /og hos den, du loggede ind hos/)
})

test('who came by UNI-Login is told that it cannot be signed out of from here', async () => {
  assert.match(await (await walk().go(`${house.origin}/auth/signed-out`)).text(), /UNI-Login kan ikke logges ud herfra/)
})

for (const binding of ['redirect', 'post'] as const) {
  test(`when somebody signs out at the login, told by ${binding}, their session ends here, and nobody else’s`, async () => {
    const [one, other] = [await enter('mitid', citizen(mother)), await enter('mitid', citizen(mother))]
    const send = async (
      change: { readonly key?: ReturnType<typeof readKey>; readonly nameId?: string; readonly now?: Date; readonly to?: string } = {},
    ) => {
      const to = change.to ?? signOutAt('mitid')
      const { document } = logoutRequest({
        issuer: entityIds.nemLogin,
        to,
        session: {
          ...one.built,
          ...(change.nameId === undefined ? {} : { nameId: change.nameId }),
          name: '',
          serviceProvider: {} as never,
        },
        now: change.now ?? house.now(),
      })
      const message = { document, relayState: 'abc', key: change.key ?? signingKey('nemLogin') }
      return binding === 'redirect'
        ? walk().go(redirectWith('SAMLRequest', { ...message, to: signOutAt('mitid') }))
        : walk().go(signOutAt('mitid'), fieldsWith('SAMLRequest', message))
    }
    assert.equal((await send({ key: readKey('forger') })).status, 403, 'a stranger’s signature')
    assert.equal((await send({ key: signingKey('contextHandler') })).status, 403, 'another login’s')
    assert.equal((await send({ now: new Date(house.now().getTime() - 60 * 60_000) })).status, 403, 'an hour old')
    assert.equal((await send({ to: 'https://another.example' })).status, 403, 'for somebody else')
    await send({ nameId: 'somebody-else' })
    assert.equal(await isSignedIn(one.walker), true)

    const response = await send()
    assert.equal(response.status, 302)
    const back = new URL(response.headers.get('location') ?? '')
    assert.equal(back.origin + back.pathname, 'https://nemlogin.example/slo')
    assert.equal(back.searchParams.get('RelayState'), 'abc')
    assert.ok(isQuerySigned(back.search.slice(1), [readKey('service-provider').certificate]))
    const document = inflateRawSync(Buffer.from(back.searchParams.get('SAMLResponse') ?? '', 'base64')).toString()
    assert.match(document, /status:Success/)
    assert.equal(await isSignedIn(one.walker), false)
    assert.equal(await isSignedIn(other.walker), true)
  })
}

test('a sign-out whose name identifier is encrypted for us ends the session; encrypted for another it ends nothing', async () => {
  const { walker, built } = await enter('mitid', citizen(mother))
  const { document } = logoutRequest({
    issuer: entityIds.nemLogin,
    to: signOutAt('mitid'),
    session: { ...built, name: '', serviceProvider: {} as never },
    now: house.now(),
  })
  const send = async (receiver: 'forger' | 'service-provider') =>
    walk().go(
      signOutAt('mitid'),
      fieldsWith('SAMLRequest', {
        document: await encryptNameId(document, readKey(receiver).certificate),
        relayState: undefined,
        key: signingKey('nemLogin'),
      }),
    )
  assert.equal((await send('forger')).status, 403)
  assert.equal(await isSignedIn(walker), true)
  assert.equal((await send('service-provider')).status, 302)
  assert.equal(await isSignedIn(walker), false)
})

test('a sign-out of one, followed by another’s browser, takes nothing from that browser', async () => {
  const [one, other] = [await enter('mitid', citizen(mother)), await enter('mitid', citizen(mother))]
  const { document } = logoutRequest({
    issuer: entityIds.nemLogin,
    to: signOutAt('mitid'),
    session: { ...one.built, name: '', serviceProvider: {} as never },
    now: house.now(),
  })
  const address = redirectWith('SAMLRequest', { document, to: signOutAt('mitid'), relayState: undefined, key: signingKey('nemLogin') })
  assert.equal((await other.walker.go(address)).status, 302)
  assert.deepEqual([await isSignedIn(one.walker), await isSignedIn(other.walker)], [false, true])
  assert.notEqual(other.walker.cookie(site, loginSessionCookie), undefined)
})

test('an unsigned sign-out is nobody’s: by redirect without a signature, or with parameters twice', async () => {
  const { walker, built } = await enter('mitid', citizen(mother))
  const { document } = logoutRequest({
    issuer: entityIds.nemLogin,
    to: signOutAt('mitid'),
    session: { ...built, name: '', serviceProvider: {} as never },
    now: house.now(),
  })
  const signed = redirectWith('SAMLRequest', { document, to: signOutAt('mitid'), relayState: undefined, key: signingKey('nemLogin') })
  const bare = signed.replace(/&SigAlg=.*$/, '')
  for (const address of [
    bare,
    `${signed}&SAMLRequest=x`,
    `${signed}&SAMLResponse=x`,
    `${signed}&RelayState=a`,
    `${signed}&RelayState=a&RelayState=b`,
    `${signOutAt('mitid')}?SAMLRequest=eA`,
    signOutAt('mitid'),
  ])
    assert.equal((await walk().go(address)).status, 403, address.slice(-40))
  assert.equal(await isSignedIn(walker), true)
})

test('the log has the visitor’s address, which a proxy says, and nobody else may', async () => {
  const ask = async (proxies: readonly string[]) => {
    ahead += 60_000
    const since = house.now()
    const other = await buildApp(house, { isReady: async () => true, proxies })
    await other.inject({
      url: '/auth/sign-in?login=mitid',
      headers: { host: new URL(house.origin).host, 'x-forwarded-for': '192.0.2.7', 'x-forwarded-host': new URL(house.origin).host },
    })
    await other.close()
    const officer = { accountId: randomUUID(), municipalityId: 0, role: 'dataProtectionOfficer', institutionIds: [], classIds: [] } as const
    const [event] = await database.doors.as(officer, 'staff', (tx) => listLoginEvents(tx, database.keyring, 'mitid', since))
    return event?.address
  }
  ahead = 30 * 24 * 60 * 60_000
  assert.equal(await ask([]), '127.0.0.1')
  assert.equal(await ask(['127.0.0.1']), '192.0.2.7')
  assert.equal(await ask(['10.0.0.1']), '127.0.0.1')
})
