/** Every fact sheet in content/interventions: complete in both languages, plainly an example, and with few gaps between. */
import assert from 'node:assert/strict'
import { readFileSync, readdirSync } from 'node:fs'
import { test } from 'node:test'
import { faultsOf } from '#domain/intervention/check-sheet.ts'
import { coverageOf, facets } from '#domain/intervention/facet.ts'
import { type PublishedSheet, sheetWords } from '#domain/intervention/sheet.ts'
import { Sheet } from '#domain/intervention/sheet-schema.ts'
import { agesOfGrades, fewestSuggestions, mostSuggestions, suggest } from '#domain/intervention/suggest.ts'
import { Questionnaire } from '#domain/questionnaire/questionnaire-schema.ts'
import { isTheme, themes } from '#domain/questionnaire/themes.ts'
import { languages } from '#domain/text/text.ts'

const directory = new URL('./interventions/', import.meta.url)
const files = readdirSync(directory).filter((name) => name.endsWith('.json'))
const sheets: readonly PublishedSheet[] = files.map((name) => ({
  code: name.replace('.json', ''),
  sheet: Sheet.parse(JSON.parse(readFileSync(new URL(name, directory), 'utf8'))),
}))

test('there are thirty sheets or more, and no file holds anything that the schema does not know', () => {
  assert.ok(sheets.length >= 30)
  for (const { code, sheet } of sheets) {
    assert.deepEqual(JSON.parse(readFileSync(new URL(`${code}.json`, directory), 'utf8')), sheet, code)
  }
})

for (const { code, sheet } of sheets) {
  test(`${code}: complete in both languages, and plainly an example`, () => {
    assert.deepEqual(faultsOf(sheet), [])
    for (const language of languages) {
      assert.deepEqual(
        sheetWords.filter((word) => sheet.texts[language][word] === ''),
        [],
        language,
      )
      assert.match(sheet.texts[language].provider, /\((opfundet|invented)\)$/)
    }
    assert.equal(sheet.isExample, true)
    assert.match(sheet.link, /^https:\/\/example\.org\//)
    assert.match(sheet.contact, /@example\.org$/)
    const all = JSON.stringify(sheet.texts)
    assert.doesNotMatch(all, /anonym/i)
    assert.doesNotMatch(
      all,
      /\b(SDQ|WHO-5|GAD-7|PHQ|DUÅ|PALS|KiVa|Fri for Mobberi|Cool Kids|Triple P)\b/i,
      'a real instrument or programme',
    )
  })
}

test('every theme has a sheet, every choice of every facet has one, and few ages are without', () => {
  const coverage = coverageOf(sheets)
  assert.deepEqual(
    themes.filter((theme) => !sheets.some(({ sheet }) => sheet.themes.includes(theme))),
    [],
  )
  const gaps = coverage.flatMap(({ theme, counts }) => facets.age.filter((age) => counts[age] === 0).map((age) => `${theme} ${age}`))
  // A baby has no debt to society and a student no daycare: some gaps are right.
  assert.ok(gaps.length <= 60, `${gaps.length} gaps: ${gaps.join(', ')}`)
  for (const target of facets.target) assert.ok(sheets.some(({ sheet }) => sheet.target === target))
  for (const evidence of facets.evidence) assert.ok(sheets.some(({ sheet }) => sheet.evidence === evidence))
  for (const level of facets.level) assert.ok(sheets.some(({ sheet }) => sheet.levels.includes(level)))
})

test('whatever theme of a pupils’ questionnaire is worse, three to five sheets fit its ages', () => {
  const questionnaires = new URL('./questionnaires/', import.meta.url)
  for (const folder of readdirSync(questionnaires)) {
    const { grades, themes: asked } = Questionnaire.parse(
      JSON.parse(readFileSync(new URL(`${folder}/questionnaire.json`, questionnaires), 'utf8')),
    )
    const ages = agesOfGrades(grades)
    if (ages === null) continue
    for (const theme of asked.filter(isTheme)) {
      for (const unit of ['class', 'institution', 'municipality'] as const) {
        const { length } = suggest(sheets, { themes: [{ theme, cause: 'worse' }], ages, unit })
        assert.ok(length >= fewestSuggestions && length <= mostSuggestions, `${folder}, ${theme}, ${unit}: ${length}`)
      }
    }
  }
})

test('a school that is clearly worse in sleep, friends and bullying in the middle grades gets three to five suggestions', () => {
  const suggested = suggest(sheets, {
    themes: [
      { theme: 'sleep', cause: 'worse' },
      { theme: 'bullying', cause: 'worse' },
    ],
    ages: { from: 9, to: 12 },
    unit: 'institution',
  })
  assert.ok(suggested.length >= 3 && suggested.length <= 5)
  assert.deepEqual(new Set(suggested.map(({ because }) => because.theme)), new Set(['sleep', 'bullying']))
})
