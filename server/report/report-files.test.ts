/** A report taken away: who may not first, then that each file tells exactly what the report does. */
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { FastifyInstance } from 'fastify'
import type { Report } from '#api/report.ts'
import { writePercent } from '#domain/text/format.ts'
import { type AnsweredWave, answerWave, closeWave, group } from '../../tests/answered-wave.ts'
import { testHouse } from '../../tests/play.ts'
import { pdfAlternatives, pdfFacts, pdfStructure, pdfText, withoutPoppler } from '../../tests/read-pdf.ts'
import { type ReadSheet, readWorkbook } from '../../tests/read-workbook.ts'
import { type Answer, call, type SignedIn, signInAs } from '../../tests/sign-in-as.ts'
import { openTestDatabase, type TestDatabase } from '../../tests/test-database.ts'
import { buildApp } from '../http/app.ts'
import { closeSurvey } from '../jobs/close-survey.ts'
import { releaseFigures } from '../jobs/release-figures.ts'
import { sealClass } from '../jobs/seal-class.ts'

let database: TestDatabase
let app: FastifyInstance
let wave: AnsweredWave
let teacher: SignedIn
let analyst: SignedIn
let politician: SignedIn
let leader: SignedIn

before(async () => {
  database = await openTestDatabase()
  const house = testHouse(database)
  app = await buildApp(house, { isReady: async () => true })
  wave = await answerWave(database, {
    Åsum: {
      '5.A': [...group(10, 9, { bullied: 'never' }), ...group(2, 3, { bullied: 'few', 'sleep-tired': 'all' })],
      '5.B': group(12, 12, { 'sleep-tired': 'all', 'school-like': 'never', 'work-quiet': 'always', 'teacher-help': 'always' }),
      '5.M': group(2, 2),
    },
    Bakke: { '5.A': group(12, 12) },
  })
  await closeWave(database, wave)
  for (const classId of Object.values(wave.classes)) await sealClass(house, { ...wave, classId })
  await closeSurvey(house, wave)
  teacher = await signInAs(database, 'teacher', {
    institutionIds: [wave.institutions.Åsum ?? ''],
    classIds: [wave.classes['Åsum/5.A'] ?? ''],
  })
  analyst = await signInAs(database, 'municipalAnalyst')
  leader = await signInAs(database, 'institutionLeader', { institutionIds: [wave.institutions.Åsum ?? ''] })
  politician = await signInAs(database, 'politicalReader')
})

after(async () => {
  await app.close()
  await database[Symbol.asyncDispose]()
})

const files = ['pdf', 'summary', 'workbook', 'csv', 'figures'] as const
type File = (typeof files)[number]

const school = () => `institution:${wave.institutions.Åsum}`

function take(who: SignedIn, file: File | '', query: Readonly<Record<string, string>>): Promise<Answer> {
  return call(app, who, `GET /reports/${wave.surveyId}${file === '' ? '' : `/${file}`}?${new URLSearchParams(query)}`)
}

async function taken(file: File, query: Readonly<Record<string, string>>, who = leader): Promise<Answer> {
  const answer = await take(who, file, query)
  assert.equal(answer.status, 200, answer.text)
  return answer
}

const compared = () => ({ unit: school(), split: 'sex', compare: 'rest' })
const cardsOf = (report: Report) => report.themes.flatMap(({ cards }) => cards)

test('no file of a report leaves for whoever may not read it', async () => {
  for (const file of files) {
    assert.equal((await take(teacher, file, { unit: `class:${wave.classes['Åsum/5.B']}` })).status, 404, file)
    assert.equal((await take(politician, file, { unit: school() })).status, 404, file)
    assert.equal((await take(await signInAs(database, 'parent'), file, { unit: school() })).status, 403, file)
  }
})

test('the data have a row for each figure of the report, and one for each question it hides', async () => {
  const report: Report = (await take(leader, '', compared())).body
  const { rows, format, choice } = (await taken('figures', compared())).body
  assert.equal(format, 'boernungeliv-report/1')
  assert.deepEqual([choice.split, choice.compare], ['sex', 'rest'])
  for (const card of cardsOf(report)) {
    const own = rows.filter((row: { item: string }) => row.item === card.item)
    if (card.state === 'hidden') {
      assert.deepEqual(
        own.map(({ hidden, count }: { hidden: string; count: null }) => [hidden, count]),
        [[card.hidden?.reason, null]],
      )
      continue
    }
    const bars = own.filter(
      (row: { group: string; split: string; option: string }) =>
        row.group === 'own' && row.split === 'all' && !['favourable', 'mean'].includes(row.option),
    )
    const expected = card.figure?.bars ?? assert.fail(card.item)
    assert.deepEqual(
      bars.map(({ option, count, percent, low, high }: (typeof expected)[number]) => ({ option, count, percent, low, high })),
      expected,
    )
  }
})

test('how well an index holds is told to whoever has a say in what is asked, in all they take, and to nobody else', async () => {
  const said = /^Indeks af 3 spørgsmål: [^.]+\. Hænger spørgsmålene sammen\? Cronbachs alfa er cirka .*regnet af 7\d svar/
  const of = async (who: SignedIn) =>
    (await taken('figures', { unit: 'municipality' }, who)).body.method.filter((one: string) => said.test(one))
  assert.deepEqual([(await of(analyst)).length, (await of(leader)).length, (await of(politician)).length], [1, 0, 0])
  // The index of safety at school has a question about friends.
  const ofSchoolAlone = (await taken('figures', { unit: 'municipality', themes: 'school' }, analyst)).body.method
  assert.deepEqual(
    ofSchoolAlone.filter((one: string) => one.startsWith('Indeks af')).map((one: string) => /Vis alle temaer for at se det\.$/.test(one)),
    [true],
  )
  const about = (await readWorkbook((await taken('workbook', { unit: 'municipality' }, analyst)).bytes))['Læs mig']
  assert.equal(about?.rows.flat().filter((cell) => said.test(String(cell))).length, 1)
  if (withoutPoppler) return
  const pdf = async (who: SignedIn) => pdfText((await taken('pdf', { unit: 'municipality' }, who)).bytes)
  assert.match(await pdf(analyst), /Cronbachs\s+alfa/)
  assert.doesNotMatch(await pdf(politician), /Cronbachs\s+alfa/)
})

test('a Danish spreadsheet gets semicolons and decimal commas, a program plain columns, and neither a formula', async () => {
  const danish = (await taken('csv', compared())).bytes.toString('utf8')
  assert.ok(danish.startsWith('\ufeff"Enhedens nøgle";"Enhed";'))
  assert.doesNotMatch(danish, /"\d+\.\d+"/)
  const plain = (await taken('csv', { ...compared(), dialect: 'plain' })).bytes.toString('utf8')
  assert.ok(plain.startsWith('"unit","unitName","theme"'))
  const { rows } = (await taken('figures', compared())).body
  assert.equal(plain.trimEnd().split('\r\n').length, rows.length + 1)
  assert.equal(danish.trimEnd().split('\r\n').length, rows.length + 1)
})

test('the workbook opens on what it is, and holds real numbers with a head that stays and filters', async () => {
  const sheets = await readWorkbook((await taken('workbook', compared())).bytes)
  assert.deepEqual(Object.keys(sheets), ['Læs mig', 'Tal', 'Spørgsmål', 'Skjult'])
  const figures = sheets.Tal as ReadSheet
  assert.match(figures.xml, /<pane ySplit="1"[^>]*state="frozen"/)
  assert.match(figures.xml, new RegExp(`<autoFilter ref="A1:AD${figures.rows.length}"/>`))
  const column = (name: string) => figures.rows[0]?.indexOf(name) ?? -1
  const { rows } = (await taken('figures', compared())).body
  const shown = rows.filter(({ state }: { state: string }) => state !== 'hidden')
  assert.deepEqual(
    figures.rows
      .slice(1)
      .map((row) => ['Svar i alt', 'Antal', 'Andel i %', '95 % fra', '95 % til'].map((name) => row[column(name)] ?? null)),
    shown.map(({ n, count, percent, low, high }: Record<string, number | null>) => [n, count, percent, low, high]),
  )
  const hidden = new Set(
    rows.filter(({ state }: { state: string }) => state === 'hidden').map(({ question }: { question: string }) => question),
  )
  assert.deepEqual(new Set(sheets.Skjult?.rows.slice(1).map((row) => row[1])), hidden.size > 0 ? hidden : new Set([undefined]))
})

test('the PDF is tagged: language, headings, table heads, and each chart in words', { skip: withoutPoppler }, async () => {
  for (const language of ['da', 'en'] as const) {
    const { bytes } = await taken('pdf', { ...compared(), language })
    const facts = pdfFacts(bytes)
    assert.equal(facts.Tagged, 'yes')
    assert.match(facts['Page size'] ?? '', /A4/)
    assert.match(bytes.toString('latin1'), new RegExp(`/Lang \\(${language}\\b`))
    assert.match(bytes.toString('latin1'), /pdfuaid:part(>|=")1/)
    const structure = pdfStructure(bytes)
    const report: Report = (await take(leader, '', compared())).body
    const shown = cardsOf(report).filter(({ state }) => state === 'shown').length
    assert.equal(structure.match(/^\s*H1\b/gm)?.length, 1)
    assert.ok((structure.match(/^\s*H2\b/gm)?.length ?? 0) > report.themes.length)
    assert.equal(structure.match(/^\s*Figure\b/gm)?.length, shown, 'a figure for each question that is shown')
    assert.ok((structure.match(/^\s*TH\b/gm)?.length ?? 0) >= shown * 4, 'tables have heads')
    const alternatives = pdfAlternatives(bytes)
    assert.equal(alternatives.length, shown, 'every figure is told in words')
    for (const { figure, split } of cardsOf(report)) {
      const [bar] = split === null ? (figure?.bars ?? []) : []
      const percent = bar && writePercent(bar.percent, language, figure?.decimals)
      if (percent)
        assert.ok(
          alternatives.some((words) => words.includes(percent)),
          percent,
        )
    }
  }
})

test('all that the page says of a question stands in the PDF, and what is hidden says why', { skip: withoutPoppler }, async () => {
  const query = { unit: `class:${wave.classes['Åsum/5.M']}` }
  const text = pdfText((await taken('pdf', { ...query })).bytes).replaceAll(/\s+/g, ' ')
  const report: Report = (await take(leader, '', query)).body
  assert.ok(cardsOf(report).every(({ state }) => state === 'hidden'))
  assert.match(text, /har ingen tal at vise endnu/)
  assert.match(text, /Det, der er skjult, og hvor du kan se det/)
  assert.match(text, /så ingen kan kendes på sit svar/)
})

test('the summary is two pages, whatever it has to say', { skip: withoutPoppler }, async () => {
  for (const query of [
    compared(),
    { unit: 'municipality' },
    { unit: `class:${wave.classes['Åsum/5.M']}` },
    { ...compared(), language: 'en' },
  ]) {
    const { bytes } = await taken('summary', query)
    assert.equal(pdfFacts(bytes).Pages, '2')
  }
  assert.equal(pdfFacts((await taken('summary', { unit: 'municipality' }, analyst)).bytes).Pages, '2')
  const text = pdfText((await taken('summary', compared())).bytes)
  for (const heading of [
    'Det går godt',
    'Det er værd at se nærmere på',
    'Hvor sikkert er det?',
    'Det bliver der gjort',
    'Det, der er skjult, og hvorfor',
  ])
    assert.ok(text.includes(heading), heading)
  assert.match((await take(politician, 'summary', { unit: 'municipality' })).bytes.subarray(0, 5).toString(), /%PDF-/)
})

test(
  'a document is kept only as long as it says what the report says, and for nobody who may not read it',
  { skip: withoutPoppler },
  async () => {
    const [first, again] = [await taken('pdf', compared()), await taken('pdf', compared())]
    assert.ok(first.bytes.equals(again.bytes))
    assert.equal((await take(politician, 'pdf', compared())).status, 404)

    const text = 'Vi begynder med roen i timerne.'
    const comment: `/${string}` = `/reports/${wave.surveyId}/leader-comment`
    await call(app, leader, `PUT ${comment}`, { unit: school(), text, revision: 0 })
    const shown = await call(app, leader, `POST ${comment}/show`, { unit: school(), revision: 1 })
    assert.equal(shown.status, 200, shown.text)
    for (const file of ['pdf', 'summary'] as const) {
      const said = pdfText((await taken(file, compared())).bytes)
      assert.ok(said.includes('Bemærkning fra ledelsen') && said.includes(text), file)
    }
  },
)

test('what is clearly worse is given with its reason, whether or not a sheet fits', { skip: withoutPoppler }, async () => {
  const query = { unit: `class:${wave.classes['Åsum/5.B']}`, compare: 'rest' }
  const report: Report = (await take(leader, '', query)).body
  assert.ok(
    cardsOf(report).some(({ comparison }) => comparison?.gap?.verdict === 'clearlyLower'),
    'the class was made worse off',
  )
  const said = pdfText((await taken('pdf', query)).bytes).replaceAll(/\s+/g, ' ')
  assert.match(said, /Se nærmere:/)
  assert.match(said, /Fordi: .{0,60}point under resten af Åsum/)
})

test('a school beside similar ones: the same figures, and who stands behind, in every form', { skip: withoutPoppler }, async () => {
  const house = testHouse(database)
  for (const municipalityId of [882, 883, 884]) {
    const schools = { Et: { '5.A': group(12, 12) }, To: { '5.A': group(10, 10) }, Tre: { '5.A': group(10, 10) } }
    const one = await answerWave(database, schools, { municipalityId, name: `Nabo ${municipalityId}` })
    for (const classId of Object.values(one.classes)) await sealClass(house, { ...one, classId })
    await releaseFigures(house, one)
  }
  await releaseFigures(house, {})
  const query = { unit: school(), compare: 'similar' }
  const others = cardsOf((await take(leader, '', query)).body).flatMap(({ item, comparison }) =>
    (comparison?.figure.bars ?? []).map(({ option, count }) => [item, option, count]),
  )
  assert.ok(others.length > 20)
  const name = 'lignende skoler (højst 99 inviterede)'
  const behind = '9 institutioner i 3 kommuner'
  const isBar = ({ group: of, option }: { group: string; option: string }) => of === 'other' && !['favourable', 'mean'].includes(option)

  const { rows, method } = (await taken('figures', query)).body
  const inData = rows.filter(isBar).map(({ item, option, count }: Record<string, unknown>) => [item, option, count])
  assert.deepEqual(new Set(inData.map(String)), new Set(others.map(String)))
  assert.ok(method.join(' ').includes(behind))

  const sheets = await readWorkbook((await taken('workbook', query)).bytes)
  const inWorkbook = sheets.Tal?.rows.filter((row) => row.includes(name)).length
  const csv = (await taken('csv', query)).bytes.toString('utf8')
  const ofOthers = rows.filter(({ group: of }: { group: string }) => of === 'other').length
  assert.deepEqual([inWorkbook, csv.split('\r\n').filter((line) => line.includes(`"${name}"`)).length], [ofOthers, ofOthers])

  const said = pdfText((await taken('pdf', query)).bytes).replaceAll(/\s+/g, ' ')
  assert.ok(said.includes(name) && said.includes(behind))
  assert.doesNotMatch(said, /Nabo/)
})
