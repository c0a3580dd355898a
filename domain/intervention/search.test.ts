import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { fold, likeness, searchSheets, stem, wordsIn } from './search.ts'
import { anExample } from './specimen.ts'

const names = {
  da: { sleep: 'Søvn', bullying: 'Mobning', friends: 'Venner og ensomhed' },
  en: { sleep: 'Sleep', bullying: 'Bullying', friends: 'Friends' },
}
const sheets = [
  anExample('nat', { themes: ['sleep'], title: 'Godnat, lille ven', summary: 'Om at falde i søvn' }),
  anExample('mod', { themes: ['bullying'], title: 'Mod mobning', summary: 'Klassen griber ind' }),
  anExample('leg', { themes: ['friends'], title: 'Leg i frikvarteret', summary: 'Ældre børn sætter lege i gang på Åsum Skole' }),
]
const find = (sought: string) => searchSheets(sheets, sought, names).map(({ code }) => code)

test('a word is found as it stands, bent, and by the name of its theme', () => {
  assert.deepEqual(find('mobning'), ['mod'])
  assert.deepEqual(find('mobningen'), ['mod'])
  assert.deepEqual(find('legene'), ['leg'])
  assert.deepEqual(find('ensom'), ['leg'])
})

test('a slip of the finger is forgiven: "mobing" finds "mobning"', () => {
  assert.deepEqual(find('mobing'), ['mod'])
  assert.deepEqual(find('mobnig'), ['mod'])
  assert.deepEqual(find('frikavrteret'), ['leg'])
})

test('a compound finds its parts, and a part its compound: "søvnproblemer" finds "søvn"', () => {
  assert.deepEqual(find('søvnproblemer'), ['nat'])
  assert.deepEqual(find('kvarter'), ['leg'])
})

test('æ, ø and å are found however they are typed', () => {
  for (const written of ['søvn', 'soevn', 'sovn', 'SØVN']) assert.deepEqual(find(written), ['nat'], written)
  for (const written of ['Åsum', 'aasum', 'asum']) assert.deepEqual(find(written), ['leg'], written)
})

test('English finds what Danish says', () => {
  assert.deepEqual(find('sleep'), ['nat'])
  assert.deepEqual(find('bullying'), ['mod'])
})

test('every word must be found somewhere, and what is not there finds nothing', () => {
  assert.deepEqual(find('mobning søvn'), [])
  assert.deepEqual(find('klassen mobning'), ['mod'])
  assert.deepEqual(find('blokfløjte'), [])
})

test('an empty search, and one of little words only, finds all', () => {
  assert.equal(find('').length, 3)
  assert.equal(find('og i det').length, 3)
})

test('the title says most', () => {
  const [first] = searchSheets(
    [anExample('other', { title: 'Noget andet', summary: 'Her nævnes måltider' }), anExample('meal', { title: 'Måltider' })],
    'måltid',
    names,
  )
  assert.equal(first?.code, 'meal')
})

test('folding and stemming are done once: doing them again changes nothing of a folded word', () => {
  fc.assert(fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[aeoåæø]{1,8}$/)), (text) => assert.equal(fold(fold(text)), fold(text))))
})

test('a stem keeps three letters, and a word is always like itself', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{2,14}$/), (word) => {
      assert.ok(stem(word).length >= Math.min(3, word.length))
      assert.equal(likeness(word, word), 1)
      assert.ok(likeness(word, 'zq') <= 1)
    }),
  )
})

test('whatever is typed, the search answers, with no sheet twice', () => {
  fc.assert(
    fc.property(fc.string(), (sought) => {
      const found = find(sought)
      assert.equal(new Set(found).size, found.length)
      if (wordsIn(sought).length === 0) assert.equal(found.length, 3)
    }),
  )
})
