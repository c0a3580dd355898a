/** Laws of suggesting: whatever the catalogue and the finding. */
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { themes } from '../questionnaire/themes.ts'
import { evidences, levels, overlaps, type PublishedSheet, targets } from './sheet.ts'
import { anExample } from './specimen.ts'
import { mostSuggestions, type Need, suggest } from './suggest.ts'

const fewThemes = themes.slice(0, 4)

const aSheet = fc.record({
  themes: fc.uniqueArray(fc.constantFrom(...fewThemes), { minLength: 1, maxLength: 3 }),
  ages: fc.tuple(fc.nat(18), fc.nat(12)).map(([from, years]) => ({ from, to: from + years })),
  levels: fc.uniqueArray(fc.constantFrom(...levels), { minLength: 1, maxLength: 3 }),
  target: fc.constantFrom(...targets),
  evidence: fc.constantFrom(...evidences),
})
const aCatalogue: fc.Arbitrary<readonly PublishedSheet[]> = fc
  .array(aSheet, { maxLength: 30 })
  .map((sheets) => sheets.map((given, place) => anExample(`ark-${place}`, given)))
const aNeed: fc.Arbitrary<Need> = fc.record({
  themes: fc.uniqueArray(fc.record({ theme: fc.constantFrom(...fewThemes), cause: fc.constantFrom('worse' as const, 'chosen' as const) }), {
    maxLength: 4,
    selector: ({ theme }) => theme,
  }),
  ages: fc.option(fc.tuple(fc.nat(18), fc.nat(5)).map(([from, years]) => ({ from, to: from + years }))),
  unit: fc.constantFrom('class', 'yearGroup', 'institution', 'municipality', 'child'),
})

test('at most five, none twice, each of a theme in need and for an age of the finding', () => {
  fc.assert(
    fc.property(aCatalogue, aNeed, (sheets, need) => {
      const suggested = suggest(sheets, need)
      assert.ok(suggested.length <= mostSuggestions)
      assert.equal(new Set(suggested.map(({ code }) => code)).size, suggested.length)
      for (const { sheet, because } of suggested) {
        assert.ok(need.themes.some(({ theme, cause }) => theme === because.theme && cause === because.cause))
        assert.ok(sheet.themes.includes(because.theme))
        assert.ok(need.ages === null || overlaps(sheet.ages, need.ages))
      }
    }),
  )
})

test('what is for those who already struggle is never suggested to a group', () => {
  fc.assert(
    fc.property(aCatalogue, aNeed, (sheets, need) => {
      if (need.unit === 'child') return
      assert.ok(suggest(sheets, need).every(({ sheet }) => sheet.target !== 'indicated'))
    }),
  )
})

test('a sheet that fits two themes is there for the one named first', () => {
  const [both] = suggest([anExample('begge', { themes: ['sleep', 'friends'] })], {
    themes: [
      { theme: 'friends', cause: 'worse' },
      { theme: 'sleep', cause: 'chosen' },
    ],
    ages: null,
    unit: 'class',
  })
  assert.deepEqual(both?.because, { theme: 'friends', cause: 'worse', isForAge: false })
})

test('the order of the catalogue changes nothing', () => {
  fc.assert(
    fc.property(aCatalogue, aNeed, (sheets, need) => {
      assert.deepEqual(suggest(sheets.toReversed(), need), suggest(sheets, need))
    }),
  )
})

test('every theme in need that the catalogue has something for is among the suggestions, up to five', () => {
  fc.assert(
    fc.property(aCatalogue, aNeed, (sheets, need) => {
      const suggested = suggest(sheets, need)
      for (const wanted of need.themes) {
        const alone = suggest(sheets, { ...need, themes: [wanted] })
        const isServed = suggested.some(({ sheet }) => sheet.themes.includes(wanted.theme))
        assert.ok(alone.length === 0 || isServed, wanted.theme)
      }
    }),
  )
})

test('as many as there are, up to five: nothing that fits is held back while there is room', () => {
  fc.assert(
    fc.property(aCatalogue, aNeed, (sheets, need) => {
      const fitting = new Set(need.themes.flatMap((wanted) => allFitting(sheets, { ...need, themes: [wanted] })))
      assert.equal(suggest(sheets, need).length, Math.min(mostSuggestions, fitting.size))
    }),
  )
})

/** Everything that fits, found by asking for five at a time. */
function allFitting(sheets: readonly PublishedSheet[], need: Need): readonly string[] {
  const found: string[] = []
  for (let rest = sheets; ;) {
    const next = suggest(rest, need).map(({ code }) => code)
    if (next.length === 0) return found
    found.push(...next)
    rest = rest.filter(({ code }) => !next.includes(code))
  }
}
