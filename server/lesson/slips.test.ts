/** Slips on paper: one for each pupil, eight to a page, made for the one who asked. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { inflateSync } from 'node:zlib'
import type { FastifyInstance } from 'fastify'
import { play, type Play, testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { slipsDocument } from './slips-document.ts'

let database: TestDatabase
let app: FastifyInstance
let town: Play
let teacher: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await play(database, { '5.A': 9, '6.A': 8 })
  teacher = await signInAs(database, 'teacher', { institutionIds: [town.institutionId], classIds: town.classes.map(({ id }) => id) })
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

/** The file with its compressed parts laid open. */
function laidOpen(pdf: Uint8Array): string {
  const file = Buffer.from(pdf)
  const parts = [file.toString('latin1')]
  for (let at = 0; (at = file.indexOf('stream\n', at)) !== -1; at += 7) {
    if (file.subarray(at - 3, at).toString() === 'end') continue
    try {
      parts.push(inflateSync(file.subarray(at + 7)).toString('latin1'))
    } catch {
      // Not compressed, or a font.
    }
  }
  return parts.join('\n')
}

const pagesOf = (pdf: Uint8Array) => laidOpen(pdf).match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

const card = (name: string) => ({ name, slip: 'ABCDEF' })
const document = (names: readonly string[]) =>
  slipsDocument({
    origin: 'https://boernungeliv.example',
    code: 'ZZ2345',
    className: '5.A',
    institution: 'Åsum Skole',
    title: 'Trivsel',
    cards: names.map(card),
  })

test('a class gets a PDF with a page for every eight pupils, in no cache', async () => {
  const { rows } = await database.asOwner((client) => client.query("select id, class_id from common.lesson where state = 'open'"))
  for (const { id, class_id: classId } of rows) {
    const answer = await call(app, teacher, `GET /lessons/${id}/slips`)
    assert.equal(answer.status, 200)
    assert.equal(answer.headers['content-type'], 'application/pdf')
    assert.equal(answer.headers['cache-control'], 'no-store')
    assert.equal(answer.bytes.subarray(0, 5).toString(), '%PDF-')
    assert.equal(pagesOf(answer.bytes), Math.ceil((town.classes.find((group) => group.id === classId)?.pupils.length ?? 0) / 8))
  }
  assert.equal(rows.length, 2)
})

test('printing names in the audit log the lesson, for it shows who has which slip', async () => {
  const { id } = (await call(app, teacher, 'POST /lessons', { surveyId: town.survey.id, classId: town.classes[0]!.id })).body
  const before = (await auditOf(database)).length
  await call(app, teacher, `GET /lessons/${id}/slips`)
  assert.deepEqual((await auditOf(database)).slice(before), [
    { act: 'slips.printed', object: `lessons:${id}`, actor_id: teacher.actor.accountId, role: 'teacher' },
  ])
})

test('one to thirty-three pupils take one to five pages', async () => {
  for (const [pupils, pages] of [
    [1, 1],
    [8, 1],
    [9, 2],
    [16, 2],
    [17, 3],
    [33, 5],
  ] as const) {
    assert.equal(pagesOf(await document(Array.from({ length: pupils }, (_, place) => `Elev ${place}`))), pages, `${pupils} pupils`)
  }
})

test('a name is a name, whatever signs are in it, and however long it is', async () => {
  const names = [
    '#panic("no")',
    '$ x $',
    '*_`<a>`_*',
    '@ref',
    '"quoted" \\n',
    "O'Neill",
    'Łukasz Žižek-Ærø',
    'x'.repeat(60),
    'Anne Sofie Margrethe Frederikke Vestergaard Kjær-Thorlacius von Holstein',
  ]
  assert.equal(pagesOf(await document(names)), 2)
})

test('the file can be read aloud: it is tagged, has a language and a title', async () => {
  const text = laidOpen(await document(['Alma']))
  assert.match(text, /\/MarkInfo|\/StructTreeRoot/)
  assert.match(text, /\/Lang\s*\(da\)/)
  assert.match(text, /pdfuaid|Trivsel/)
})
