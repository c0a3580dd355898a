import assert from 'node:assert/strict'
import { test } from 'node:test'
import danish from '#content/texts/keeping.da.json' with { type: 'json' }
import type { SavedMark } from '../saver.ts'
import { tellWhere } from './where.ts'
import { wordsIn } from './words.ts'

const t = await wordsIn('da')
const told = (mark: SavedMark, places: readonly number[], { isKept = false, isEarlierWaiting = false } = {}) =>
  tellWhere(t, { answers: [1, 0, null, 3], mark, waiting: { places: new Set(places), isKept }, isEarlierWaiting }).flatMap(
    ({ lines }) => lines,
  )

test('what is called saved is only what nobody waits for any more; not wanting to answer is an answer', () => {
  assert.equal(told('saved', [])[0], '3 af dine svar er gemt hos kommunen.')
  assert.equal(told('kept', [3], { isKept: true })[0], '2 af dine svar er gemt hos kommunen.')
  assert.equal(told('kept', [0, 3], { isKept: true })[0], 'Ét af dine svar er gemt hos kommunen.')
  assert.equal(told('waiting', [0, 1, 3])[0], 'Ingen af dine svar er gemt hos kommunen endnu.')
})

test('an answer taken back waits like any other change, and is not counted as saved', () => {
  assert.deepEqual(told('kept', [2], { isKept: true }).slice(0, 2), ['3 af dine svar er gemt hos kommunen.', danish['where.kept.one']])
})

test('locked is said only of what is locked, and what is not is said to need the page', () => {
  assert.ok(told('kept', [0, 1], { isKept: true }).includes('2 svar venter her. De er låst, så ingen kan læse dem.'))
  const inPage = told('waiting', [0, 1])
  assert.ok(inPage.includes('2 svar venter, men kun så længe siden er åben.'))
  assert.ok(inPage.includes(danish['where.next.page']))
  assert.ok(!inPage.some((line) => /låst/.test(line)))
})

test('a busy server is not called a line that is gone, and the other way round', () => {
  assert.ok(told('busy', [0], { isKept: true }).includes(danish['where.next.busy']))
  assert.ok(told('kept', [0], { isKept: true }).includes(danish['where.next.offline']))
  assert.ok(told('saving', [0]).includes(danish['where.next.saving']))
})

test('what lies here of earlier pages is told, and nothing about whose or how much', () => {
  assert.ok(told('saved', [], { isEarlierWaiting: true }).includes(danish['where.earlier']))
  assert.ok(!told('saved', []).includes(danish['where.earlier']))
})

test('every language says the same in its own words', async () => {
  for (const language of ['en', 'ar', 'uk'] as const) {
    const words = await wordsIn(language)
    for (const key of Object.keys(danish) as (keyof typeof danish)[]) {
      assert.notEqual(words(key), danish[key], `${language}: ${key}`)
      assert.equal(words(key).includes('{count}'), danish[key].includes('{count}'), `${language}: ${key}`)
    }
  }
})
