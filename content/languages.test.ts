/** The languages beyond our own: what is promised in Arabic and Ukrainian is there, whole, and says what the Danish says. */
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, test } from 'node:test'

const others = ['ar', 'uk'] as const
/** Everything the answering page says, and the page about the answers. */
const rooms = ['respondent', 'about', 'voices']
const parents = readdirSync(new URL('questionnaires', import.meta.url)).filter((code) => code.startsWith('foraeldre-'))

type Texts = { readonly [key: string]: string | Texts }

const read = (path: string): Texts => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))

/** Every text with the way to it, in order. */
function leaves(texts: Texts, way = ''): readonly (readonly [string, string])[] {
  return Object.entries(texts).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${way}/${key}`, value] as const] : leaves(value, `${way}/${key}`),
  )
}

const places = (text: string) => [...new Set(text.match(/\{\w+\}/g))].toSorted()

/** Never promised, in any language; and marks that a translation has left behind. */
const forbidden = { ar: /مجهول|[?;]|[,،]{2}|\p{Script=Cyrillic}/u, uk: /анонім|\p{Script=Arabic}|[ыэёъ]/iu } as const
const letters = { ar: /\p{Script=Arabic}/u, uk: /\p{Script=Cyrillic}/u } as const

for (const language of others)
  describe(`what is promised in ${language}`, () => {
    const pairs = [
      ...rooms.map((room) => [`texts/${room}`, `texts/${room}.da.json`, `texts/${room}.${language}.json`] as const),
      ...parents.map(
        (code) =>
          [`questionnaires/${code}`, `questionnaires/${code}/text.da.json`, `questionnaires/${code}/text.${language}.json`] as const,
      ),
    ]
    for (const [name, danish, other] of pairs)
      test(`${name}: every text is there, in the same order, with the same places to fill`, () => {
        const [da, translated] = [leaves(read(danish)), leaves(read(other))]
        assert.deepEqual(
          translated.map(([way]) => way),
          da.map(([way]) => way),
        )
        for (const [at, [way, text]] of translated.entries()) {
          const original = da[at]?.[1] ?? ''
          assert.deepEqual(places(text), places(original), way)
          assert.equal(text === '', original === '', `${way} is empty in one of the two`)
          assert.doesNotMatch(text, forbidden[language], way)
          // Numbers, names and places to fill are the same in every language.
          if (/\p{Ll}{4}/u.test(original.replace(/\{\w+\}|BørnUngeLiv/g, ''))) assert.match(text, letters[language], way)
          if (original.endsWith('?')) assert.ok(text.endsWith(language === 'ar' ? '؟' : '?'), `${way}: ${text}`)
        }
      })
  })
