/** Everything in content/: each file parses, both languages agree, and the promises about wording hold. */
import assert from 'node:assert/strict'
import { existsSync, readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { test } from 'node:test'
import fc from 'fast-check'
import { problems } from '#api/problems.ts'
import { checkColours } from '#domain/health/check-colours.ts'
import { ColourRules as ColourRulesSchema } from '#domain/health/colour-rules-schema.ts'
import { type Finding, checkQuestionnaire } from '#domain/questionnaire/check.ts'
import { greatestValue } from '#domain/questionnaire/value.ts'
import { minutesToAnswer } from '#domain/questionnaire/duration.ts'
import { checkAtGate } from '#domain/questionnaire/gate.ts'
import { pages } from '#domain/questionnaire/pages.ts'
import { isPictogram } from '#domain/questionnaire/pictograms.ts'
import { readingAge, readingLine } from '#domain/questionnaire/reading-age.ts'
import {
  Questionnaire as QuestionnaireSchema,
  QuestionnaireText as QuestionnaireTextSchema,
} from '#domain/questionnaire/questionnaire-schema.ts'
import type { Item, Questionnaire, QuestionnaireText, QuestionnaireTexts } from '#domain/questionnaire/questionnaire.ts'
import { blank, hidden } from '#domain/response/answer.ts'
import { mayBeAskedByName } from '#domain/survey/by-name.ts'
import { submit } from '#domain/response/submit.ts'
import { type Language, languages, respondentLanguages } from '#domain/text/text.ts'

const content = import.meta.dirname

function read(...path: readonly string[]): unknown {
  return JSON.parse(readFileSync(join(content, ...path), 'utf8'))
}

/** What `checkQuestionnaire` holds, in sentences. */
const promises: Readonly<Record<string, readonly Finding['fault'][]>> = {
  'no code is used twice': ['item-code-twice', 'option-code-twice'],
  'every theme is one of the list that all questionnaires, reports and interventions share': ['theme-not-in-the-list'],
  'themes are met one after the other, in the order they are listed': ['theme-unknown', 'theme-empty', 'theme-out-of-order'],
  'nobody chooses among more than five options, a ladder from 0 to 10 apart': [
    'too-many-options',
    'ladder-not-0-to-10',
    'faces-not-three-to-five',
  ],
  'a condition looks back only, on items and options that exist': [
    'condition-looks-ahead',
    'condition-unknown-option',
    'condition-does-not-fit-kind',
  ],
  'what is measured fits its bands and can be kept, and what is counted nowhere is open': [
    'too-few-options',
    'options-of-a-kind-without',
    'measure-missing',
    'measure-of-another-kind',
    'measure-backwards',
    'bands-do-not-fit',
    'measure-too-fine',
    'class-of-a-kind-without',
  ],
  'nobody writes where nobody reads by name, and no condition waits for a page that is only read': [
    'text-not-by-name',
    'condition-on-information',
  ],
  'rows of a table stand beside each other and are answered alike': ['grid-torn', 'grid-of-different-rows'],
  'an index is of several questions that can be added up': [
    'index-code-twice',
    'index-item-unknown',
    'index-item-does-not-fit',
    'index-of-one',
  ],
  'being asked a follow-up tells nothing more sensitive than the follow-up itself': ['condition-reveals-more-sensitive-item'],
  'a sensitive item says what may not be said of a whole group, and an open one has no such options': [
    'sensitive-options-missing',
    'sensitive-options-on-open-item',
    'sensitive-options-unknown',
    'sensitive-options-leave-nothing',
  ],
  'what counts as going well can be added up to a share that means something': [
    'favourable-unknown',
    'favourable-leaves-nothing',
    'favourable-is-sensitive',
    'favourable-several-of-multiple',
  ],
  'every theme, item and option has its words in both languages, and nothing else has': [
    'text-missing',
    'text-unneeded',
    'help-in-one-language-only',
  ],
  'a finding completes "Cirka 17 af 21 …" wherever something counts as going well': [
    'finding-without-favourable',
    'favourable-without-finding',
    'finding-does-not-complete-a-sentence',
  ],
  'questions are questions, short and easy to read for the age': ['no-question-mark', 'question-too-long', 'hard-to-read'],
  'no text says "anonym" or names an instrument of others': ['forbidden-word'],
  'no question needs somebody to act at once': ['needs-somebody-to-act'],
  'no question asks for a name': ['asks-for-a-name'],
  'no question is a double negation': ['double-negation'],
}

const folders = readdirSync(join(content, 'questionnaires'))

for (const folder of folders) {
  const definition = read('questionnaires', folder, 'questionnaire.json')
  const questionnaire = QuestionnaireSchema.parse(definition) as Questionnaire
  const wording = Object.fromEntries(languages.map((language) => [language, read('questionnaires', folder, `text.${language}.json`)]))
  const texts = Object.fromEntries(languages.map((language) => [language, QuestionnaireTextSchema.parse(wording[language])])) as Record<
    Language,
    QuestionnaireText
  >

  test(`${folder}: the files hold nothing that the schema does not know`, () => {
    assert.deepEqual(QuestionnaireSchema.parse(definition), definition)
    for (const language of languages) assert.deepEqual(QuestionnaireTextSchema.parse(wording[language]), wording[language])
  })

  const findings = checkQuestionnaire(questionnaire, texts)
  for (const [sentence, faults] of Object.entries(promises)) {
    test(`${folder}: ${sentence}`, () => {
      assert.deepEqual(
        findings.filter(({ fault }) => faults.includes(fault)),
        [],
      )
    })
  }

  test(`${folder}: nothing else is wrong with it`, () => {
    assert.deepEqual(findings, [])
  })

  const translated = respondentLanguages.filter((language) => existsSync(join(content, 'questionnaires', folder, `text.${language}.json`)))
  const allTexts = Object.fromEntries(
    translated.map((language) => [language, QuestionnaireTextSchema.parse(read('questionnaires', folder, `text.${language}.json`))]),
  ) as QuestionnaireTexts

  test(`${folder}: nothing that the gate of the question bank would hold back, in any language`, (context) => {
    const found = checkAtGate(questionnaire, allTexts)
    assert.deepEqual(
      found.filter(({ severity }) => severity === 'blocking'),
      [],
    )
    for (const { fault, item, field, language, found: what } of found)
      context.diagnostic(`${folder}: advice: ${[fault, item, field, language, what].filter(Boolean).join(' ')}`)
  })

  test(`${folder}: a language it has a file for has all of it: every theme, grid, question, help, why, use, unit and answer`, () => {
    const shapeOf = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toSorted(([one], [other]) => (one < other ? -1 : 1))
              .map(([key, inside]) => [key, shapeOf(inside)]),
          )
        : value === ''
    for (const language of translated) assert.deepEqual(shapeOf(allTexts[language]), shapeOf(allTexts.da), language)
    const grids = [...new Set(questionnaire.items.flatMap(({ grid }) => grid ?? []))].toSorted()
    assert.deepEqual(Object.keys(allTexts.da.grids ?? {}).toSorted(), grids)
  })

  test(`${folder}: every question says why it is asked and what somebody does with the answer, and the two are not the same`, () => {
    for (const { code, kind } of questionnaire.items)
      for (const language of translated) {
        const { why, use, unit } = allTexts[language]?.items[code] ?? assert.fail(`${language} ${code}`)
        assert.ok(use !== undefined && use !== why, `${language} ${code}`)
        assert.equal(unit !== undefined, kind === 'number', `${language} ${code}: a number says what it counts`)
      }
  })

  test(`${folder}: how hard it is to read is printed`, (context) => {
    context.diagnostic(readingLine(folder, questionnaire.version, readingAge(texts.da)))
  })

  test(`${folder}: it says in which tracks its words are true, and nobody writes freely where answers are counted`, () => {
    assert.ok(questionnaire.tracks !== undefined)
    if (questionnaire.tracks.includes('statistics'))
      assert.deepEqual(
        questionnaire.items.filter(({ kind }) => kind === 'text'),
        [],
      )
  })

  test(`${folder}: pictures are of those that are drawn, and a municipality has at least four questions to choose among`, () => {
    for (const { code, pictogram } of questionnaire.items) assert.ok(pictogram === undefined || isPictogram(pictogram), code)
    assert.ok(questionnaire.items.filter(({ isCore }) => !isCore).length >= 4)
  })

  test(`${folder}: the folder is named after the questionnaire, and says in its README what it is`, () => {
    assert.equal(questionnaire.code, folder)
    assert.ok(existsSync(join(content, 'questionnaires', folder, 'README.md')))
  })

  test(`${folder}: every path ends, however one answers, and gives a row that can be kept`, () => {
    const anyValue = (item: Item) =>
      item.kind === 'information' ? fc.constant(null) : fc.option(fc.integer({ min: 0, max: greatestValue(item) }))
    fc.assert(
      fc.property(fc.tuple(...questionnaire.items.map(anyValue)), (answers) => {
        const asked = new Set(pages(questionnaire, answers).map(({ place }) => place))
        const isAnswered = ({ kind }: Item, place: number) => kind !== 'information' && asked.has(place)
        const expected = questionnaire.items.map((item, place) => (isAnswered(item, place) ? (answers[place] ?? blank) : hidden))
        assert.deepEqual(submit(questionnaire, answers), { answers: expected })
      }),
    )
  })

  test(`${folder}: it begins and ends with an open question, so that the hard ones stand in the middle`, () => {
    assert.equal(questionnaire.items.at(0)?.questionClass, 'open')
    assert.equal(questionnaire.items.at(-1)?.questionClass, 'open')
  })

  test(`${folder}: a pupil is done within a lesson of 45 minutes, a grown-up within twenty minutes in the evening`, () => {
    assert.ok(minutesToAnswer(questionnaire) <= (questionnaire.respondent === 'pupil' ? 25 : 20))
  })

  test(`${folder}: it is said before anything is asked which questions are sensitive`, () => {
    assert.ok(questionnaire.items.some(({ questionClass }) => questionClass !== 'open'))
  })

  const colours = join('questionnaires', folder, 'colours.json')
  const hasColours = existsSync(join(content, colours))

  if (hasColours)
    test(`${folder}: each colour rule has a colour for every answer of a question, and only those`, () => {
      const rules = read(colours)
      assert.deepEqual(ColourRulesSchema.parse(rules), rules)
      assert.deepEqual(checkColours(questionnaire, ColourRulesSchema.parse(rules)), [])
    })

  if (mayBeAskedByName(questionnaire))
    test(`${folder}: at least twelve questions have colours, for a health professional reads the answers`, () => {
      assert.ok(hasColours)
      assert.ok(Object.keys(ColourRulesSchema.parse(read(colours)).rules).length >= 12)
    })
}

test('the same code is the same question with the same answers in every questionnaire, so that a series can be followed', () => {
  const asked = folders.flatMap((folder) =>
    (read('questionnaires', folder, 'questionnaire.json') as Questionnaire).items.map((item) => ({ folder, item })),
  )
  for (const { folder, item } of asked) {
    const { folder: first, item: same } = asked.find((one) => one.item.code === item.code) ?? { folder, item }
    assert.deepEqual([item.kind, item.options], [same.kind, same.options], `${item.code} in ${folder} and ${first}`)
  }
})

test('mellemtrin: at least thirty questions over at least seven themes, for grades 4 to 6', () => {
  const questionnaire = read('questionnaires', 'mellemtrin', 'questionnaire.json') as Questionnaire
  assert.ok(questionnaire.items.filter(({ kind }) => kind !== 'information').length >= 30)
  assert.ok(questionnaire.themes.length >= 7)
  assert.deepEqual(questionnaire.grades, [4, 5, 6])
  assert.ok(questionnaire.items.filter(({ isTeachingEnvironment }) => isTeachingEnvironment).length >= 6)
  assert.ok(questionnaire.items.filter(({ questionClass }) => questionClass !== 'open').length >= 8)
  assert.ok(questionnaire.items.filter(({ showIf }) => showIf).length >= 2)
})

const files = readdirSync(join(content, 'texts')).filter((name) => name.endsWith('.json'))
const rooms = [...new Set(files.map((name) => name.split('.')[0] ?? ''))]
/** Keys are in camel case, files are not. */
const catalogue = (room: string, language: Language) => read('texts', `${room}.${language}.json`) as Readonly<Record<string, string>>

for (const room of rooms) {
  test(`texts of ${room}: Danish and English have the same keys`, () => {
    assert.deepEqual(Object.keys(catalogue(room, 'en')).sort(), Object.keys(catalogue(room, 'da')).sort())
  })

  test(`texts of ${room}: a sentence has the same places to fill in both languages`, () => {
    const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort()
    for (const [key, text] of Object.entries(catalogue(room, 'da')))
      assert.deepEqual(places(catalogue(room, 'en')[key] ?? ''), places(text), key)
  })

  test(`texts of ${room}: no sentence is empty, has a stray space or promises that answers are anonymous`, () => {
    for (const language of languages) {
      for (const [key, text] of Object.entries(catalogue(room, language))) {
        // An example is a file as somebody would save it, with a line break at its end.
        const sentence = key.includes('.example.') ? text.trim() : text
        assert.ok(sentence !== '' && sentence === sentence.trim() && !/ {2}/.test(sentence), key)
        assert.doesNotMatch(text, /anonym/i, key)
      }
    }
  })
}

test('no two rooms of the professional side have a text under the same key, for they are read as one', () => {
  const keys = rooms.filter((room) => room !== 'respondent' && room !== 'about').flatMap((room) => Object.keys(catalogue(room, 'da')))
  assert.deepEqual(
    keys.filter((key, place) => keys.indexOf(key) !== place),
    [],
  )
})

test('every refusal in the contract has a sentence that tells what to do, and there is none for a refusal that is gone', () => {
  const sentences = catalogue('problem', 'da')
  assert.deepEqual(
    Object.keys(sentences).sort(),
    Object.keys(problems)
      .map((name) => `problem.${name}`)
      .sort(),
  )
  for (const [key, text] of Object.entries(sentences)) assert.match(text, /^\p{Lu}.*\.$/u, key)
})
