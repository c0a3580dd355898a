import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { test } from 'node:test'
import fc from 'fast-check'
import { checkQuestionnaire } from './check.ts'
import { type Addition, compose, followersOf, isComposed, neededBy, nextComposition, themeNamesIn, wholeBase } from './compose.ts'
import { lookedBackOn } from './conditions.ts'
import type { Item, ItemText, Questionnaire, QuestionnaireTexts } from './questionnaire.ts'
import { languagesOf } from './wording.ts'

const content = new URL('../../content/questionnaires/', import.meta.url)
const read = (path: string) => JSON.parse(readFileSync(new URL(path, content), 'utf8'))
const published: readonly { readonly questionnaire: Questionnaire; readonly texts: QuestionnaireTexts }[] = readdirSync(content).map(
  (folder) => ({
    questionnaire: read(`${folder}/questionnaire.json`),
    texts: Object.fromEntries(
      readdirSync(new URL(folder, content)).flatMap((file) => {
        const [, language] = /^text\.(..)\.json$/.exec(file) ?? []
        return language === undefined ? [] : [[language, read(`${folder}/${file}`)]]
      }),
    ) as unknown as QuestionnaireTexts,
  }),
)
const themeNames = themeNamesIn(published)

/** Every question of every questionnaire, as another one might add it. */
const bank: readonly Addition[] = [
  ...new Map(
    published.flatMap(({ questionnaire, texts }) =>
      questionnaire.items.map((item) => [
        item.code,
        {
          item,
          texts: Object.fromEntries(languagesOf(texts).map((language) => [language, texts[language]?.items[item.code] as ItemText])),
        },
      ]),
    ),
  ).values(),
]

const anyComposition = fc.constantFrom(...published).chain((base) => {
  const optional = base.questionnaire.items.filter(({ code, isCore }) => !isCore && neededBy(base.questionnaire, code) === undefined)
  const others = bank.filter(
    ({ item }) => !base.questionnaire.items.some(({ code }) => code === item.code) && item.instrument === undefined,
  )
  return fc.record({
    base: fc.constant(base),
    leftOut: fc.subarray(optional.map(({ code }) => code)),
    added: fc.shuffledSubarray(
      others.map(({ item }) => item.code),
      { maxLength: 6 },
    ),
  })
})

const composedOf = ({
  base,
  leftOut,
  added,
}: {
  base: (typeof published)[number]
  leftOut: readonly string[]
  added: readonly string[]
}) => {
  const composed = compose(base, bank, { leftOut, added }, { version: `${base.questionnaire.version}.1`, themeNames })
  assert.ok(isComposed(composed), JSON.stringify(composed))
  return composed
}

const laws: Readonly<
  Record<string, (given: Parameters<typeof composedOf>[0], items: readonly Item[], composed: ReturnType<typeof composedOf>) => void>
> = {
  'every core item is in it, in the order of the base': ({ base }, items) => {
    const core = base.questionnaire.items.filter(({ isCore }) => isCore).map(({ code }) => code)
    assert.deepEqual(
      items.map(({ code }) => code).filter((code) => core.includes(code)),
      core,
    )
  },
  'no item is asked twice': (_, items) => assert.equal(new Set(items.map(({ code }) => code)).size, items.length),
  'conditions look back only': (_, items) => {
    for (const [place, { showIf }] of items.entries())
      for (const back of showIf ? lookedBackOn(showIf) : []) assert.ok(items.slice(0, place).some(({ code }) => code === back))
  },
  'what is left out is not in it, and what is added stands after everything of the base in its theme': ({ leftOut, added }, items) => {
    for (const code of leftOut) assert.ok(!items.some((item) => item.code === code))
    for (const theme of new Set(items.map((item) => item.theme))) {
      const own = items.filter((item) => item.theme === theme)
      const first = own.findIndex(({ code }) => added.includes(code))
      if (first >= 0) assert.ok(own.slice(first).every(({ code }) => added.includes(code)))
      const inTheme = added.filter((code) => own.some((item) => item.code === code))
      assert.deepEqual(
        own.map(({ code }) => code).filter((code) => added.includes(code)),
        inTheme,
      )
    }
  },
  'it is offered in exactly the languages that the base and every added item have, whole': (
    { base, added },
    items,
    { texts, languagesLost },
  ) => {
    const lacks = (language: 'da' | 'en' | 'ar' | 'uk') =>
      added.some((code) => !bank.find(({ item }) => item.code === code)?.texts[language])
    assert.deepEqual(
      languagesOf(texts),
      languagesOf(base.texts).filter((language) => !lacks(language)),
    )
    assert.deepEqual(
      languagesLost.map(({ language }) => language),
      languagesOf(base.texts).filter(lacks),
    )
    for (const language of languagesOf(texts))
      for (const { code, theme } of items) assert.ok(texts[language]?.items[code] && texts[language]?.themes[theme])
  },
  'its structure is sound: themes in one piece, no words without an item': (_, __, { questionnaire, texts }) => {
    const structural = [
      'item-code-twice',
      'theme-unknown',
      'theme-empty',
      'theme-out-of-order',
      'condition-looks-ahead',
      'text-missing',
      'text-unneeded',
    ]
    assert.deepEqual(
      checkQuestionnaire(questionnaire, texts).filter(({ fault }) => structural.includes(fault)),
      [],
    )
  },
}

for (const [law, holds] of Object.entries(laws))
  test(`of whatever is chosen: ${law}`, () => {
    fc.assert(
      fc.property(anyComposition, (given) => {
        const composed = composedOf(given)
        holds(given, composed.questionnaire.items, composed)
      }),
      { numRuns: 60 },
    )
  })

test('with nothing chosen it is the base under another number', () => {
  for (const base of published) {
    const composed = compose(base, [], wholeBase, { version: '1.0.1' })
    assert.ok(isComposed(composed))
    assert.deepEqual(composed.questionnaire, { ...base.questionnaire, version: '1.0.1' })
    assert.deepEqual(composed.texts, base.texts)
  }
})

const item = (code: string, more: Partial<Item> = {}): Item => ({
  code,
  theme: 'sleep',
  kind: 'single',
  options: ['no', 'yes'],
  questionClass: 'open',
  sensitiveOptions: [],
  favourable: [],
  isCore: false,
  isTeachingEnvironment: false,
  ...more,
})
const after = (code: string) => ({ showIf: { op: 'equals', item: code, option: 'yes' } }) as const

test('an item goes with the one it looks back on, and what looks back on that with it', () => {
  const items = [item('a'), item('b', after('a')), item('c', after('b')), item('d')]
  assert.deepEqual(followersOf({ items }, ['a']), [
    { code: 'b', because: 'a' },
    { code: 'c', because: 'b' },
  ])
})

test('what a core item looks back on can be left out by nobody, however far back', () => {
  const items = [item('a'), item('b', after('a')), item('c', { ...after('b'), isCore: true })]
  assert.equal(neededBy({ items }, 'a'), 'c')
  assert.equal(neededBy({ items: items.slice(0, 2) }, 'a'), undefined)
})

test('everything that stands in the way is said, not the first alone', () => {
  const [base] = published
  assert.ok(base)
  const core = base.questionnaire.items.find(({ isCore }) => isCore)?.code ?? ''
  const refused = compose(base, [], { leftOut: [core, 'nobody'], added: [core, 'k881-x', 'k881-x'] }, { version: '1.0.1' })
  assert.ok(!isComposed(refused))
  assert.deepEqual(
    refused.map(({ fault }) => fault),
    ['core-left-out', 'not-in-base', 'already-asked', 'not-in-bank', 'added-twice'],
  )
})

test('the next composition has the number after the greatest, also after the ninth', () => {
  assert.equal(nextComposition('1.0', ['1.0', '1.0.9', '1.0.10', '1.1.40']), '1.0.11')
  assert.equal(nextComposition('1.1', ['1.0.3']), '1.1.1')
})
