/**
 * A hostile run: whatever is written into whatever the contract takes, by whoever may call it, the answer is a clear
 * refusal or an ordinary answer, never a defect; nothing of a neighbour changes or shows, and memory stays bounded.
 * Files have their own: `server/organisation` (XML, zip), `server/audit` (formulas).
 */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Operation } from '#api/operation.ts'
import { operations } from '#api/operations.ts'
import { type Role, roles } from '#domain/access/actor.ts'
import { isAct, may } from '#domain/access/policy.ts'
import { buildApp } from '#server/http/app.ts'
import { respondentToken } from '#server/http/respondent.ts'
import { exampleOf, type Filling } from './example-of.ts'
import { play, type Play, testHouse } from './play.ts'
import { type Answer, call, type SignedIn, signInAs } from './sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from './test-database.ts'

/** But signing out, after which there would be nobody left to ask as. */
const all = (Object.entries(operations) as [string, Operation][]).filter(([name]) => !name.startsWith('signOut'))
const tracks = { respondent: 'statistics', healthRespondent: 'health', informant: 'assessment' } as const
/** Words that stand in the neighbour's rows and nowhere else. */
const nameNextDoor = 'Nabobarn Hemmelig'

let database: TestDatabase
let app: FastifyInstance
let home: Play
let neighbour: Play
let theirIds: readonly string[]
let columns: readonly string[]
const people = new Map<Role, SignedIn>()

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  home = await play(database, { '5.A': 6 })
  neighbour = await play(database, { '5.A': 6 }, 882)
  for (const role of roles) {
    people.set(role, await signInAs(database, role, { institutionIds: [home.institutionId], classIds: [home.classes[0]!.id] }))
    await signInAs(database, role, { municipalityId: 882, institutionIds: [neighbour.institutionId], name: nameNextDoor })
  }
  const ids = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g
  // A few of each table: one more pupil is not another kind of id.
  theirIds = [...new Set((await everythingOf(882)).split('\n').flatMap((table) => [...new Set(table.match(ids))].slice(0, 4)))]
  columns = await database.asOwner(async (client) =>
    (
      await client.query(
        "select distinct column_name as name from information_schema.columns where table_schema in ('common', 'identity', 'health', 'assessment', 'statistics', 'sealed', 'released', 'audit')",
      )
    ).rows.map(({ name }) => name as string),
  )
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** Everything of a municipality but what only grows by being asked: the log, its head and how a session is used. */
async function everythingOf(municipalityId: number): Promise<string> {
  return database.asOwner(async (client) => {
    const { rows: tables } = await client.query(`
      select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'municipality_id'
      where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'information_schema', 'audit') and c.relname <> 'session' order by 1`)
    const texts: string[] = []
    for (const { name } of tables)
      texts.push(
        (
          await client.query(
            `select '${name} ' || coalesce(json_agg(t order by t::text), '[]')::text as rows from ${name} t where municipality_id = $1`,
            [municipalityId],
          )
        ).rows[0].rows,
      )
    return texts.join('\n')
  })
}

/** Somebody whom the operation is for, with whatever they carry. */
function callerOf({ act }: Operation): { readonly who: SignedIn | undefined; readonly headers: Readonly<Record<string, string>> } {
  if (isAct(act)) return { who: people.get(roles.find((role) => may({ role }, act)) ?? 'teacher'), headers: {} }
  if (act === 'public') return { who: undefined, headers: {} }
  const slipHmac = home.classes[0]!.pupils[0]!.slipHmac
  const token = respondentToken(database.keyring, {
    track: tracks[act as keyof typeof tracks],
    municipalityId: 881,
    slipHmac,
    items: 30,
    generation: 7,
  })
  return { who: undefined, headers: { authorization: `Bearer ${token}` } }
}

/** One call with an input made from the declaration, filled with what is given. */
async function attack(operation: Operation, filling: Filling, change: (body: unknown) => unknown = (body) => body): Promise<Answer> {
  const { who, headers } = callerOf(operation)
  const params = (exampleOf(operation.params, filling) ?? {}) as Readonly<Record<string, unknown>>
  const query = (exampleOf(operation.query, filling) ?? {}) as Readonly<Record<string, unknown>>
  const path = operation.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(wellFormed(String(params[name] ?? filling.id))))
  const search = new URLSearchParams(Object.entries(query).map(([key, value]) => [key, String(value)])).toString()
  const address = `${operation.method} ${path}${search === '' ? '' : `?${search}`}` as Parameters<typeof call>[2]
  return call(app, who, address, operation.body === undefined ? undefined : change(exampleOf(operation.body, filling)), headers)
}

/** A half of a pair can't stand in an address; there it becomes what every program makes of it. */
function wellFormed(text: string): string {
  return text.toWellFormed()
}

const { id } = { id: '00000000-0000-4000-8000-000000000000' }
const isClear = ({ status, body, text }: Answer) =>
  status < 500 && (status < 400 || (typeof body?.title === 'string' && !/error|exception|syntax|at .*\.ts:/i.test(text)))

const texts: Readonly<Record<string, string>> = {
  'a condition that is always true': "' or '1'='1",
  'a statement after the statement': "'; drop table common.pupil; --",
  'a comment in a number': '1;select/**/pg_sleep(9)--',
  'a path upwards': '../../../../etc/passwd',
  'a path upwards, encoded twice': '%252e%252e%252fetc%252fpasswd',
  'a byte of nothing': 'a\0b',
  'a half of a pair': 'a\ud800b',
  'a script': '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'a formula': "=cmd|'/c calc'!A1",
  'a header': 'x\r\nset-cookie: a=b',
  'a template': '${7*7}{{7*7}}<%= 7*7 %>',
  'the prototype': '__proto__',
  'a very long word': 'å'.repeat(20_000),
  'the other direction': '\u202egnisrever',
}

for (const [name, text] of Object.entries(texts)) {
  test(`every operation stands ${name}`, async () => {
    const before = await everythingOf(882)
    for (const [operationName, operation] of all) {
      const answer = await attack(operation, { text, id })
      assert.ok(isClear(answer), `${operationName} was answered ${answer.status} ${answer.text.slice(0, 300)}`)
      assert.doesNotMatch(String(answer.headers['set-cookie']), /^a=b|,a=b/, operationName)
      assert.ok(!answer.text.includes(nameNextDoor), operationName)
    }
    assert.equal(await everythingOf(882), before)
    assert.equal(
      (await database.asOwner((client) => client.query("select to_regclass('common.pupil') as pupil"))).rows[0].pupil,
      'common.pupil',
    )
  })
}

test('every id of a neighbour, wherever an id is taken: nothing of theirs shows or changes', async () => {
  const before = await everythingOf(882)
  const taking = all.filter(([, { params, query, body }]) =>
    [params, query, body].some((schema) => JSON.stringify(exampleOf(schema, { text: 'x', id }) ?? '').includes(id)),
  )
  assert.ok(taking.length > 40 && theirIds.length > 12, `${taking.length} operations, ${theirIds.length} ids`)
  for (const [name, operation] of taking)
    for (const theirs of theirIds) {
      const answer = await attack(operation, { text: 'Noget', id: theirs })
      assert.ok(isClear(answer), `${name} was answered ${answer.status} ${answer.text.slice(0, 300)}`)
      assert.ok(!answer.text.includes(nameNextDoor), name)
    }
  assert.equal(await everythingOf(882), before)
})

const camelCase = (column: string) => column.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase())

test('a field that is not declared is refused, whatever column it is called after', async () => {
  assert.ok(columns.length > 150)
  for (const [name, { body }] of all) {
    if (body === undefined) continue
    const example = exampleOf(body, { text: 'Noget', id })
    if (typeof example !== 'object' || example === null || Array.isArray(example)) continue
    for (const column of columns.flatMap((one) => [one, camelCase(one)])) {
      if (column in example) continue
      assert.equal(body.safeParse({ ...example, [column]: 881 }).success, false, `${name} takes ${column}`)
    }
  }
})

test('who gives themselves a role, a municipality or a state is told so, and nothing is written', async () => {
  const before = [await everythingOf(881), await everythingOf(882)]
  for (const [name, operation] of all) {
    if (operation.body === undefined || Array.isArray(exampleOf(operation.body))) continue
    const answer = await attack(operation, { text: 'Noget', id }, (body) => ({
      ...(body as object),
      municipality_id: 882,
      municipalityId: 882,
      role: 'dataProtectionOfficer',
      is_published: true,
      decided_as: 'self',
    }))
    assert.deepEqual(
      [name, answer.status, answer.body?.title],
      [name, answer.status === 401 ? 401 : 400, answer.status === 401 ? 'not-signed-in' : 'wrong-input'],
    )
  }
  assert.deepEqual([await everythingOf(881), await everythingOf(882)], before)
})

test('keys of the prototype reach no prototype', async () => {
  for (const [, operation] of all) {
    if (operation.body === undefined || operation.consumes !== undefined) continue
    const { who, headers } = callerOf(operation)
    const address = `${operation.method} ${operation.path.replace(/:\w+/g, id)}` as Parameters<typeof call>[2]
    for (const body of ['{"__proto__":{"polluted":1}}', '{"constructor":{"prototype":{"polluted":1}}}', '[{"__proto__":{"polluted":1}}]']) {
      const answer = await call(app, who, address, body, { ...headers, 'content-type': 'application/json' })
      assert.ok(isClear(answer) && answer.status >= 400, `${operation.path}: ${answer.status}`)
    }
  }
  assert.equal(({} as { polluted?: unknown }).polluted, undefined)
})

test('what is too large, too deep or of another kind is refused before anything reads it, and memory stays bounded', async () => {
  const before = process.memoryUsage().rss
  const json = { 'content-type': 'application/json' }
  const bodies = all.filter(([, { body, consumes }]) => body !== undefined && consumes === undefined)
  for (const [name, operation] of bodies) {
    const { who, headers } = callerOf(operation)
    const address = `${operation.method} ${operation.path.replace(/:\w+/g, id)}` as Parameters<typeof call>[2]
    const send = (body: string, kind: Readonly<Record<string, string>> = json) => call(app, who, address, body, { ...headers, ...kind })
    assert.equal((await send(`{"a":"${'x'.repeat((operation.bodyAtMost ?? 65_536) + 1)}"}`)).status, 413, name)
    assert.equal((await send(`${'['.repeat(30_000)}${']'.repeat(30_000)}`)).status, 400, name)
    assert.equal((await send(`${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`)).status, 400, name)
    assert.equal((await send('{"a":')).status, 400, name)
    for (const kind of [
      'application/xml',
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/octet-stream',
    ])
      assert.ok([400, 415].includes((await send('<a/>', { 'content-type': kind })).status), `${name} ${kind}`)
  }
  const nested = `${'{"op":"not","condition":'.repeat(60_000)}1${'}'.repeat(60_000)}`
  const edition = `{"revision":1,"texts":{},"questionnaire":{"items":[{"showIf":${nested}}]}}`
  assert.equal(
    (await call(app, people.get('secretariat'), `PUT /editions/${id}`, edition, json)).status,
    400,
    'conditions within conditions',
  )
  const tooLarge = await app.inject({
    method: 'POST',
    url: '/api/v1/roster-imports',
    headers: { ...people.get('municipalAdmin')?.headers, 'content-type': 'application/octet-stream' },
    payload: Buffer.alloc(33 * 1024 * 1024, 'a'),
  })
  assert.equal(tooLarge.statusCode, 413)
  const grown = (process.memoryUsage().rss - before) / 1024 / 1024
  assert.ok(grown < 400, `${Math.round(grown)} MB more than before`)
})

test('nothing is written for another site, in any operation that writes', async () => {
  const before = [await everythingOf(881), await everythingOf(882)]
  for (const [name, operation] of all.filter(([, { method }]) => method !== 'GET')) {
    const { who, headers } = callerOf(operation)
    const address = `${operation.method} ${operation.path.replace(/:\w+/g, id)}` as Parameters<typeof call>[2]
    for (const foreign of [
      { origin: 'https://ond.example' },
      { origin: 'null' },
      { origin: 'http://localhost:3000.ond.example' },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
    ]) {
      const answer = await call(app, who, address, exampleOf(operation.body, { text: 'Noget', id }), {
        ...headers,
        ...(foreign as Record<string, string>),
      })
      assert.deepEqual([name, answer.status, answer.body?.title], [name, 403, 'wrong-origin'])
    }
  }
  assert.deepEqual([await everythingOf(881), await everythingOf(882)], before)
})

test('no path leads out of what is served, and no method or header opens another', async () => {
  const served = await buildApp(testHouse(database), { isReady: async () => true })
  await served.listen({ host: '127.0.0.1', port: 0 })
  try {
    const address = served.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const raw = (lines: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(lines))
        let answer = ''
        socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')))
        socket.on('close', () => resolve(answer))
        socket.on('error', () => resolve(answer))
      })
    const get = (path: string, more = '') => raw(`GET ${path} HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n${more}\r\n`)
    for (const path of [
      '/assets/../../../../etc/passwd',
      '/assets/%2e%2e/%2e%2e/%2e%2e/etc/passwd',
      '/svar/assets/..%2f..%2f..%2fetc/passwd',
      '/..%5c..%5cwindows/win.ini',
      '/assets/%00',
      '//etc/passwd',
      '/api/v1/me/../../../../etc/passwd',
      '/api/v1/me.css',
      '/api/v1/me;.js',
    ]) {
      const answer = await get(path)
      assert.match(answer, /^HTTP\/1\.1 (301|400|401|404)/, path)
      assert.doesNotMatch(answer, /root:|\[fonts\]/, path)
    }
    assert.match(await get('/api/v1/me', `X-Filler: ${'x'.repeat(40_000)}\r\n`), /^HTTP\/1\.1 431/)
    assert.match(await get('/api/v1/me', 'X-HTTP-Method-Override: DELETE\r\n'), /^HTTP\/1\.1 401/)
    assert.match(await raw('TRACE /api/v1/me HTTP/1.1\r\nHost: localhost:3000\r\nConnection: close\r\n\r\n'), /^HTTP\/1\.1 4\d\d/)
    assert.match(
      await raw(
        'POST /api/v1/session HTTP/1.1\r\nHost: localhost:3000\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n0\r\n\r\nGET /x',
      ),
      /^HTTP\/1\.1 400/,
    )
  } finally {
    await served.close()
  }
})
