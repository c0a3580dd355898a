/** Letters to families: one for each home, in its language, and nothing of a child where an envelope can be looked into. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import { respondentLanguages } from '#domain/text/text.ts'
import { laidOpen, pagesOf } from '../../tests/laid-open.ts'
import { type PlantedFamilies, plantFamilies } from '../../tests/plant-families.ts'
import { testHouse } from '../../tests/play.ts'
import { auditOf, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { type AskedIn, askedIn, thirtyFamilies } from '../../tests/thirty-families.ts'
import { buildApp } from '../http/app.ts'
import { type Letter, lettersData, lettersDocument, type LettersDocument } from './letters-document.ts'

let database: TestDatabase
let app: FastifyInstance
let town: PlantedFamilies
let admin: SignedIn

before(async () => {
  database = await openTestDatabase()
  app = await buildApp(testHouse(database), { isReady: async () => true })
  town = await plantFamilies(database)
  admin = await signInAs(database, 'municipalAdmin')
})
after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

async function print(asked: AskedIn, query = '', who = admin) {
  const { rows } = await database.asOwner((client) =>
    client.query('select id from common.class where municipality_id = 881 and name = $1', [askedIn[asked].className]),
  )
  return call(app, who, `GET /surveys/${town.surveys[asked].id}/letters?classId=${rows[0].id}${query}`)
}

test('a page for each home that is written to; of a child of whom no grown-up is known one to be handed over', async () => {
  const answer = await print('parentsByName')
  assert.equal(answer.status, 200)
  // By hand from the table: two homes of Carl and Rami; Dina's letter is handed over; Pia, Ulla and Vera have none. What Lise's
  // family has decided is not known to whoever prints, so that nothing is printed for her foster parents.
  assert.equal(pagesOf(answer.bytes), 21)
  const document = laidOpen(answer.bytes)
  for (const language of ['da', 'ar', 'uk']) assert.match(document, new RegExp(`/Lang\\s*\\(${language}\\)`), language)
  const [event] = (await auditOf(database)).filter(({ act }) => act === 'letters.printed').slice(-1)
  assert.ok(event)
})

test('one child’s letters alone, and in the language asked for where nobody has said', async () => {
  const { bytes } = await print('parentsByName', `&pupilId=${town.pupilIds.get('Bo Brix')}&language=en`)
  assert.equal(pagesOf(bytes), 1)
  assert.match(laidOpen(bytes), /\/Lang\s*\(en\)/)
})

test('young people have their own, and whoever may not print has none', async () => {
  assert.equal(pagesOf((await print('young')).bytes), 5)
  for (const role of ['municipalAnalyst', 'dataProtectionOfficer', 'parent'] as const)
    assert.equal((await print('young', '', await signInAs(database, role))).status, 403, role)
})

const letter: Letter = {
  name: 'Ida Toft',
  place: 'Rød stue · Solsikken',
  link: 'TBK7M2XQ9HFT4B',
  as: 'custodyHolder',
  window: ['Mette Toft', 'Opfundvej 12', '5000 Lillekøbing'],
  language: 'da',
}
const given = (change: Partial<LettersDocument> = {}, ...letters: readonly Partial<Letter>[]): LettersDocument => ({
  origin: 'https://svar.lillekoebing.example',
  municipalityId: 881,
  municipality: 'Lillekøbing',
  survey: { id: 'x', title: 'Børn 2-7 år', track: 'health', closesOn: '2026-12-18' },
  respondent: 'parent',
  minutes: 12,
  occasion: 'invitation',
  letters: letters.map((own) => ({ ...letter, ...own })),
  ...change,
})

test('the window shows to whom it goes and where, and nothing of the child, the class or the matter', () => {
  const { letters } = lettersData(given({}, {}))
  assert.deepEqual(letters[0]?.window, ['Mette Toft', 'Opfundvej 12', '5000 Lillekøbing'])
  for (const family of thirtyFamilies)
    for (const line of letters[0]?.window ?? []) for (const { name } of family.children) assert.ok(!line.includes(name))
})

test('in every language whole, the way it runs, and with a line for whoever reads another', () => {
  const { letters } = lettersData(given({}, ...respondentLanguages.map((language) => ({ language }))))
  assert.deepEqual(
    letters.map(({ language, direction, otherLanguage }) => [language, direction, otherLanguage]),
    [
      ['da', 'ltr', 'en'],
      ['en', 'ltr', 'da'],
      ['ar', 'rtl', 'da'],
      ['uk', 'ltr', 'da'],
    ],
  )
  for (const one of letters) assert.doesNotMatch(JSON.stringify({ ...one, qr: '' }), /\{\w+\}/)
  assert.equal(new Set(letters.map(({ heading }) => heading)).size, 4)
})

test('each is addressed as what they are, and a reminder says that it is one', () => {
  const to = (change: Partial<LettersDocument>, as: Letter['as']) => lettersData(given(change, { as })).letters[0]?.to
  assert.equal(to({}, 'custodyHolder'), 'Til forældrene til Ida Toft')
  assert.equal(to({}, 'fosterParent'), 'Til plejeforældrene til Ida Toft')
  assert.equal(to({ respondent: 'youngPerson' }, 'self'), 'Til Ida Toft')
  assert.equal(to({ respondent: 'youngPerson' }, 'custodyHolder'), 'Til Ida Toft og forældrene')
  const [first, again] = (['invitation', 'reminder'] as const).map(
    (occasion) => lettersData(given({ occasion }, {})).letters[0]?.paragraphs,
  )
  assert.equal(again?.length, (first?.length ?? 0) + 1)
})

test('each of them fits one page, in every language, with the longest of what may stand on it', async () => {
  const name = 'Annemarie Elisabeth Christiansdatter Opfundet-Langenavn'
  const window = [name, `${name} 2`, 'Den Meget Lange Opfundne Allé 112, 4. sal, dør 12', '5000 Lillekøbing']
  for (const track of ['statistics', 'health'] as const)
    for (const respondent of ['parent', 'youngPerson'] as const) {
      const survey = { id: '3f1c2f50-1111-4222-8333-444455556666', title: 'Børn 2-7 år', track, closesOn: '2026-12-18' }
      const document = given(
        { survey, respondent, occasion: 'reminder' },
        ...respondentLanguages.map((language) => ({ language, name, window })),
      )
      assert.equal(pagesOf(await lettersDocument(document)), 4, `${track} ${respondent}`)
    }
})
