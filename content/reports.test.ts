/** Every questionnaire can be reported on: each question's figure has its sentence, in Danish and English. */
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import { storedSum } from '#domain/disclosure/sum.ts'
import { codebook, optionsAt, isCounted } from '#domain/questionnaire/codebook.ts'
import { countedItems, withWordsOfIndices } from '#domain/questionnaire/indices.ts'
import { Questionnaire as Schema, QuestionnaireText as TextSchema } from '#domain/questionnaire/questionnaire-schema.ts'
import type { Item, Questionnaire, QuestionnaireText } from '#domain/questionnaire/questionnaire.ts'
import { cardsOf, type ReportedUnit } from '#domain/report/card.ts'
import { finding } from '#domain/report/finding.ts'

const folder = new URL('questionnaires/', import.meta.url)
const read = (file: string) => JSON.parse(readFileSync(new URL(file, folder), 'utf8'))

for (const code of globSync('*/questionnaire.json', { cwd: folder }).map((file) => file.split('/')[0] as string)) {
  const questionnaire = Schema.parse(read(`${code}/questionnaire.json`)) as Questionnaire
  const texts = { da: TextSchema.parse(read(`${code}/text.da.json`)), en: TextSchema.parse(read(`${code}/text.en.json`)) } as Record<
    'da' | 'en',
    QuestionnaireText
  >
  const { cells, width } = codebook(questionnaire)
  const counts = Array.from({ length: width }, () => 0)
  for (const { item, offset } of cells) {
    counts[offset] = item.options.length * 30
    for (const place of item.options.keys()) counts[offset + optionsAt + place] = 30
  }
  const municipality: ReportedUnit = {
    unit: 'municipality',
    level: 'municipality',
    name: 'Lillekøbing',
    grade: null,
    kind: null,
    sums: { all: storedSum(counts), female: null, male: null },
    schools: 9,
    isSealed: true,
  }
  const cards = (items: (item: Item) => boolean) =>
    cardsOf(questionnaire, municipality, { state: 'sealed', split: false, comparison: null, above: [], items })

  test(`${code}: every question has a sentence that says what was found`, () => {
    for (const card of cards(() => true)) {
      assert.equal(card.state, 'shown', card.item)
      for (const language of ['da', 'en'] as const) {
        const text = withWordsOfIndices(questionnaire, texts[language], language).items[card.item] ?? assert.fail(card.item)
        const sentence = finding(card, text, language)
        assert.ok(sentence.length > 10 && !/undefined|NaN|[{}]/.test(sentence), `${card.item}: ${sentence}`)
      }
    }
  })

  test(`${code}: the teaching environment by itself is whole themes' questions, or none`, () => {
    const umv = cards(({ isTeachingEnvironment }) => isTeachingEnvironment)
    const counted = countedItems(questionnaire).filter(isCounted)
    assert.equal(umv.length, counted.filter(({ isTeachingEnvironment }) => isTeachingEnvironment).length)
    if (code === 'undervisningsmiljoe') assert.equal(umv.length, counted.length)
    assert.ok(umv.every(({ theme }) => texts.da.themes[theme] !== undefined && texts.en.themes[theme] !== undefined))
  })
}
